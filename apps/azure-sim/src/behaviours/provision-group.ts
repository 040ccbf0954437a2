import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type DirectoryGroup, notSent, type StepResult, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRefused } from '../findings/report-finding.ts'
import { groupLink, type Job, noteWrite } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { groupDifferences, mappedGroupName, mappedGroupText } from '../job/mapped.ts'
import { leaveFormerGroup, takeOverGroup } from '../job/take-over.ts'
import { errorCode } from '../messages/error-codes.ts'
import { exportFailure, NOT_DESERIALISABLE, REDUNDANT } from '../messages/provisioning-log.ts'
import {
  createGroupRequest,
  type MappedGroup,
  patchGroupRequest,
  readGroupRequest,
} from '../requests/group-requests.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { exchange, isSuccess } from './answers.ts'
import { createdId, reportCreateRefused } from './create-answer.ts'
import { findGroup } from './find-object.ts'
import { readResource } from './reading.ts'

/** Evaluates one group without its members: matches and then creates or links, or reads it and writes the differences. */
export function* provisionGroup(job: Job, group: DirectoryGroup, renamed: boolean, cause: string): Behaviour<void> {
  const link = groupLink(job, group)
  link.displayName = group.displayName
  link.deleting = false
  link.forgotten = false
  link.held = false
  const still = link.id === undefined ? undefined : switchedOff(job.settings.group, 'update')
  if (still !== undefined) {
    yield* notSent({ kind: 'group', name: group.displayName }, 'updateGroup', still, cause)
    return
  }
  if (link.id !== undefined) {
    yield* updateGroup(job, group, link, renamed, cause)
    return
  }
  const subject = { kind: 'group', name: group.displayName } as const
  const found = yield* findGroup(job, group, link, cause)
  const off = switchedOff(job.settings.group, 'create')
  if (found.kind === 'unmatchable') job.links.groups.delete(group.id)
  else if (found.kind === 'none' && off !== undefined) {
    job.links.groups.delete(group.id)
    yield* notSent(subject, 'createGroup', off, cause)
  } else if (found.kind === 'failed') link.escrowed = true
  else if (found.kind === 'none') yield* createGroup(job, group, link, cause)
  else {
    const taken = takeOverGroup(job, group, found.id)
    if (taken === undefined) {
      link.created &&= found.id === link.formerId
      link.id = found.id
      if (typeof found.resource.displayName === 'string') link.heldName = found.resource.displayName
    }
    const body = (): Behaviour<StepResult> =>
      taken === undefined ? writeDifferences(job, group, link, found.resource) : refused(link, taken)
    yield* step(subject, 'linkGroup', body, cause)
  }
}

/** A group that belongs to another one in scope is not linked a second time (inferred). */
function* refused(link: GroupLink, reason: string): Behaviour<StepResult> {
  link.escrowed = true
  link.failure = reason.split(':', 1)[0]
  return { outcome: 'failed', reason }
}

function newGroup(job: Job, group: DirectoryGroup): MappedGroup {
  return {
    externalId: mappedGroupText(job, group, 'externalId', true),
    displayName: mappedGroupText(job, group, 'displayName', true),
  }
}

function* createGroup(job: Job, group: DirectoryGroup, link: GroupLink, cause: string): Behaviour<void> {
  const body = function* (): Behaviour<StepResult> {
    const answer = yield* exchange(createGroupRequest(job, newGroup(job, group)))
    link.escrowed = true
    if (!isSuccess(answer)) {
      yield* reportCreateRefused(job, 'create-group', answer)
      return { outcome: 'failed', reason: exportFailure('create', 'Group', group.displayName, answer) }
    }
    const created = yield* createdId(answer)
    if (created.id === undefined) return { outcome: 'failed', reason: `${NOT_DESERIALISABLE}: ${created.problem}` }
    leaveFormerGroup(job, group, link, created.id)
    link.id = created.id
    link.created = true
    link.failure = undefined
    link.heldName = mappedGroupName(job, group)
    job.owners.groups.set(created.id, group.id)
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
  const off = switchedOff(job.settings.group, 'update')
  const changes = off === undefined ? groupDifferences(job, group, resource) : []
  if (changes.length === 0) {
    link.escrowed = false
    link.failure = undefined
    return { outcome: 'succeeded', reason: off ?? REDUNDANT }
  }
  const request = patchGroupRequest(job, link.id ?? '', changes)
  const answer = yield* exchange(request)
  link.escrowed = !isSuccess(answer)
  link.failure = isSuccess(answer) ? undefined : errorCode(answer)
  if (!isSuccess(answer)) {
    yield* reportRefused(job, request.shape, answer)
    return { outcome: 'failed', reason: exportFailure('update', 'Group', group.displayName, answer) }
  }
  const paths = changes.map(({ name }) => name)
  if (paths.includes('displayName')) link.heldName = mappedGroupName(job, group)
  noteWrite(job.groupWrites, group.id, { shape: request.shape, exchange: answer.exchange, paths })
  return { outcome: 'succeeded' }
}
