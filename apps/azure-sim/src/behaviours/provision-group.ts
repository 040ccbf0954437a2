import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type DirectoryGroup, type StepResult, step } from '@scimulator/sim-kit'
import { reportRefused, reportRule } from '../findings/report-finding.ts'
import { groupLink, type Job, noteWrite } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { currentValue } from '../mapping/target.ts'
import { exportFailure, NOT_DESERIALISABLE, REDUNDANT, readFailure } from '../messages/provisioning-log.ts'
import {
  createGroupRequest,
  type GroupChange,
  matchGroupRequest,
  patchGroupRequest,
  readGroupRequest,
} from '../requests/group-requests.ts'
import { deserialisationProblem, exchange, isSuccess } from './answers.ts'
import { createdId, reportCreateRefused } from './create-answer.ts'
import { hasMembers, match } from './matching.ts'

/** Evaluates one group without its members: matches and then creates or links, or reads it and writes the differences. */
export function* provisionGroup(job: Job, group: DirectoryGroup, renamed: boolean, cause: string): Behaviour<void> {
  const link = groupLink(job, group)
  if (link.id !== undefined) {
    yield* updateGroup(job, group, link, renamed, cause)
    return
  }
  const subject = { kind: 'group', name: group.displayName } as const
  const request = matchGroupRequest(job, group.displayName, 'match-group')
  const found = yield* match({ subject, request, formerId: link.formerId, cause })
  if (found.kind === 'failed') link.escrowed = true
  else if (found.kind === 'none') yield* createGroup(job, group, link, cause)
  else {
    link.id = found.id
    yield* step(subject, 'linkGroup', () => writeDifferences(job, group, link, found.resource), cause)
  }
}

function* createGroup(job: Job, group: DirectoryGroup, link: GroupLink, cause: string): Behaviour<void> {
  const body = function* (): Behaviour<StepResult> {
    const answer = yield* exchange(createGroupRequest(job, group.displayName, link.objectId))
    link.escrowed = true
    if (!isSuccess(answer)) {
      yield* reportCreateRefused(job, 'create-group', answer)
      return { outcome: 'failed', reason: exportFailure('create', 'Group', group.displayName, answer) }
    }
    const created = yield* createdId(answer)
    if (created.id === undefined) return { outcome: 'failed', reason: `${NOT_DESERIALISABLE}: ${created.problem}` }
    link.id = created.id
    link.escrowed = false
    noteWrite(job.groupWrites, group.id, { shape: 'create-group', exchange: answer.exchange })
    return { outcome: 'succeeded' }
  }
  yield* step({ kind: 'group', name: group.displayName }, 'createGroup', body, cause)
}

function* updateGroup(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  renamed: boolean,
  cause: string,
): Behaviour<void> {
  const body = function* (): Behaviour<StepResult> {
    const answer = yield* exchange(readGroupRequest(job, link.id ?? ''))
    const read = yield* judgeRead(group, answer)
    if (read.resource !== undefined) return yield* writeDifferences(job, group, link, read.resource)
    link.escrowed = true
    return { outcome: 'failed', reason: read.problem }
  }
  yield* step({ kind: 'group', name: group.displayName }, renamed ? 'renameGroup' : 'updateGroup', body, cause)
}

function* judgeRead(
  group: DirectoryGroup,
  answer: Answer,
): Behaviour<{ readonly resource: JsonObject | undefined; readonly problem: string }> {
  const seen = { exchanges: [answer.exchange] }
  if (answer.kind === 'silence' || answer.status !== 200) {
    const detail = answer.kind === 'silence' ? answer.reason : `status ${answer.status}`
    const lost = answer.kind === 'response' && answer.status === 404
    yield* reportRule(lost ? 'link-lost' : 'read-refused', { ...seen, detail })
    return { resource: undefined, problem: readFailure('Group', group.displayName, answer) }
  }
  const problem = deserialisationProblem(answer.json)
  if (problem !== undefined || !isJsonObject(answer.json)) {
    yield* reportRule('not-deserialisable', { ...seen, detail: problem ?? 'no resource' })
    return { resource: undefined, problem: `${NOT_DESERIALISABLE}: ${problem}` }
  }
  if (hasMembers(answer.json)) yield* reportRule('excluded-attributes-ignored', seen)
  return { resource: answer.json, problem: '' }
}

function* writeDifferences(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  resource: JsonObject,
): Behaviour<StepResult> {
  const changes = groupDifferences(group, link, resource)
  if (changes.length === 0) {
    link.escrowed = false
    return { outcome: 'succeeded', reason: REDUNDANT }
  }
  const request = patchGroupRequest(job, link.id ?? '', changes)
  const answer = yield* exchange(request)
  link.escrowed = !isSuccess(answer)
  if (!isSuccess(answer)) {
    yield* reportRefused(job, request.shape, answer)
    return { outcome: 'failed', reason: exportFailure('update', 'Group', group.displayName, answer) }
  }
  const paths = changes.map(({ name }) => name)
  noteWrite(job.groupWrites, group.id, { shape: request.shape, exchange: answer.exchange, paths })
  return { outcome: 'succeeded' }
}

/** Default group mappings: displayName to displayName, objectId to externalId. */
export function groupDifferences(group: DirectoryGroup, link: GroupLink, resource: JsonObject): GroupChange[] {
  const changes: GroupChange[] = []
  const compare = (name: GroupChange['name'], value: string, exactCase: boolean): void => {
    const current = currentValue(resource, { kind: 'simple', name })
    if (current === undefined) changes.push({ name, op: 'add', value })
    else if (current !== value && (exactCase || current.toLowerCase() !== value.toLowerCase())) {
      changes.push({ name, op: 'replace', value })
    }
  }
  compare('displayName', group.displayName, false)
  compare('externalId', link.objectId, true)
  return changes
}
