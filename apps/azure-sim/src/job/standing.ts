import type { Person } from '@scimulator/sim-kit'
import type { Job } from './job.ts'

/** Where somebody stands at the source, of which the directory of a run knows `active` alone. */
export interface Standing {
  /** Neither blocked nor among Deleted users. */
  readonly enabled: boolean
  readonly assigned: boolean
}

/** Who is inactive was unassigned, unless an admin blocked or deleted the user. */
export function standingOf({ record, links }: Job, { id, active }: Person): Standing {
  if (active) return { enabled: true, assigned: true }
  const deleted = record.deletedUsers.has(id) || links.people.get(id)?.deletedAt !== undefined
  const enabled = !deleted && !record.blockedUsers.has(id)
  return { enabled, assigned: !enabled && !record.unassignedUsers.has(id) }
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
