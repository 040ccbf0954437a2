import type { Person } from '@scimulator/sim-kit'
import type { Job } from './job.ts'

/** Where somebody stands at the source, of which the directory of a run knows `active` alone. */
export interface Standing {
  /** Neither blocked nor among Deleted users. */
  readonly enabled: boolean
  readonly assigned: boolean
}

/** Who is inactive was unassigned, unless an admin blocked or deleted the user. */
export function standingOf(job: Job, person: Person): Standing {
  if (person.active) return { enabled: true, assigned: true }
  const enabled = !isDeletedUser(job, person) && !job.record.blockedUsers.has(person.id)
  return { enabled, assigned: !enabled && !job.record.unassignedUsers.has(person.id) }
}

/** Whether somebody is among Deleted users: deleted, and not restored since. */
export function isDeletedUser({ links, record }: Job, { id, active }: Person): boolean {
  return !active && (record.deletedUsers.has(id) || links.people.get(id)?.deletedAt !== undefined)
}

/** Notes that a user is disabled at the source; who was unassigned before stays so. */
export function noteDisabled(job: Job, person: Person, how: 'blocked' | 'deleted'): void {
  const { record } = job
  if (!standingOf(job, person).assigned) record.unassignedUsers.add(person.id)
  if (how === 'blocked') record.blockedUsers.add(person.id)
  else record.deletedUsers.add(person.id)
}

/** Notes that somebody disabled lost the assignment too: the account is not managed any more. */
export function noteUnassigned(job: Job, person: Person): void {
  if (standingOf(job, person).enabled) return
  job.record.unassignedUsers.add(person.id)
  const link = job.links.people.get(person.id)
  if (link) link.managed = false
}
