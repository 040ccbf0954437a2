import type { Directory, DirectoryGroup, Person } from './directory.ts'

/** The directory with `person` added, or put in the place of the one with the same id. */
export function withPerson(directory: Directory, person: Person): Directory {
  return { ...directory, people: upsert(directory.people, person) }
}

/**
 * The person with new values: an empty `title`, `department` or `manager` is taken away, and a new given or family name
 * changes the display name, unless that has a new value of its own.
 */
export function changedPerson(person: Person, changes: Partial<Person>): Person {
  const renamed = changes.givenName !== undefined || changes.familyName !== undefined
  const { title, department, manager, ...changed } = { ...person, ...changes }
  const displayName =
    changes.displayName ?? (renamed ? `${changed.givenName} ${changed.familyName}` : person.displayName)
  return {
    ...changed,
    displayName,
    ...(title ? { title } : {}),
    ...(department ? { department } : {}),
    ...(manager ? { manager } : {}),
  }
}

/** The directory without a person, who also leaves every group and is nobody's manager any more. */
export function withoutPerson(directory: Directory, id: string): Directory {
  const people = directory.people.filter((person) => person.id !== id).map((person) => withoutManager(person, id))
  const groups = directory.groups.map((group) => ({
    ...group,
    members: group.members.filter((member) => member !== id),
  }))
  return { people, groups }
}

/** The directory with `group` added, or put in the place of the one with the same id. */
export function withGroup(directory: Directory, group: DirectoryGroup): Directory {
  return { ...directory, groups: upsert(directory.groups, group) }
}

/** The directory without a group. */
export function withoutGroup(directory: Directory, id: string): Directory {
  return { ...directory, groups: directory.groups.filter((group) => group.id !== id) }
}

/** The group with a person in it, once. */
export function withMember(group: DirectoryGroup, person: string): DirectoryGroup {
  return group.members.includes(person) ? group : { ...group, members: [...group.members, person] }
}

/** The group without a person. */
export function withoutMember(group: DirectoryGroup, person: string): DirectoryGroup {
  return { ...group, members: group.members.filter((member) => member !== person) }
}

/** The person with this directory id. */
export function personById(directory: Directory, id: string): Person | undefined {
  return directory.people.find((person) => person.id === id)
}

function upsert<T extends { readonly id: string }>(items: readonly T[], item: T): T[] {
  const known = items.some(({ id }) => id === item.id)
  return known ? items.map((old) => (old.id === item.id ? item : old)) : [...items, item]
}

function withoutManager(person: Person, manager: string): Person {
  if (person.manager !== manager) return person
  const { manager: _gone, ...rest } = person
  return rest
}
