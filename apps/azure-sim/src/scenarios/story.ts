import {
  type Directory,
  type DirectoryGroup,
  type LifecyclePlan,
  type Person,
  personById,
  planLifecycle,
  withGroup,
  withMember,
  withoutGroup,
  withoutMember,
  withoutPerson,
  withPerson,
} from '@scimulator/sim-kit'
import { changedPeople } from './story-people.ts'

/** The directory at each cycle of a life cycle. */
export interface Story {
  /** Assigned before anybody else. */
  readonly few: Directory
  /** Some of them lose access, and are gone with a group 30 days later: hired anew, their accounts are fresh. */
  readonly left: Directory
  readonly gone: Directory
  /** Everybody, before the changes. */
  readonly dayOne: Directory
  readonly changed: Directory
  readonly disabled: Directory
  readonly restored: Directory
  readonly purged: Directory
  /** A group made anew at the source under the same name while the job is restarted. */
  readonly remade: DirectoryGroup | undefined
  readonly plan: LifecyclePlan
  readonly leaver: Person | undefined
}

/**
 * Lays a life cycle over a directory so that each request shape comes up where there are people enough, whatever the
 * target holds before. Names return to what the directory says, so that a second run meets no duplicates.
 */
export function tellStory(directory: Directory): Story {
  const plan = planLifecycle(directory)
  const planned = new Set([...plan.link, ...plan.deactivate].map(({ id }) => id).concat(plan.update?.before.id ?? []))
  const cast = directory.people.filter(({ id, active }) => active && !planned.has(id))
  const leaver = cast.at(-1)
  const people = changedPeople(directory, plan, cast.slice(0, -1))
  const groups = changedGroups(people.dayOne, people.changed, plan, cast.slice(0, -1))
  const { dayOne, changed, unassigned } = groups
  const disabled = setActive(changed, [...plan.deactivate, ...(leaver ? [leaver] : [])], false)
  const restored = restore(disabled, directory, plan)
  const purged = purge(restored, leaver ? [leaver] : [], unassigned)
  const few = firstFew(dayOne, plan, people.rehired, unassigned)
  const left = setActive(few, people.rehired, false)
  const gone = purge(left, people.rehired, unassigned)
  return { few, left, gone, dayOne, changed, disabled, restored, purged, remade: plan.group?.group, plan, leaver }
}

/** The people to link, one of them different then, those to be hired anew, and two groups with whom of them they have. */
function firstFew(
  dayOne: Directory,
  plan: LifecyclePlan,
  rehired: readonly Person[],
  unassigned: DirectoryGroup | undefined,
): Directory {
  const early = [...plan.link, ...(plan.update ? [plan.update.before] : []), ...rehired]
  const ids = new Set(early.map(({ id }) => id))
  const linked = new Set(plan.link.map(({ id }) => id))
  const people = dayOne.people
    .filter(({ id }) => ids.has(id))
    .map((person) => (linked.has(person.id) ? { ...person, title: 'Newcomer' } : person))
  const groups = [plan.group?.group, unassigned]
    .filter((group) => group !== undefined)
    .map((group) => ({ ...group, members: group.members.filter((member) => ids.has(member)) }))
  return { people, groups }
}

interface GroupStages {
  readonly dayOne: Directory
  readonly changed: Directory
  readonly unassigned: DirectoryGroup | undefined
}

function changedGroups(first: Directory, second: Directory, plan: LifecyclePlan, cast: readonly Person[]): GroupStages {
  let dayOne = first
  let changed = second
  if (plan.group) {
    let { group } = plan.group
    if (plan.group.add) group = withMember(group, plan.group.add.id)
    if (plan.group.remove) group = withoutMember(group, plan.group.remove.id)
    changed = withGroup(changed, group)
  }
  if (plan.rename) {
    const group = groupById(changed, plan.rename.group.id) ?? plan.rename.group
    changed = withGroup(changed, { ...group, displayName: `${group.displayName} (renamed at the source)` })
  }
  const own = new Set([plan.group?.group.id, plan.rename?.group.id])
  const [grows, shrinks, unassigned] = dayOne.groups.filter(({ id }) => !own.has(id))
  if (grows) [dayOne, changed] = grow(dayOne, changed, grows, cast)
  if (shrinks) [dayOne, changed] = shrink(dayOne, changed, shrinks, cast)
  return { dayOne, changed, unassigned }
}

/** Two people come into a group: members who were not there on day one, or outsiders. */
function grow(
  dayOne: Directory,
  changed: Directory,
  group: DirectoryGroup,
  cast: readonly Person[],
): [Directory, Directory] {
  const inside = cast.filter(({ id }) => group.members.includes(id)).slice(0, 2)
  if (inside.length === 2)
    return [
      withGroup(
        dayOne,
        inside.reduce((smaller, { id }) => withoutMember(smaller, id), group),
      ),
      changed,
    ]
  const outside = cast.filter(({ id }) => !group.members.includes(id)).slice(0, 2)
  return [
    dayOne,
    withGroup(
      changed,
      outside.reduce((larger, { id }) => withMember(larger, id), group),
    ),
  ]
}

/** Two people leave a group: outsiders who were there on day one, or members. */
function shrink(
  dayOne: Directory,
  changed: Directory,
  group: DirectoryGroup,
  cast: readonly Person[],
): [Directory, Directory] {
  const outside = cast.filter(({ id }) => !group.members.includes(id)).slice(0, 2)
  if (outside.length === 2)
    return [
      withGroup(
        dayOne,
        outside.reduce((larger, { id }) => withMember(larger, id), group),
      ),
      changed,
    ]
  const inside = cast.filter(({ id }) => group.members.includes(id)).slice(0, 2)
  return [
    dayOne,
    withGroup(
      changed,
      inside.reduce((smaller, { id }) => withoutMember(smaller, id), group),
    ),
  ]
}

function restore(disabled: Directory, original: Directory, plan: LifecyclePlan): Directory {
  let restored = plan.reactivate ? setActive(disabled, [plan.reactivate], true) : disabled
  for (const { id, userName } of original.people) {
    const person = personById(restored, id)
    if (person && person.userName !== userName) restored = withPerson(restored, { ...person, userName })
  }
  for (const { id, displayName } of original.groups) {
    const group = groupById(restored, id)
    if (group && group.displayName !== displayName) restored = withGroup(restored, { ...group, displayName })
  }
  return restored
}

function purge(directory: Directory, people: readonly Person[], group: DirectoryGroup | undefined): Directory {
  const purged = people.reduce((rest, { id }) => withoutPerson(rest, id), directory)
  return group ? withoutGroup(purged, group.id) : purged
}

function setActive(directory: Directory, people: readonly Person[], active: boolean): Directory {
  const ids = new Set(people.map(({ id }) => id))
  return {
    ...directory,
    people: directory.people.map((person) => (ids.has(person.id) ? { ...person, active } : person)),
  }
}

function groupById(directory: Directory, id: string): DirectoryGroup | undefined {
  return directory.groups.find((group) => group.id === id)
}
