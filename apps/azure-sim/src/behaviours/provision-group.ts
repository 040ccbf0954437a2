import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type DirectoryGroup, type StepResult, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRefused } from '../findings/report-finding.ts'
import { groupLink, type Job, noteWrite } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { currentValue } from '../mapping/target.ts'
import { exportFailure, NOT_DESERIALISABLE, REDUNDANT } from '../messages/provisioning-log.ts'
import {
  createGroupRequest,
  type GroupChange,
  matchGroupRequest,
  patchGroupRequest,
  readGroupRequest,
} from '../requests/group-requests.ts'
import { exchange, isSuccess } from './answers.ts'
import { createdId, reportCreateRefused } from './create-answer.ts'
import { match } from './matching.ts'
import { readResource } from './reading.ts'

/** Evaluates one group without its members: matches and then creates or links, or reads it and writes the differences. */
export function* provisionGroup(job: Job, group: DirectoryGroup, renamed: boolean, cause: string): Behaviour<void> {
  const link = groupLink(job, group)
  link.displayName = group.displayName
  link.deleting = false
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
    link.created &&= found.id === link.formerId
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
    link.created = true
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
  const subject = { kind: 'group', name: group.displayName } as const
  const body = function* (): Behaviour<StepResult> {
    const read = yield* readResource(subject, readGroupRequest(job, link.id ?? ''), 'link-lost')
    if (read.kind === 'resource') return yield* writeDifferences(job, group, link, read.resource)
    link.escrowed = true
    if (read.kind === 'lost' && knob(job.context, 'staleLink') === 'rematch') link.id = undefined
    return { outcome: 'failed', reason: read.problem }
  }
  yield* step(subject, renamed ? 'renameGroup' : 'updateGroup', body, cause)
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
