/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import type { Behaviour, DirectoryGroup, StepResult } from '@scimulator/sim-kit'
import type { KnownGroup, OktaApp } from '../app/app.ts'
import type { AppGroup, PushedMember } from '../app/state.ts'
import { conflictFinding } from '../findings/conflict.ts'
import { found } from '../findings/report.ts'
import { ownText } from '../mapping/json.ts'
import { type Failure, ownFailure } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { createGroup, lookupGroup } from '../requests/groups.ts'
import { readList } from '../requests/list-reply.ts'
import { checkGroup, eligibleMembers, fail, replaceWhole, sendChanges, sendDetails, toWire } from './group-members.ts'
import { readMembers } from './import.ts'

/** A new mapping: the group, and whether "Push group memberships immediately" is ticked. */
export interface GroupPush {
  readonly app: OktaApp
  readonly group: DirectoryGroup
  readonly immediately: boolean
  /** The app group the admin chose under "Link Group"; absent: the one of the same name. */
  readonly appGroup?: string
}

/** What the look-up by name says. `exchange` is undefined where none was sent. */
export type LookedUp =
  | { readonly existing: KnownGroup | undefined; readonly exchange: string | undefined }
  | { readonly failure: Failure }

/** Looks a group up by name; without the look-up, what the last import listed counts. */
export function* lookUpGroup({ app, group, appGroup = group.displayName }: GroupPush): Behaviour<LookedUp> {
  const name = appGroup.toLowerCase()
  if (!app.knobs.groupPrecheck) return { existing: app.groups.get(name), exchange: undefined }
  const reply = yield* ask(app, lookupGroup(appGroup, app.knobs.filterSpace), {
    refused: (status) => (status === 404 ? 'lookup-404' : 'lookup-refused'),
    name: 'displayName eq',
  })
  if (!reply.ok) {
    return reply.status === 404 ? { existing: undefined, exchange: reply.exchange } : { failure: reply.failure }
  }
  const list = yield* readList(reply)
  if (list === undefined) return { failure: { reasonPhrase: 'null', detail: '' } }
  const matches = list.resources.filter((found) => ownText(found, 'displayName')?.toLowerCase() === name)
  if (matches.length < list.resources.length) yield* found('filter-ignored', [reply.exchange], 'displayName eq')
  const [match] = matches
  if (match === undefined) return { existing: undefined, exchange: reply.exchange }
  const displayName = ownText(match, 'displayName') ?? appGroup
  app.seen.add('displayName', displayName)
  const id = ownText(match, 'id')
  if (id === undefined || id === '') {
    yield* found('resource-without-id', [reply.exchange])
    return { failure: { reasonPhrase: 'null', detail: '' } }
  }
  const deleted = app.deletedGroups.get(id)
  if (deleted !== undefined) yield* found('group-not-deleted', [deleted, reply.exchange])
  const members = readMembers(match) ?? app.groups.get(name)?.members
  return { existing: { id, displayName, members }, exchange: reply.exchange }
}

/**
 * POST, then what follows it: details and memberships by PATCH, or GET and PUT. `lookedUp`: a look-up found no group
 * of that name, so that a 409 contradicts it.
 */
export function* createMapping(push: GroupPush, lookedUp: boolean): Behaviour<StepResult> {
  const { app, group, immediately } = push
  const members = immediately ? eligibleMembers(app, group) : []
  const reply = yield* ask(app, createGroup(group.displayName, toWire(app, members)), {
    refused: (status) => {
      if (status !== 409) return 'group-refused'
      return lookedUp ? 'group-conflict' : conflictFinding(app, 'displayName', group.displayName)
    },
  })
  if (!reply.ok) return fail(group, reply.failure, 'creating')
  if (reply.status !== 201) yield* found('create-status', [reply.exchange])
  const id = reply.body && ownText(reply.body, 'id')
  if (!id) {
    yield* found('resource-without-id', [reply.exchange])
    return fail(group, { reasonPhrase: 'null', detail: '' }, 'creating')
  }
  const { displayName } = group
  const mapping: AppGroup = {
    scimId: id,
    displayName,
    members: [...members],
    others: [],
    origin: 'created',
    status: 'active',
  }
  app.data.groups[group.id] = mapping
  app.met.add(id)
  app.seen.add('displayName', displayName)
  yield* checkGroup(app, group.id, mapping, reply.body, reply.exchange, 'whole')
  return yield* settle(push, mapping, members)
}

/** Ties a pushed group to one that exists; its other members stay in apps that PATCH. */
export function* linkMapping(push: GroupPush, existing: KnownGroup): Behaviour<StepResult> {
  const { app, group, immediately } = push
  const refused = giveUpLeft(app, group, existing)
  if (refused) return refused
  const wanted = eligibleMembers(app, group)
  const ids = new Set(wanted.map(({ id }) => id))
  const there = existing.members && new Set(existing.members.map(({ id }) => id))
  const others = existing.members
    ?.filter(({ id }) => !ids.has(id))
    .map((member) => ({ id: member.id, name: nameOf(app, member) }))
  const mapping: AppGroup = {
    scimId: existing.id,
    displayName: existing.displayName,
    members: wanted.filter(({ id }) => there?.has(id)),
    others: others ?? null,
    origin: 'linked',
    status: 'active',
  }
  app.data.groups[group.id] = mapping
  app.met.add(existing.id)
  app.settledGroups.add(group.id)
  return yield* settle(push, mapping, immediately ? wanted : [])
}

/** What Okta left in the app may be linked again; what another Okta group is linked to may not (inferred). */
function giveUpLeft(app: OktaApp, group: DirectoryGroup, existing: KnownGroup): StepResult | undefined {
  for (const [id, mapping] of Object.entries(app.data.groups)) {
    if (mapping.scimId !== existing.id || id === group.id) continue
    if (mapping.status !== 'left') {
      return fail(group, ownFailure('The app group is linked to another Okta group'), 'creating')
    }
    delete app.data.groups[id]
  }
  return undefined
}

function* settle(push: GroupPush, mapping: AppGroup, members: readonly PushedMember[]): Behaviour<StepResult> {
  const { app, group } = push
  const renames = mapping.origin === 'created' || app.knobs.renameGroups
  const displayName = renames ? group.displayName : mapping.displayName
  if (app.integration.updates === 'put') {
    const shape = members.length > 0 ? 'group-replace' : 'group-replace-empty'
    return yield* replaceWhole(app, group, mapping, members, shape, displayName)
  }
  if (renames && app.knobs.detailsPatch !== 'never') {
    const failure = yield* sendDetails(app, group.id, mapping, displayName, 'group-details')
    if (failure) return fail(group, failure)
  }
  const sent = yield* sendChanges(app, group, mapping, [], members, mapping.origin === 'created')
  const skipped = group.members.length - eligibleMembers(app, group).length
  if (sent.outcome !== 'succeeded' || skipped === 0) return sent
  return { outcome: 'succeeded', reason: `${skipped} members without an account in the app were skipped` }
}

function nameOf(app: OktaApp, member: { readonly id: string; readonly display: string | undefined }): string {
  return app.userNames.get(member.id) ?? member.display ?? member.id
}
