import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type Person, type StepResult, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportNotApplied, reportRefused, reportRule } from '../findings/report-finding.ts'
import { type Job, noteWrite } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { mappedUserName, userCleared, userDifferences } from '../job/mapped.ts'
import type { Change } from '../mapping/diff.ts'
import { currentValue, pathOf } from '../mapping/target.ts'
import { errorCode } from '../messages/error-codes.ts'
import { exportFailure, NULL_SKIPPED, REDUNDANT } from '../messages/provisioning-log.ts'
import { patchUserRequest } from '../requests/user-patch.ts'
import { readUserRequest } from '../requests/user-requests.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { deserialisationProblem, exchange, isSuccess } from './answers.ts'
import { noteProfileWrite } from './kept-profile.ts'
import { readResource } from './reading.ts'

/** Evaluates a linked user: reads it by id, compares, writes only what differs. */
export function* updateUser(job: Job, person: Person, link: PersonLink, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const body = function* (): Behaviour<StepResult> {
    const lost = link.active ? 'link-lost' : 'inactive-hidden'
    const read = yield* readResource(subject, readUserRequest(job, link.id ?? ''), lost)
    if (read.kind === 'resource') return yield* writeDifferences(job, person, link, read.resource)
    link.escrowed = true
    link.failure = read.problem.split(':', 1)[0]
    if (read.kind === 'lost' && knob(job.context, 'staleLink') === 'rematch') link.id = undefined
    return { outcome: 'failed', reason: read.problem }
  }
  yield* step(subject, actionOf(person, link), body, cause)
}

/** Links the account the matching query found and writes what differs. */
export function* linkUser(
  job: Job,
  person: Person,
  link: PersonLink,
  found: { readonly id: string; readonly resource: JsonObject },
  cause: string,
  action: 'link' | 'update' = 'link',
): Behaviour<void> {
  link.created &&= found.id === link.formerId
  link.id = found.id
  if (typeof found.resource.userName === 'string') link.heldName = found.resource.userName
  const body = function* (): Behaviour<StepResult> {
    const result = yield* writeDifferences(job, person, link, found.resource)
    // The account is linked even where nothing had to be written.
    return result.outcome === 'notSent' ? { ...result, outcome: 'succeeded' } : result
  }
  yield* step({ kind: 'user', name: person.userName }, action, body, cause)
}

function actionOf(person: Person, link: PersonLink): 'update' | 'deactivate' | 'reactivate' {
  if (person.active === link.active) return 'update'
  return person.active ? 'reactivate' : 'deactivate'
}

function* writeDifferences(job: Job, person: Person, link: PersonLink, resource: JsonObject): Behaviour<StepResult> {
  job.seen.set(person.id, resource)
  const off = switchedOff(job.settings.user, 'update')
  if (off !== undefined) return { outcome: 'notSent', reason: off }
  const cleared = userCleared(job, person, resource)
  const changes = [...userDifferences(job, person, resource), ...clearing(job, cleared, resource)]
  if (changes.length === 0) {
    link.active = person.active
    link.escrowed = false
    link.failure = undefined
    if (cleared.length === 0) return { outcome: 'succeeded', reason: REDUNDANT }
    const names = cleared.map(({ target }) => pathOf(target)).join(', ')
    return { outcome: 'notSent', reason: `${NULL_SKIPPED}: ${names}` }
  }
  const request = patchUserRequest(job, link.id ?? '', changes)
  const answer = yield* exchange(request)
  link.escrowed = !isSuccess(answer)
  link.failure = isSuccess(answer) ? undefined : errorCode(answer)
  if (!isSuccess(answer)) {
    yield* reportRefused(job, request.shape, answer)
    return { outcome: 'failed', reason: exportFailure('update', 'User', person.userName, answer) }
  }
  link.active = person.active
  const paths = changes.map(({ mapping }) => pathOf(mapping.target))
  if (paths.includes('userName')) link.heldName = mappedUserName(job, person)
  noteWrite(job.userWrites, person.id, { shape: request.shape, exchange: answer.exchange, paths })
  yield* checkAnswer(job, person, link, { shape: request.shape, changes, before: resource }, answer)
  return { outcome: 'succeeded' }
}

/** What the knob says of attributes that were cleared at the source; by default nothing is sent. */
function clearing(job: Job, cleared: ReturnType<typeof userCleared>, resource: JsonObject): Change[] {
  const policy = knob(job.context, 'nullValues')
  if (policy === 'skip') return []
  return cleared.map((mapping) => {
    if (policy !== 'remove') return { mapping, op: 'replace', value: policy === 'empty' ? '' : null }
    return { mapping, op: 'replace', value: currentValue(resource, mapping.target) ?? '', removes: true }
  })
}

/** A 200 with the resource already shows whether the change was made; 204 and an empty body show nothing. */
function* checkAnswer(
  job: Job,
  person: Person,
  link: PersonLink,
  write: { readonly shape: string; readonly changes: readonly Change[]; readonly before: JsonObject },
  answer: Extract<Answer, { kind: 'response' }>,
): Behaviour<void> {
  const { shape, changes, before } = write
  const written = changes.map(({ mapping }) => pathOf(mapping.target))
  const answered = { person: person.id, shape, exchange: answer.exchange, written }
  const shown = answer.status === 200 && isJsonObject(answer.json) && answer.json.userName !== undefined
  if (!shown || !isJsonObject(answer.json)) {
    noteProfileWrite(job, { ...answered, unchanged: [], resource: undefined })
    return
  }
  const resource = answer.json
  const problem = deserialisationProblem(resource)
  if (problem !== undefined) {
    yield* reportRule('not-deserialisable', { exchanges: [answer.exchange], detail: problem })
    return
  }
  job.seen.set(person.id, resource)
  const different = userDifferences(job, person, resource)
  const names = different.map(({ mapping }) => pathOf(mapping.target))
  const unchanged = different
    .filter(({ mapping: { target } }) => currentValue(resource, target) === currentValue(before, target))
    .map(({ mapping }) => pathOf(mapping.target))
  const kept = new Set(noteProfileWrite(job, { ...answered, unchanged, resource }))
  if (kept.has('userName') && typeof resource.userName === 'string') link.heldName = resource.userName
  if (names.includes('active')) yield* reportRule('active-ignored', { exchanges: [answer.exchange] })
  const others = names.filter((name) => name !== 'active' && !kept.has(name))
  if (others.length > 0) yield* reportNotApplied(job, shape, others.join(', '), [answer.exchange])
}
