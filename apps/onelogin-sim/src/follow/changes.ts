import type { Directory, Person } from '@scimulator/sim-kit'

/** What has happened to one person of the directory. */
export interface PersonChange {
  readonly id: string
  readonly before: Person | undefined
  readonly after: Person | undefined
  /** Names of roles given and taken away. */
  readonly given: readonly string[]
  readonly taken: readonly string[]
}

/** What has happened to the roles as such. */
export interface RoleChanges {
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** Names nobody carries any more, those of renamed roles left out. */
  readonly deleted: readonly string[]
}

/** Everybody whose attributes, status or roles differ, in the order of the directories. */
export function personChanges(before: Directory, after: Directory): PersonChange[] {
  const [old, roles, oldRoles] = [byId(before), rolesByPerson(after), rolesByPerson(before)]
  const now = byId(after)
  const gone = before.people.filter(({ id }) => !now.has(id))
  return [...gone, ...after.people].flatMap(({ id }) => {
    const [had, has] = [oldRoles.get(id) ?? [], now.has(id) ? (roles.get(id) ?? []) : []]
    const change: PersonChange = {
      id,
      before: old.get(id),
      after: now.get(id),
      given: has.filter((role) => !had.includes(role)),
      taken: had.filter((role) => !has.includes(role)),
    }
    const same = samePerson(change.before, change.after) && change.given.length + change.taken.length === 0
    return same ? [] : [change]
  })
}

/** Which roles have another name, and which are gone. A name that another role carries now is not gone. */
export function roleChanges(before: Directory, after: Directory): RoleChanges {
  const now = new Map(after.groups.map((group) => [group.id, group.displayName]))
  const names = new Set(now.values())
  const gone = before.groups.filter(({ displayName }) => !names.has(displayName))
  const renamed = gone.flatMap(({ id, displayName: from }) => {
    const to = now.get(id)
    return to === undefined ? [] : [{ from, to }]
  })
  return { renamed, deleted: [...new Set(gone.filter(({ id }) => !now.has(id)).map(({ displayName }) => displayName))] }
}

/** Names of the roles everybody has. */
export function rolesByPerson({ groups }: Directory): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, string[]>()
  for (const { displayName, members } of groups) {
    for (const member of members) {
      const names = roles.get(member)
      if (names === undefined) roles.set(member, [displayName])
      else if (!names.includes(displayName)) names.push(displayName)
    }
  }
  return roles
}

/** Whether nothing of a person has changed. */
export function samePerson(before: Person | undefined, after: Person | undefined): boolean {
  if (before === undefined || after === undefined) return before === after
  return PERSON_KEYS.every((key) => before[key] === after[key])
}

const PERSON_KEYS: readonly (keyof Person)[] = [
  'userName',
  'givenName',
  'familyName',
  'displayName',
  'email',
  'title',
  'department',
  'manager',
  'active',
]

function byId({ people }: Directory): ReadonlyMap<string, Person> {
  return new Map(people.map((person) => [person.id, person]))
}
