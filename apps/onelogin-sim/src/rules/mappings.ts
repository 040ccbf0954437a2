import { compareKey } from '@scimulator/scim-core'
import type { Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'
import { rolesByPerson } from '../follow/changes.ts'
import { fits } from './conditions.ts'
import type { Mapping, MappingAction } from './rule.ts'

/** The directory as the account-wide mappings leave it: they give and take roles, and set a status. */
export function applyMappings(directory: Directory, mappings: readonly Mapping[]): Directory {
  if (mappings.length === 0) return directory
  const roles = rolesByPerson(directory)
  const byId = new Map(directory.people.map((person) => [person.id, person]))
  const held = new Map<string, string[]>()
  const people = directory.people.map((person) => {
    let [mapped, mine] = [person, [...(roles.get(person.id) ?? [])]]
    for (const mapping of mappings) {
      const manager = mapped.manager === undefined ? undefined : byId.get(mapped.manager)
      if (!fits(mapping, { user: mapped, manager, roles: mine })) continue
      for (const action of mapping.actions) [mapped, mine] = [withStatus(mapped, action), withRoles(mine, action)]
    }
    held.set(person.id, mine)
    return mapped
  })
  return { people, groups: withHolders(directory.groups, held) }
}

function withStatus(person: Person, action: MappingAction): Person {
  return action.kind === 'Set Status' ? { ...person, active: action.status === 'Active' } : person
}

function withRoles(roles: string[], action: MappingAction): string[] {
  if (action.kind === 'Set Status') return roles
  const others = roles.filter((role) => compareKey(role) !== compareKey(action.role))
  if (action.kind === 'Set Role') return [action.role]
  return action.kind === 'Add Role' ? [...others, action.role] : others
}

function withHolders(
  groups: readonly DirectoryGroup[],
  held: ReadonlyMap<string, readonly string[]>,
): DirectoryGroup[] {
  const members = new Map<string, string[]>()
  for (const [person, roles] of held) {
    for (const role of roles) {
      const people = members.get(compareKey(role))
      if (people === undefined) members.set(compareKey(role), [person])
      else people.push(person)
    }
  }
  const known = new Set(groups.map(({ displayName }) => compareKey(displayName)))
  const added = new Map([...held.values()].flat().map((role) => [compareKey(role), role]))
  return [
    ...groups.map((group) => ({ ...group, members: members.get(compareKey(group.displayName)) ?? [] })),
    ...[...added].flatMap(([key, displayName]) =>
      known.has(key) ? [] : [{ id: `role:${displayName}`, displayName, members: members.get(key) ?? [] }],
    ),
  ]
}
