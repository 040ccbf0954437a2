/** @see RFC 7644 §3.6 Deleting Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.6 */
import type { Subject } from '@scimulator/admin-api'
import { type Behaviour, notSent, type ScimRequest, type StepResult, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRefused } from '../findings/report-finding.ts'
import type { DeletedGroup, DeletedPerson } from '../job/cycle-work.ts'
import type { Job } from '../job/job.ts'
import type { GroupLink, PersonLink } from '../job/links.ts'
import { exportFailure } from '../messages/provisioning-log.ts'
import { deleteGroupRequest, readGroupRequest } from '../requests/group-requests.ts'
import { deleteUserRequest } from '../requests/user-requests.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { exchange, isSuccess } from './answers.ts'

const NOT_LINKED = 'The object is not linked: there is nothing to delete'
const UNMANAGED = 'After an unassignment the object is no longer managed: a later deletion sends nothing'
const KEPT =
  'The target held it before this job and is not on loopback, or existingAccounts=keep: left as it is (existingAccounts=delete deletes it, as the service does)'

/** A person was purged from the directory, 30 days after the soft delete: DELETE, unless an unassignment came before. */
export function* deleteUser(job: Job, person: DeletedPerson, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const link = job.links.people.get(person.id)
  if (link?.id === undefined) {
    forgetUnlinked(job.links.people, person.id)
    yield* notSent(subject, 'remove', NOT_LINKED, cause)
    return
  }
  const kept = switchedOff(job.settings.user, 'delete') ?? (link.managed ? keptByKnob(job, link) : UNMANAGED)
  if (kept !== undefined) {
    link.forgotten = true
    yield* notSent(subject, 'remove', kept, cause)
    return
  }
  const requests = [deleteUserRequest(job, link.id)]
  link.deleting = !(yield* remove(job, { subject, action: 'remove', requests, id: link.id, cause }))
  if (link.deleting) return
  job.links.people.delete(person.id)
  for (const group of job.links.groups.values()) group.members = group.members.filter((member) => member !== person.id)
}

/** A group was unassigned or deleted: groups have no soft delete. */
export function* deleteGroup(job: Job, group: DeletedGroup, cause: string): Behaviour<void> {
  const subject = { kind: 'group', name: group.displayName } as const
  const link = job.links.groups.get(group.id)
  if (link?.id === undefined) {
    forgetUnlinked(job.links.groups, group.id)
    yield* notSent(subject, 'removeGroup', NOT_LINKED, cause)
    return
  }
  const kept = switchedOff(job.settings.group, 'delete') ?? keptByKnob(job, link)
  if (kept !== undefined) {
    link.forgotten = true
    yield* notSent(subject, 'removeGroup', kept, cause)
    return
  }
  const requests = [readGroupRequest(job, link.id), deleteGroupRequest(job, link.id)]
  link.deleting = !(yield* remove(job, { subject, action: 'removeGroup', requests, id: link.id, cause }))
  if (!link.deleting) job.links.groups.delete(group.id)
}

/** What a restart unlinked stays in the target as it is; what was never there is forgotten altogether. */
export function forgetUnlinked(links: Map<string, PersonLink> | Map<string, GroupLink>, id: string): void {
  const link = links.get(id)
  if (link?.formerId === undefined) links.delete(id)
  else link.forgotten = true
}

function keptByKnob(job: Job, link: { readonly created: boolean }): string | undefined {
  const policy = knob(job.context, 'existingAccounts')
  const deletes = policy === 'delete' || (policy === 'onLoopback' && job.context.onLoopback === true)
  return link.created || deletes ? undefined : KEPT
}

interface Removal {
  readonly subject: Subject
  readonly action: 'remove' | 'removeGroup'
  /** The DELETE is the last. */
  readonly requests: readonly ScimRequest[]
  readonly id: string
  readonly cause: string
}

function* remove(job: Job, removal: Removal): Behaviour<boolean> {
  const body = function* (): Behaviour<StepResult> {
    for (const request of removal.requests) {
      const answer = yield* exchange(request)
      if (request.method !== 'DELETE') continue
      // 404: already gone, which is what was wanted (inferred).
      if (answer.kind === 'response' && answer.status === 404) return { outcome: 'succeeded', reason: 'Already gone' }
      if (!isSuccess(answer)) {
        yield* reportRefused(job, request.shape, answer)
        const kind = removal.subject.kind === 'group' ? 'Group' : 'User'
        return { outcome: 'failed', reason: exportFailure('delete', kind, removal.subject.name, answer) }
      }
      const write = { shape: request.shape, exchange: answer.exchange }
      job.deletions.push({ subject: removal.subject, id: removal.id, write })
    }
    return { outcome: 'succeeded' }
  }
  const result = yield* step(removal.subject, removal.action, body, removal.cause)
  return result.outcome === 'succeeded'
}
