import { type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRefused } from '../findings/report-finding.ts'
import type { DeletedPerson } from '../job/cycle-work.ts'
import { type Job, noteWrite } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { optionOf } from '../job/options.ts'
import type { AttributeMapping } from '../mapping/attribute-mapping.ts'
import { currentValue, isActive } from '../mapping/target.ts'
import { errorCode } from '../messages/error-codes.ts'
import { exportFailure, REDUNDANT } from '../messages/provisioning-log.ts'
import { patchUserRequest } from '../requests/user-patch.ts'
import { readUserRequest } from '../requests/user-requests.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { exchange, isSuccess } from './answers.ts'
import { forgetUnlinked } from './hard-delete.ts'
import { readResource } from './reading.ts'

const NOT_LINKED = 'The object is not linked: there is nothing to disable'
const UNMANAGED = 'After an unassignment the object is no longer managed: the deletion in the directory sends nothing'
const NOT_MAPPED = 'active is not mapped: nothing is sent on a disable'

/** A person was soft-deleted in the directory: the account is disabled, and only that is written. */
export function* softDeleteUser(job: Job, { id, userName }: DeletedPerson, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: userName } as const
  const link = job.links.people.get(id)
  const mapping = job.settings.user.mappings.find(({ target }) => isActive(target))
  const off = switchedOff(job.settings.user, 'update')
  if (link?.id === undefined) {
    forgetUnlinked(job.links.people, id)
    yield* notSent(subject, 'deactivate', NOT_LINKED, cause)
  } else if (!link.managed && optionOf(job, 'skipOutOfScope') === 'on') {
    link.forgotten = true
    yield* notSent(subject, 'deactivate', UNMANAGED, cause)
  } else if (off !== undefined || mapping === undefined) {
    link.forgotten = true
    yield* notSent(subject, 'deactivate', off ?? NOT_MAPPED, cause)
  } else {
    const targetId = link.id
    yield* step(
      subject,
      'deactivate',
      function* () {
        const result = yield* disable(job, id, link, targetId, mapping)
        link.escrowed = result.outcome === 'failed'
        return result
      },
      cause,
    )
  }
}

function* disable(
  job: Job,
  id: string,
  link: PersonLink,
  targetId: string,
  mapping: AttributeMapping,
): Behaviour<StepResult> {
  const subject = { kind: 'user', name: link.userName } as const
  const read = yield* readResource(subject, readUserRequest(job, targetId), 'link-lost')
  if (read.kind !== 'resource') {
    if (read.kind === 'lost' && knob(job.context, 'staleLink') === 'rematch') link.id = undefined
    return { outcome: 'failed', reason: read.problem }
  }
  const current = currentValue(read.resource, mapping.target)
  if (current === 'False') {
    link.active = false
    link.failure = undefined
    return { outcome: 'succeeded', reason: REDUNDANT }
  }
  const op = current === undefined ? 'add' : 'replace'
  const request = patchUserRequest(job, targetId, [{ mapping, op, value: 'False' }])
  const answer = yield* exchange(request)
  if (!isSuccess(answer)) {
    link.failure = errorCode(answer)
    yield* reportRefused(job, request.shape, answer)
    return { outcome: 'failed', reason: exportFailure('update', 'User', link.userName, answer) }
  }
  link.failure = undefined
  link.active = false
  noteWrite(job.userWrites, id, { shape: request.shape, exchange: answer.exchange, paths: ['active'] })
  return { outcome: 'succeeded' }
}
