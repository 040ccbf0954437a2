import type { DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Job } from './job.ts'
import { groupsInScope } from './work.ts'

/**
 * Lets a person have an account of the target that the matching query found. The link of somebody who left the scope is
 * dropped, so that a later deletion of theirs does not hit the new owner; somebody in scope keeps the account, and the
 * answer says why (both inferred).
 */
export function takeOver(job: Job, person: Person, targetId: string): string | undefined {
  const owner = job.owners.people.get(targetId)
  const link = owner === undefined ? undefined : job.links.people.get(owner)
  if (owner !== undefined && owner !== person.id && link?.id === targetId) {
    const left = link.deletedAt !== undefined || link.forgotten || !link.managed || !link.active
    if (!left) {
      const same = link.userName.toLowerCase() === person.userName.toLowerCase()
      const code = same ? 'DuplicateSourceEntries' : 'EntryConflict'
      return `${code}: the account is linked to '${link.userName}' already`
    }
    if (link.deletedAt === undefined) Object.assign(link, { id: undefined, formerId: undefined, active: false })
    else job.links.people.delete(owner)
    inheritMemberships(job, owner, person.id)
  }
  job.owners.people.set(targetId, person.id)
  return undefined
}

/** The same for groups: the link of a group that left the scope is dropped, and its members stay as they are. */
export function takeOverGroup(job: Job, group: DirectoryGroup, targetId: string): string | undefined {
  const owner = job.owners.groups.get(targetId)
  const link = owner === undefined ? undefined : job.links.groups.get(owner)
  if (owner !== undefined && owner !== group.id && link?.id === targetId) {
    const there = groupsInScope(job, job.context.directory).some(({ id }) => id === owner)
    if (there) return `EntryConflict: the group is linked to '${link.displayName}' already`
    job.links.groups.delete(owner)
    const heir = job.links.groups.get(group.id)
    heir?.inherited.push(...link.members, ...link.inherited)
  }
  job.owners.groups.set(targetId, group.id)
  return undefined
}

/** The account stays in the groups it is in; nothing the service sends takes it out. */
function inheritMemberships({ links }: Job, before: string, after: string): void {
  for (const group of links.groups.values()) {
    if (!group.members.includes(before) && !group.inherited.includes(before)) continue
    group.members = group.members.filter((member) => member !== before)
    group.inherited = [...group.inherited.filter((member) => member !== before), after]
  }
}
