import type { Directory, DirectoryChange, DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Job } from './job.ts'

const FIELDS = [
  'userName',
  'givenName',
  'familyName',
  'displayName',
  'email',
  'title',
  'department',
  'manager',
  'active',
] as const

/** What differs in a person; undefined: nothing. */
export function personChange(old: Person | undefined, person: Person): string | undefined {
  if (old === undefined) return 'Assigned'
  if (old.active && !person.active) return 'IsSoftDeleted is true'
  if (!old.active && person.active) return 'IsSoftDeleted is false again'
  const fields = FIELDS.filter((field) => old[field] !== person[field])
  return fields.length === 0 ? undefined : `Changed at the source: ${fields.join(', ')}`
}

/** What differs in a group; undefined: nothing. */
export function groupChange(old: DirectoryGroup | undefined, group: DirectoryGroup): string | undefined {
  if (old === undefined) return 'Assigned'
  const changes: string[] = []
  if (old.displayName !== group.displayName) changes.push('displayName')
  const members = new Set(old.members)
  if (old.members.length !== group.members.length || group.members.some((member) => !members.has(member))) {
    changes.push('members')
  }
  return changes.length === 0 ? undefined : `Changed at the source: ${changes.join(', ')}`
}

/** How people left the scope: an unassignment ends the management of the account, a block of the sign-in does not. */
export type Leaving = 'unassigned' | 'blocked'

/** Notes what changed in the directory since the watermark, for the next cycle. */
export function noteChange(job: Job, change: DirectoryChange, leaving: Leaving = 'unassigned'): void {
  const { after, cause } = change
  const say = (what: string): string => (cause === undefined ? what : `${cause}: ${what}`)
  if (change.before !== undefined) {
    notePeople(job, change.before, after, say, leaving)
    noteGroups(job, change.before, after, say)
  }
  noteDeletions(job, after, say)
}

type Say = (what: string) => string

function notePeople(job: Job, before: Directory, after: Directory, say: Say, leaving: Leaving): void {
  const old = new Map(before.people.map((person) => [person.id, person]))
  for (const person of after.people) {
    const was = old.get(person.id)
    const what = personChange(was, person)
    if (what === undefined) continue
    job.record.pendingPeople.set(person.id, say(what))
    if (person.active) {
      job.record.deletedUsers.delete(person.id)
      job.record.blockedUsers.delete(person.id)
      job.record.unassignedUsers.delete(person.id)
    }
    const link = job.links.people.get(person.id)
    if (link && was?.active && !person.active && leaving === 'unassigned') link.managed = false
  }
}

function noteGroups(job: Job, before: Directory, after: Directory, say: Say): void {
  const old = new Map(before.groups.map((group) => [group.id, group]))
  for (const group of after.groups) {
    const what = groupChange(old.get(group.id), group)
    if (what !== undefined) job.record.pendingGroups.set(group.id, say(what))
  }
}

/** Who is known and no longer there was soft-deleted; who is there again was restored. */
function noteDeletions(job: Job, after: Directory, say: Say): void {
  const there = new Map(after.people.map((person) => [person.id, person]))
  for (const [id, link] of job.links.people) {
    const person = there.get(id)
    if (person === undefined && link.deletedAt === undefined) {
      link.deletedAt = job.context.now().toISOString()
      job.record.pendingPeople.set(id, say('Soft-deleted in the directory'))
    }
    if (person?.active && (link.deletedAt !== undefined || link.forgotten)) {
      link.deletedAt = undefined
      link.purged = false
      link.forgotten = false
      job.record.pendingPeople.set(id, say('Restored in the directory'))
      noteLostMemberships(job, after, id, say)
    }
  }
}

/** Groups that held a restored person, and do not any more: now the removal is sent. */
function noteLostMemberships({ links, record }: Job, after: Directory, person: string, say: Say): void {
  for (const group of after.groups) {
    const held = links.groups.get(group.id)?.members.includes(person) === true
    if (held && !group.members.includes(person))
      record.pendingGroups.set(group.id, say('Changed at the source: members'))
  }
}
