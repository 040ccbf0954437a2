import { isJsonObject } from '@scimulator/scim-core'
import { type Behaviour, notSent, type Person, type StepResult, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRefused } from '../findings/report-finding.ts'
import { type Job, noteWrite } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { managerOf } from '../mapping/target.ts'
import { ESCROWED, exportFailure, NULL_SKIPPED, REDUNDANT } from '../messages/provisioning-log.ts'
import { clearManagerRequest, managerRequest } from '../requests/user-patch.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { exchange, isSuccess } from './answers.ts'
import { noteProfileWrite } from './kept-profile.ts'
import { hasReference } from './reference-check.ts'

const OUT_OF_SCOPE = 'The manager is out of scope: the reference is not sent, and not picked up later'

/** The reference pass for one person: writes the manager once both have an id in the target. */
export function* setManager(job: Job, person: Person, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const link = job.links.people.get(person.id)
  const current = managerOf(job.seen.get(person.id) ?? {})
  if (link === undefined || !person.active || !writesManager(job)) return
  if (person.manager === undefined) {
    if (current !== undefined) yield* clearManager(job, person, link, current, cause)
    return
  }
  const manager = job.links.people.get(person.manager)
  if (manager === undefined) {
    yield* notSent(subject, 'update', OUT_OF_SCOPE, cause)
    return
  }
  const { id } = link
  const { id: managerId } = manager
  if (managerId !== undefined && managerId === current) return
  yield* step(
    subject,
    'update',
    function* () {
      if (id === undefined || managerId === undefined || link.escrowed) {
        link.escrowed = true
        return { outcome: 'skipped', reason: ESCROWED }
      }
      const result = yield* write(job, person, id, managerId, current === undefined ? 'add' : 'replace')
      link.escrowed = result.outcome === 'failed'
      return result
    },
    cause,
  )
}

/** A manager that is null at the source: nothing is sent, unless the knob for null values says so. */
function* clearManager(job: Job, person: Person, link: PersonLink, current: string, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const form = knob(job.context, 'nullValues')
  const { id } = link
  if (form === 'skip' || id === undefined) {
    yield* notSent(subject, 'update', `${NULL_SKIPPED}: manager`, cause)
    return
  }
  const body = function* (): Behaviour<StepResult> {
    const request = clearManagerRequest(job, id, current, form)
    const answer = yield* exchange(request)
    link.escrowed = !isSuccess(answer)
    if (isSuccess(answer)) return { outcome: 'succeeded' }
    yield* reportRefused(job, request.shape, answer)
    return { outcome: 'failed', reason: exportFailure('update', 'User', person.userName, answer) }
  }
  yield* step(subject, 'update', body, cause)
}

function writesManager({ settings: { user } }: Job): boolean {
  return user.references && switchedOff(user, 'update') === undefined
}

function* write(job: Job, person: Person, id: string, manager: string, op: 'add' | 'replace'): Behaviour<StepResult> {
  if (yield* hasReference(job, 'Users', id, { attribute: 'manager', value: manager })) {
    return { outcome: 'succeeded', reason: REDUNDANT }
  }
  const request = managerRequest(job, id, manager, op, knob(job.context, 'managerValue') === 'object')
  const answer = yield* exchange(request)
  if (!isSuccess(answer)) {
    yield* reportRefused(job, request.shape, answer)
    return { outcome: 'failed', reason: exportFailure('update', 'User', person.userName, answer) }
  }
  const resource = answer.status === 200 && isJsonObject(answer.json) ? answer.json : undefined
  noteProfileWrite(job, {
    person: person.id,
    shape: request.shape,
    exchange: answer.exchange,
    written: ['manager'],
    unchanged: managerOf(resource ?? {}) === managerOf(job.seen.get(person.id) ?? {}) ? ['manager'] : [],
    resource,
  })
  noteWrite(job.userWrites, person.id, { shape: request.shape, exchange: answer.exchange, paths: ['manager'] })
  return { outcome: 'succeeded' }
}
