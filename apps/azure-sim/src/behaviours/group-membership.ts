import type { StepAction } from '@scimulator/admin-api'
import {
  type Behaviour,
  type DirectoryGroup,
  notSent,
  type ScimRequest,
  type StepResult,
  step,
} from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRefused } from '../findings/report-finding.ts'
import { groupLink, type Job, noteWrite } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { errorCode } from '../messages/error-codes.ts'
import { ESCROWED, exportFailure } from '../messages/provisioning-log.ts'
import { addMembersRequest, removeMembersRequest } from '../requests/group-requests.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { exchange, isSuccess } from './answers.ts'
import { hasReference } from './reference-check.ts'

/** The reference pass for one group: adds and removes the members that changed since the last export. */
export function* provisionMembers(job: Job, group: DirectoryGroup, cause: string): Behaviour<void> {
  const { group: settings } = job.settings
  const link = groupLink(job, group)
  if (!settings.references || switchedOff(settings, 'update') !== undefined) return
  const wanted = new Set(group.members)
  link.passedOver = link.passedOver.filter((member) => wanted.has(member))
  const known = new Set([...link.members, ...link.passedOver])
  const added = group.members.filter((member) => !known.has(member))
  const removed = link.members.filter((member) => !wanted.has(member) && !isRestorable(job, member))
  const outOfScope = added.filter((member) => !isInScope(job, member))
  if (outOfScope.length > 0) {
    if (link.id !== undefined) link.passedOver = [...link.passedOver, ...outOfScope]
    const reason = `${outOfScope.length} member(s) are out of scope: not sent, and not picked up later without a restart`
    yield* notSent({ kind: 'group', name: group.displayName }, 'addMembers', reason, cause)
  }
  const inScope = added.filter((member) => isInScope(job, member))
  yield* change(job, group, link, { action: 'addMembers', people: inScope }, cause)
  yield* change(job, group, link, { action: 'removeMembers', people: removed }, cause)
}

/** Whether a member has an account, or gets one: somebody who left before a restart has none any more. */
function isInScope({ links }: Job, member: string): boolean {
  const link = links.people.get(member)
  if (link === undefined || link.id !== undefined) return link !== undefined
  return link.active && link.managed && !link.forgotten && link.deletedAt === undefined
}

/** A soft-deleted person keeps the memberships: a restore does not send them again (vendor's docs). */
function isRestorable({ links }: Job, member: string): boolean {
  return links.people.get(member)?.deletedAt !== undefined
}

interface MemberChange {
  readonly action: Extract<StepAction, 'addMembers' | 'removeMembers'>
  /** Directory ids. */
  readonly people: readonly string[]
}

function* change(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  wanted: MemberChange,
  cause: string,
): Behaviour<void> {
  if (wanted.people.length === 0) return
  const linked = wanted.people.filter((person) => job.links.people.get(person)?.id !== undefined)
  const body = function* (): Behaviour<StepResult> {
    const { id } = link
    if (id === undefined) return { outcome: 'skipped', reason: ESCROWED }
    for (const people of chunks(linked, Number(knob(job.context, 'membersPerOperation')))) {
      const failure = yield* write(job, group, link, id, { ...wanted, people })
      if (failure !== undefined) return failure
    }
    const missing = wanted.people.length - linked.length
    if (missing === 0) return { outcome: 'succeeded' }
    link.escrowed = true
    return { outcome: 'skipped', reason: `${missing} member(s) have no account in the target: ${ESCROWED}` }
  }
  yield* step({ kind: 'group', name: group.displayName }, wanted.action, body, cause)
}

function* write(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  id: string,
  { action, people }: MemberChange,
): Behaviour<StepResult | undefined> {
  const members: string[] = []
  for (const member of people.flatMap((person) => job.links.people.get(person)?.id ?? [])) {
    const there =
      action === 'addMembers' && (yield* hasReference(job, 'Groups', id, { attribute: 'members', value: member }))
    if (!there) members.push(member)
  }
  if (members.length > 0) {
    const request = memberRequest(job, link, id, action, members)
    const answer = yield* exchange(request)
    if (!isSuccess(answer)) {
      link.escrowed = true
      link.failure = errorCode(answer)
      yield* reportRefused(job, request.shape, answer)
      return { outcome: 'failed', reason: exportFailure('update', 'Group', group.displayName, answer) }
    }
    const { exchange: seen } = answer
    noteWrite(job.groupWrites, group.id, { shape: request.shape, exchange: seen, paths: ['members'], members })
  }
  link.inherited = link.inherited.filter((person) => !people.includes(person))
  if (action === 'addMembers') link.members.push(...people)
  else {
    const gone = new Set(people)
    link.members = link.members.filter((member) => !gone.has(member))
  }
  return undefined
}

function memberRequest(job: Job, link: GroupLink, id: string, action: string, members: readonly string[]): ScimRequest {
  return action === 'addMembers'
    ? addMembersRequest(job, id, members, link.restarted)
    : removeMembersRequest(job, id, members)
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
