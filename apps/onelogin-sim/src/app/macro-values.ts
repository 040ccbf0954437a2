import { attributeOf, type RulePerson } from '../rules/attributes.ts'
import type { Parameter } from '../settings/config.ts'
import { type MacroValues, renderText } from '../template.ts'

/** What stands behind `{$user.NAME}`. What the person does not have is absent, so that the template renders "". */
export function userMacros(person: RulePerson, active: boolean): ReadonlyMap<string, string> {
  const { user, manager, roles } = person
  return known({
    id: user.id,
    username: user.userName,
    firstname: user.givenName,
    lastname: user.familyName,
    // OneLogin joins first and last name itself; a display name of the directory does not travel.
    display_name: `${user.givenName} ${user.familyName}`,
    email: user.email,
    title: user.title,
    department: user.department,
    active: String(active),
    status: attributeOf(person, 'Status'),
    member_of: roles.length === 0 ? undefined : attributeOf(person, 'MemberOf'),
    manager_firstname: manager?.givenName,
    manager_lastname: manager?.familyName,
    manager_user_id: manager?.id,
  })
}

/** What stands behind `{$parameters.NAME}`: only what is included in user provisioning, and what rules set of it. */
export function parameterMacros(
  parameters: readonly Parameter[],
  person: RulePerson,
  byRules: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const none: MacroValues = { user: userMacros(person, person.user.active), parameters: new Map() }
  return known(
    Object.fromEntries(
      parameters
        .filter(({ included }) => included)
        .map(({ name, source }) => {
          const set = byRules.get(name)
          if (set !== undefined) return [name, set]
          if (source.kind === 'attribute') return [name, attributeOf(person, source.attribute)]
          return [name, source.kind === 'macro' ? renderText(source.text, none) : undefined]
        }),
    ),
  )
}

function known(values: Readonly<Record<string, string | undefined>>): Map<string, string> {
  return new Map(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
