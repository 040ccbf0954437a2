/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import type { StepAction } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, DirectoryGroup, StepResult } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { AppGroup, PushedMember } from '../app/state.ts'
import { type Job, runJob } from '../app/tasks.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import type { FindingId } from '../findings/catalogue.ts'
import { conflictFinding, sameName } from '../findings/conflict.ts'
import { refusedOrGone } from '../findings/gone.ts'
import { found } from '../findings/report.ts'
import { own, ownObjects, ownText } from '../mapping/json.ts'
import { type Failure, groupPushFailed } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import {
  patchDetails,
  patchMembers,
  pushMembers,
  readGroup,
  replaceGroup,
  type WireMember,
} from '../requests/groups.ts'
import { compareMembers } from './compare-import.ts'
import { groupSubject } from './subject.ts'

/** Who is pushed: members of the Okta group who are assigned and have an External ID; others are skipped silently. */
export function eligibleMembers(app: OktaApp, group: DirectoryGroup): PushedMember[] {
  return group.members.flatMap((person) => {
    const user = app.data.users[person]
    return user?.status === 'assigned' && user.scimId !== null ? [{ person, id: user.scimId }] : []
  })
}

/** Members as they travel. */
export function toWire(app: OktaApp, members: readonly PushedMember[]): WireMember[] {
  const { nullDisplay } = app.knobs
  return members.map(({ person, id }) => ({
    value: id,
    display: nullDisplay ? null : (app.data.users[person]?.userName ?? ''),
  }))
}

/** Pushes who joined and left since the last push, as a step; nothing where nobody did. */
export function* pushMembership(
  app: OktaApp,
  group: DirectoryGroup,
  mapping: AppGroup,
  cause: string,
): Behaviour<void> {
  const wanted = eligibleMembers(app, group)
  const pushed = new Set(mapping.members.map(({ id }) => id))
  const ids = new Set(wanted.map(({ id }) => id))
  const added = wanted.filter(({ id }) => !pushed.has(id))
  // Whoever lost the app stays a member in the target until the next full push: only leavers of the group are removed.
  const inGroup = new Set(group.members)
  const removed = mapping.members.filter(({ id, person }) => !ids.has(id) && !inGroup.has(person))
  if (added.length === 0 && removed.length === 0) return
  const action = removed.length === 0 ? 'addMembers' : added.length === 0 ? 'removeMembers' : 'updateGroup'
  yield* runJob(app, groupJob(group, action, cause), function* () {
    if (app.integration.updates === 'put') {
      const shape = wanted.length > 0 ? 'group-replace-members' : 'group-replace-empty'
      return yield* replaceWhole(app, group, mapping, wanted, shape)
    }
    if (app.knobs.detailsPatch === 'always') {
      const failure = yield* sendDetails(app, group.id, mapping, mapping.displayName, 'group-details')
      if (failure) return fail(group, failure)
    }
    if (app.knobs.membersPathless) return yield* overwriteMembers(app, group, mapping, wanted)
    return yield* sendChanges(app, group, mapping, removed, added)
  })
}

/** A step of a Group Push mapping. */
export function groupJob(group: DirectoryGroup, action: StepAction, cause: string): Job {
  return { kind: 'groupPush', key: group.id, subject: groupSubject(group), action, cause }
}

/** One PATCH that replaces all members. */
export function* overwriteMembers(
  app: OktaApp,
  group: DirectoryGroup,
  mapping: AppGroup,
  members: readonly PushedMember[],
): Behaviour<StepResult> {
  const request = pushMembers(mapping.scimId, toWire(app, members), app.knobs.membersPathless)
  const reply = yield* ask(app, request, { refused: refusedOrGone(app, mapping.scimId, 'members-refused') })
  if (!reply.ok) return fail(group, reply.failure)
  Object.assign(mapping, { members: [...members], others: [] })
  yield* checkGroup(app, group.id, mapping, reply.body, reply.exchange, 'whole')
  return { outcome: 'succeeded' }
}

/** Sends membership changes in batches: removals first, then additions. */
export function* sendChanges(
  app: OktaApp,
  group: DirectoryGroup,
  mapping: AppGroup,
  removed: readonly PushedMember[],
  added: readonly PushedMember[],
  twice = false,
): Behaviour<StepResult> {
  const size = app.knobs.membershipBatch
  const changes = removed.length + added.length
  for (let start = 0; start < changes; start += size) {
    const out = removed.slice(start, start + size)
    const from = Math.max(0, start - removed.length)
    const into = added.slice(from, Math.max(from, start + size - removed.length))
    const request = patchMembers(
      mapping.scimId,
      out.map(({ id }) => id),
      toWire(app, into),
    )
    const quirks = [...(request.quirks ?? []), ...(twice ? ['members-twice'] : [])]
    const refused = refusedOrGone(app, mapping.scimId, 'members-refused')
    const reply = yield* ask(app, { ...request, quirks }, { refused })
    if (!reply.ok) return fail(group, reply.failure)
    const gone = new Set(out.map(({ id }) => id))
    const stay = mapping.members.filter(({ id }) => !gone.has(id))
    const known = new Set(stay.map(({ id }) => id))
    mapping.members = [...stay, ...into.filter(({ id }) => !known.has(id))]
    const pushed = new Set(mapping.members.map(({ id }) => id))
    if (mapping.others) mapping.others = mapping.others.filter(({ id }) => !pushed.has(id))
    yield* checkGroup(app, group.id, mapping, reply.body, reply.exchange, 'members')
  }
  return { outcome: 'succeeded' }
}

/** The details PATCH; what went wrong, or undefined. */
export function* sendDetails(
  app: OktaApp,
  key: string,
  mapping: AppGroup,
  displayName: string,
  shape: 'group-details' | 'group-rename',
): Behaviour<Failure | undefined> {
  const reply = yield* ask(app, patchDetails(mapping.scimId, displayName, shape), {
    refused: (status) => refusal(app, mapping, displayName, status, 'details-refused'),
  })
  if (!reply.ok) return reply.failure
  takeName(app, mapping, displayName)
  yield* checkGroup(app, key, mapping, reply.body, reply.exchange, 'details')
  return undefined
}

/** GET and PUT of a group with its full membership. */
export function* replaceWhole(
  app: OktaApp,
  group: DirectoryGroup,
  mapping: AppGroup,
  members: readonly PushedMember[],
  shape: ShapeId,
  displayName: string = mapping.displayName,
): Behaviour<StepResult> {
  const missing = yield* fetchGroup(app, group.id, mapping)
  if (missing) return fail(group, missing)
  const reply = yield* ask(
    app,
    replaceGroup(mapping.scimId, displayName, toWire(app, members), shape, app.knobs.groupPutId),
    {
      refused: (status) => refusal(app, mapping, displayName, status, 'members-refused'),
    },
  )
  if (!reply.ok) return fail(group, reply.failure)
  takeName(app, mapping, displayName)
  Object.assign(mapping, { members: [...members], others: [] })
  if (reply.body === undefined) yield* found('replace-without-body', [reply.exchange])
  yield* checkGroup(app, group.id, mapping, reply.body, reply.exchange, 'whole')
  return { outcome: 'succeeded' }
}

/** The group goes by a new name: its old one belongs to no group any more. */
function takeName(app: OktaApp, mapping: AppGroup, displayName: string): void {
  if (!sameName(mapping.displayName, displayName)) {
    app.groups.delete(mapping.displayName.toLowerCase())
    app.seen.release('displayName', mapping.displayName)
  }
  app.seen.add('displayName', displayName)
  mapping.displayName = displayName
}

/** The finding for a refused write: a 409 to a new name is about that name. */
function refusal(app: OktaApp, mapping: AppGroup, displayName: string, status: number, refused: FindingId): FindingId {
  const renamed = !sameName(displayName, mapping.displayName)
  if (status === 409 && renamed) return conflictFinding(app, 'displayName', displayName)
  return refusedOrGone(app, mapping.scimId, refused)(status)
}

/** The read that shows whether a group still exists; what went wrong, or undefined. */
export function* fetchGroup(app: OktaApp, key: string, mapping: AppGroup): Behaviour<Failure | undefined> {
  const refused = refusedOrGone(app, mapping.scimId, 'group-not-readable')
  const reply = yield* ask(app, readGroup(mapping.scimId), { refused })
  if (!reply.ok) return reply.failure
  yield* checkGroup(app, key, mapping, reply.body, reply.exchange, 'read')
  return undefined
}

/** Compares a group the server shows after a read or write with the mapping; members may be left out of an answer. */
export function* checkGroup(
  app: OktaApp,
  key: string,
  mapping: AppGroup,
  shown: JsonObject | undefined,
  exchange: string,
  after: 'read' | 'details' | 'members' | 'whole',
): Behaviour<void> {
  const exchanges = after === 'read' ? [app.lastWrite.get(key), exchange] : [exchange]
  if (after !== 'read') app.lastWrite.set(key, exchange)
  if (after === 'whole') app.settledGroups.add(key)
  if (shown === undefined) return
  if (ownText(shown, 'id') !== mapping.scimId) yield* found('id-changed', exchanges)
  const settled = app.settledGroups.has(key) && app.lastWrite.has(key)
  const nameKept = ownText(shown, 'displayName') === mapping.displayName
  if (!nameKept && (settled || after === 'details')) yield* found('group-name-not-kept', exchanges)
  if (!settled || !Array.isArray(own(shown, 'members'))) return
  const ids = ownObjects(shown, 'members').flatMap((member) => ownText(member, 'value') ?? [])
  const pushed = mapping.members.map(({ id }) => id)
  yield* compareMembers(app, key, { shown: ids, pushed, others: mapping.others?.length ?? null }, exchanges)
}

/** A failed group step in Okta's words. */
export function fail(
  group: DirectoryGroup,
  failure: Failure,
  verb: 'creating' | 'updating' | 'deleting' = 'updating',
): StepResult {
  return { outcome: 'failed', reason: groupPushFailed(group.displayName, verb, failure) }
}
