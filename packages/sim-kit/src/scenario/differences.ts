import type { Expected, Subject } from '@scimulator/admin-api'
import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import type { PlannedCheck } from './planned.ts'
import { attributeOf, type TargetState, type TargetUser } from './read-target.ts'

/** Something that is other than expected, with the exchanges that show it. */
export interface Difference {
  readonly subject: Subject
  /** One sentence: whose what, expected and actual. */
  readonly title: string
  readonly exchanges: readonly string[]
  /** Where it is an attribute of somebody who is there. */
  readonly attribute?: AttributeDifference
}

/** An attribute that is other than expected. */
export interface AttributeDifference {
  /** Id of the User at the target. */
  readonly user: string
  readonly path: string
  /** null: no value. */
  readonly expected: string | number | boolean | null
  readonly actual: readonly JsonValue[]
}

/** Every name the vendor ever said that the target holds: what it no longer says so of should be gone. */
export interface Claimed {
  readonly people: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
  /** By group in lower case, in lower case. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
}

type UsersByName = ReadonlyMap<string, readonly TargetUser[]>
type Is = 'active' | 'inactive' | 'absent' | 'gone'

/** What differs; an empty list: the target is as expected. */
export function findDifferences(
  check: PlannedCheck,
  expected: Expected,
  claimed: Claimed,
  target: TargetState,
): Difference[] {
  const users = byName(target.users)
  switch (check.type) {
    case 'synced':
      return [...syncedPeople(claimed, expected, users, target), ...syncedGroups(claimed, expected, target)]
    case 'people':
      return check.people.flatMap(({ userName, is, has }) => {
        const state = is === undefined ? [] : personDiffers(userName, is, users, target)
        // Of somebody who is not there it is enough to say so once.
        if (state.length > 0 && !users.has(userName.toLowerCase())) return state
        return [...state, ...has.flatMap(([path, value]) => attributeDiffers(userName, path, value, users, target))]
      })
    case 'group':
      return groupDiffers(check.displayName, check.present, check.members, target, undefined)
  }
}

function byName(users: readonly TargetUser[]): UsersByName {
  return Map.groupBy(users, ({ userName }) => userName.toLowerCase())
}

function syncedPeople(claimed: Claimed, expected: Expected, users: UsersByName, target: TargetState): Difference[] {
  const wanted = new Set(expected.users.map(({ userName }) => userName.toLowerCase()))
  const extra = [...claimed.people].filter((userName) => !wanted.has(userName.toLowerCase()))
  return [
    ...expected.users.flatMap(({ userName, active }) =>
      personDiffers(userName, active ? 'active' : 'inactive', users, target),
    ),
    ...extra.flatMap((userName) => personDiffers(userName, 'absent', users, target)),
  ]
}

function personDiffers(userName: string, is: Is, users: UsersByName, target: TargetState): Difference[] {
  const found = users.get(userName.toLowerCase()) ?? []
  const actual = found.length > 1 ? `there ${found.length} times` : describe(found[0])
  if (actual === is || (is === 'gone' && (actual === 'absent' || actual === 'inactive'))) return []
  const expected = is === 'gone' ? 'inactive or absent' : is
  return [
    {
      subject: { kind: 'user', name: userName },
      title: `${userName} is ${actual}, expected ${expected}.`,
      exchanges: showing(found, target),
    },
  ]
}

/** The exchanges that show what was found; where nothing was, all of the reading. */
function showing(found: readonly { readonly exchange: string }[], target: TargetState): readonly string[] {
  return found.length > 0 ? [...new Set(found.map(({ exchange }) => exchange))] : target.exchanges
}

function describe(user: TargetUser | undefined): 'active' | 'inactive' | 'absent' {
  if (user === undefined) return 'absent'
  return user.active ? 'active' : 'inactive'
}

function attributeDiffers(
  userName: string,
  path: string,
  wanted: string | number | boolean | null,
  users: UsersByName,
  target: TargetState,
): Difference[] {
  const subject: Subject = { kind: 'user', name: userName }
  const [user] = users.get(userName.toLowerCase()) ?? []
  if (user === undefined)
    return [{ subject, title: `${userName} is absent, expected ${path} ${show(wanted)}.`, exchanges: target.exchanges }]
  const values = valuesAt(user.resource, path)
  const met = wanted === null ? values.length === 0 : values.some((value) => String(value) === String(wanted))
  if (met) return []
  const actual = values.length === 0 ? 'absent' : values.map(show).join(' and ')
  return [
    {
      subject,
      title: `${userName} has ${path} ${actual}, expected ${show(wanted)}.`,
      exchanges: [user.exchange],
      attribute: { user: user.id, path, expected: wanted, actual: values },
    },
  ]
}

function show(value: JsonValue): string {
  return value === null ? 'absent' : JSON.stringify(value)
}

/** Values at an attribute path: sub-attributes after a dot, an extension's attribute after its URN and a colon. */
function valuesAt(resource: JsonValue, path: string): JsonValue[] {
  const colon = path.lastIndexOf(':')
  const names = [...(colon < 0 ? [] : [path.slice(0, colon)]), ...path.slice(colon + 1).split('.')]
  let values: JsonValue[] = [resource]
  for (const name of names) {
    const one = values.flatMap((value) => (Array.isArray(value) ? value : [value]))
    values = one.map((value) => (isJsonObject(value) ? (attributeOf(value, name) ?? null) : null))
    values = values.filter((value) => value !== null)
  }
  return values.flatMap((value) => (Array.isArray(value) ? value : [value]))
}

function syncedGroups(claimed: Claimed, expected: Expected, target: TargetState): Difference[] {
  const wanted = new Set(expected.groups.map(({ displayName }) => displayName.toLowerCase()))
  const extra = [...claimed.groups].filter((displayName) => !wanted.has(displayName.toLowerCase()))
  return [
    ...expected.groups.flatMap(({ displayName, members }) =>
      groupDiffers(displayName, true, members, target, claimed.members.get(lower(displayName))),
    ),
    ...extra.flatMap((displayName) => groupDiffers(displayName, false, undefined, target, undefined)),
  ]
}

function lower(text: string): string {
  return text.toLowerCase()
}

/** `own`: who was a member by the vendor; others may be members besides. Undefined: nobody else may. */
function groupDiffers(
  displayName: string,
  present: boolean,
  members: readonly string[] | undefined,
  target: TargetState,
  own: ReadonlySet<string> | undefined,
): Difference[] {
  const subject: Subject = { kind: 'group', name: displayName }
  const found = target.groups.filter((group) => group.displayName.toLowerCase() === displayName.toLowerCase())
  const [group, second] = found
  const state = (actual: string): Difference[] => [
    {
      subject,
      title: `Group ${displayName} is ${actual}, expected ${present ? 'present' : 'absent'}.`,
      exchanges: showing(found, target),
    },
  ]
  if (group === undefined) return present ? state('absent') : []
  if (!present) return state('present')
  if (second !== undefined) return state(`there ${found.length} times`)
  if (members === undefined) return []
  const nameOf = new Map(target.users.map(({ id, userName }) => [id, userName.toLowerCase()]))
  const actual = new Set(group.members.map((id) => nameOf.get(id) ?? `id ${id}`))
  const wanted = new Set(members.map(lower))
  const missing = [...wanted].filter((name) => !actual.has(name))
  const extra = [...actual].filter(
    (name) => !wanted.has(name) && (own === undefined || own.has(name) || name.startsWith('id ')),
  )
  if (missing.length + extra.length === 0) return []
  const parts = [
    ...(missing.length > 0 ? [`lacks ${list(missing)}`] : []),
    ...(extra.length > 0 ? [`has ${list(extra)} too many`] : []),
  ]
  return [
    {
      subject,
      title: `Group ${displayName} ${parts.join(' and ')}, expected ${wanted.size} members, actual ${actual.size}.`,
      exchanges: [group.exchange],
    },
  ]
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
