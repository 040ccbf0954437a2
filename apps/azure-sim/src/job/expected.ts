import type { Expected } from '@scimulator/admin-api'
import type { Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Job } from './job.ts'
import type { GroupLink, PersonLink } from './links.ts'
import { mappedActive, mappedGroupName, mappedUserName } from './mapped.ts'
import { optionOf } from './options.ts'
import { scopedDirectory } from './scope.ts'
import { holds } from './take-over.ts'
import { groupsInScope } from './work.ts'

/**
 * What the target should hold: everybody who ever was in scope and was not deleted, inactive or not, and the groups with
 * those of their members that are sent. A disabled person keeps the memberships. With SkipOutOfScopeDeletions nobody is
 * disabled. What no cycle has looked at yet stays as it was exported last.
 */
export function expectedTarget(unscoped: Directory, job: Job): Expected {
  const directory = scopedDirectory(job, unscoped)
  const people = new Map(directory.people.map((person) => [person.id, person]))
  const kept = [...job.links.people].filter(([id, link]) => isKept(job, id, link, people.get(id)))
  const userNames = new Map(kept.map(([id, link]) => [id, nameOf(job, id, link, people.get(id))]))
  const groups = new Map(groupsInScope(job, directory).map((group) => [group.id, group]))
  return {
    users: kept.map(([id, link]) => ({
      userName: userNames.get(id) ?? '',
      active: isActive(job, id, link, people.get(id)),
    })),
    groups: [...job.links.groups]
      .filter(([id, link]) => isGroupKept(job, id, link, groups.has(id)))
      .map(([id, link]) => groupOf(job, id, link, groups.get(id), userNames)),
  }
}

/** Whether the target holds an account of a person, or should. */
function isKept({ record }: Job, id: string, link: PersonLink, person: Person | undefined): boolean {
  const known = (link.id ?? link.formerId) !== undefined
  if (record.pendingPeople.has(id)) return known
  // Nobody gets an account whose name finds the one of somebody else.
  if (!known) return person?.active === true && link.failure === undefined
  return person !== undefined || !link.deleting
}

function isGroupKept({ record }: Job, id: string, link: GroupLink, there: boolean): boolean {
  const known = (link.id ?? link.formerId) !== undefined
  if (record.pendingGroups.has(id)) return known
  if (!known) return there && link.failure === undefined
  return there || !link.deleting
}

/** A name the target refuses because somebody else has it, or that it keeps as its own, stays as it was. */
function nameOf(job: Job, id: string, link: PersonLink, person: Person | undefined): string {
  if ((link.id ?? link.formerId) === undefined) return person ? mappedUserName(job, person) : link.userName
  if (person === undefined || job.record.pendingPeople.has(id)) return link.heldName
  const mapped = mappedUserName(job, person)
  return isOpen(link) || holds(link, mapped) ? mapped : link.heldName
}

function isActive(job: Job, id: string, link: PersonLink, person: Person | undefined): boolean {
  const settled = job.record.pendingPeople.has(id) || link.held || link.forgotten
  // A write that the target need not take, or that is not tried any more, leaves the account as it was.
  if (settled || (link.failure !== undefined && !isOpen(link))) return link.active
  // Nothing is done about who has left and is not linked any more.
  if (link.id === undefined && !person?.active) return link.active
  if (link.deletedAt !== undefined) return false
  if (person === undefined) return link.active
  return mappedActive(job, person) || (optionOf(job, 'skipOutOfScope') === 'on' && link.active)
}

/** Whether a failed write is one that the target should have taken: not so where the name belongs to somebody else. */
function isOpen({ escrowed, failure }: PersonLink | GroupLink): boolean {
  return escrowed && failure !== 'EntryConflict'
}

function groupOf(
  job: Job,
  id: string,
  link: GroupLink,
  group: DirectoryGroup | undefined,
  userNames: ReadonlyMap<string, string>,
): Expected['groups'][number] {
  const waiting = group === undefined || job.record.pendingGroups.has(id)
  // What the target should have taken counts as if it had; else what was exported, whatever the directory says.
  const open = group !== undefined && !waiting && isOpen(link) && link.failure !== undefined
  const passedOver = new Set(link.passedOver)
  const wanted = open ? group.members.filter((member) => !passedOver.has(member)) : []
  const members = [...new Set([...wanted, ...link.members, ...link.inherited])]
  return {
    displayName: waiting ? link.heldName : groupNameOf(job, link, group),
    members: members.flatMap((member) => userNames.get(member) ?? []),
  }
}

/** A name that another group of the target has cannot be taken: the old one stays. */
function groupNameOf(job: Job, link: GroupLink, group: DirectoryGroup): string {
  const mapped = mappedGroupName(job, group)
  return link.id === undefined || isOpen(link) || holds(link, mapped) ? mapped : link.heldName
}
