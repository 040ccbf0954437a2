import type { Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'

/** Something that is another than before. */
export interface Changed<T> {
  readonly before: T
  readonly after: T
}

/** What tells two directories apart, in terms of what Okta does about it. */
export interface DirectoryDiff {
  /** Still in the directory, but without the app; the person as they are now. */
  readonly unassigned: readonly Person[]
  /** No longer in the directory; the person as they were last. */
  readonly deleted: readonly Person[]
  readonly changed: readonly Changed<Person>[]
  readonly joined: readonly Person[]
  readonly groupsGone: readonly DirectoryGroup[]
  readonly groupsChanged: readonly Changed<DirectoryGroup>[]
  readonly groupsNew: readonly DirectoryGroup[]
}

/** Compares two directories. `isSame`: whether nothing of a person changed that Okta would push. */
export function diffDirectories(
  before: Directory,
  after: Directory,
  isSame: (before: Person, after: Person) => boolean,
): DirectoryDiff {
  const people = new Map(before.people.map((person) => [person.id, person]))
  const groups = new Map(before.groups.map((group) => [group.id, group]))
  const staying = new Set(after.people.map(({ id }) => id))
  const stayingGroups = new Set(after.groups.map(({ id }) => id))
  const pairs = after.people.map((person) => ({ before: people.get(person.id), after: person }))
  const groupPairs = after.groups.map((group) => ({ before: groups.get(group.id), after: group }))
  return {
    deleted: before.people.filter(({ id }) => !staying.has(id)),
    unassigned: pairs.filter((pair) => pair.before?.active === true && !pair.after.active).map((pair) => pair.after),
    joined: pairs.filter((pair) => pair.after.active && pair.before?.active !== true).map((pair) => pair.after),
    changed: pairs.flatMap(({ before: old, after: now }) =>
      old?.active === true && now.active && !isSame(old, now) ? [{ before: old, after: now }] : [],
    ),
    groupsGone: before.groups.filter(({ id }) => !stayingGroups.has(id)),
    groupsNew: groupPairs.filter((pair) => pair.before === undefined).map((pair) => pair.after),
    groupsChanged: groupPairs.flatMap(({ before: old, after: now }) =>
      old !== undefined && !isSameGroup(old, now) ? [{ before: old, after: now }] : [],
    ),
  }
}

function isSameGroup(left: DirectoryGroup, right: DirectoryGroup): boolean {
  if (left.displayName !== right.displayName || left.members.length !== right.members.length) return false
  const members = new Set(left.members)
  return right.members.every((member) => members.has(member))
}
