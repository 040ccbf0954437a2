import type { DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Job } from './job.ts'
import type { GroupLink, PersonLink } from './links.ts'
import { mappedGroupName, mappedUserName } from './mapped.ts'
import { groupsInScope } from './work.ts'

/**
 * Lets a person have an account of the target that the matching query found. The link of somebody who left the scope is
 * dropped, so that a later deletion of theirs does not hit the new owner; somebody in scope keeps the account, and the
 * answer says why (both inferred).
 */
export function takeOver(job: Job, person: Person, targetId: string): string | undefined {
  const owner = job.owners.people.get(targetId)
  const link = owner === undefined ? undefined : job.links.people.get(owner)
  const taken = owner !== undefined && owner !== person.id && link?.id === targetId
  if (taken && !hasLeft(link)) {
    const code =
      link.userName.toLowerCase() === person.userName.toLowerCase() ? 'DuplicateSourceEntries' : 'EntryConflict'
    return `${code}: the account is linked to '${link.userName}' already`
  }
  const own = job.links.people.get(person.id)
  if (own) leaveFormer(job, person, own, targetId)
  if (taken) {
    if (link.deletedAt === undefined) Object.assign(link, { id: undefined, formerId: undefined, active: false })
    else job.links.people.delete(owner)
    inheritMemberships(job, owner, person.id)
  }
  dropFormerOwner(job, person, targetId)
  job.owners.people.set(targetId, person.id)
  return undefined
}

function hasLeft({ deletedAt, forgotten, managed, active }: PersonLink): boolean {
  return deletedAt !== undefined || forgotten || !managed || !active
}

/** Whose account it was before a restart is somebody without one. */
function dropFormerOwner(job: Job, person: Person, targetId: string): void {
  const owner = job.owners.former.get(targetId)
  const link = owner === undefined ? undefined : job.links.people.get(owner)
  if (owner === undefined || owner === person.id || link?.id !== undefined || link?.formerId !== targetId) return
  inheritMemberships(job, owner, person.id)
  if (link.forgotten || link.deletedAt !== undefined) job.links.people.delete(owner)
  else link.formerId = undefined
}

/**
 * A person who gets another account than the one of before a restart leaves that one behind, as it is: it goes by a name
 * the target never let go of.
 */
export function leaveFormer(job: Job, person: Person, link: PersonLink, targetId: string): void {
  const { formerId } = link
  if (formerId === undefined || formerId === targetId || holds(link, mappedUserName(job, person))) return
  const orphan = `orphan ${formerId}`
  const deletedAt = job.context.now().toISOString()
  const left = { id: undefined, userName: link.heldName, escrowed: false, escrow: undefined, failure: undefined }
  job.links.people.set(orphan, { ...link, ...left, deletedAt, managed: false, forgotten: true })
  job.owners.former.set(formerId, orphan)
  inheritMemberships(job, person.id, orphan)
  link.formerId = undefined
}

/** Whether the account is held under this name. */
export function holds({ heldName }: PersonLink | GroupLink, name: string): boolean {
  return heldName.toLowerCase() === name.toLowerCase()
}

/** The same for groups: the link of a group that left the scope is dropped, and its members stay as they are. */
export function takeOverGroup(job: Job, group: DirectoryGroup, targetId: string): string | undefined {
  const { owners, links } = job
  const own = links.groups.get(group.id)
  if (own) leaveFormerGroup(job, group, own, targetId)
  const there = new Set(groupsInScope(job, job.context.directory).map(({ id }) => id))
  for (const owner of [owners.groups.get(targetId), owners.formerGroups.get(targetId)]) {
    const link = owner === undefined ? undefined : links.groups.get(owner)
    if (owner === undefined || link === undefined || owner === group.id) continue
    if ((link.id ?? link.formerId) !== targetId) continue
    if (link.id !== undefined && there.has(owner)) {
      return `EntryConflict: the group is linked to '${link.displayName}' already`
    }
    links.groups.get(group.id)?.inherited.push(...link.members, ...link.inherited)
    if (there.has(owner)) Object.assign(link, { formerId: undefined, inherited: [] })
    else links.groups.delete(owner)
  }
  owners.groups.set(targetId, group.id)
  return undefined
}

/** A group that gets another one in the target than before a restart leaves that one behind, under its old name. */
export function leaveFormerGroup(job: Job, group: DirectoryGroup, link: GroupLink, targetId: string): void {
  const { formerId } = link
  if (formerId === undefined || formerId === targetId || holds(link, mappedGroupName(job, group))) return
  const orphan = `orphan ${formerId}`
  const left = { id: undefined, displayName: link.heldName, escrowed: false, escrow: undefined, failure: undefined }
  const members = { members: [], passedOver: [], notShown: [], inherited: [...link.inherited] }
  job.links.groups.set(orphan, { ...link, ...left, ...members, forgotten: true })
  job.owners.formerGroups.set(formerId, orphan)
  Object.assign(link, { formerId: undefined, inherited: [] })
}

/** The account stays in the groups it is in; nothing the service sends takes it out. */
function inheritMemberships({ links }: Job, before: string, after: string): void {
  for (const group of links.groups.values()) {
    if (!group.members.includes(before) && !group.inherited.includes(before)) continue
    group.members = group.members.filter((member) => member !== before)
    group.inherited = [...group.inherited.filter((member) => member !== before), after]
  }
}
