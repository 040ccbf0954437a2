import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { KnownMember, OktaApp } from '../app/app.ts'
import type { AppUser } from '../app/state.ts'
import { own, ownObjects, ownText } from '../mapping/json.ts'
import { listGroups } from '../requests/groups.ts'
import { listUsers } from '../requests/users.ts'
import { compareGroups, compareUsers } from './compare-import.ts'
import { readPages } from './import-pages.ts'
import type { ImportedGroup, ImportedUser } from './imported.ts'

/** Default share of assignments that may go in one import (S22); orgs below the minimum have no safeguard. */
const SAFEGUARD_SHARE = 0.2
const SAFEGUARD_MINIMUM = 100

/**
 * Import Now: a full read of users, then of groups (the order is inferred). It creates nothing by itself: what is new
 * waits on the Import tab. Accounts that are gone or not `active: true` lose their assignment (S14, S35).
 */
export function* importNow(app: OktaApp, cause: string): Behaviour<StepResult> {
  return yield* step(
    { kind: 'directory', name: app.integration.label },
    'import',
    function* () {
      const users = yield* importUsers(app)
      if (users.outcome === 'succeeded') app.data.importedAt = app.context.now().toISOString()
      if (users.outcome !== 'succeeded' || !app.knobs.importGroups) return users
      const groups = yield* importGroups(app)
      return { outcome: groups.outcome, reason: `${users.reason ?? ''}; ${groups.reason ?? ''}` }
    },
    cause,
  )
}

/** Refresh App Groups: the groups half of an import. */
export function* refreshAppGroups(app: OktaApp): Behaviour<StepResult> {
  const subject = { kind: 'directory', name: app.integration.label } as const
  return yield* step(subject, 'import', () => importGroups(app), 'Refresh App Groups')
}

function* importUsers(app: OktaApp): Behaviour<StepResult> {
  const read = new Map<string, ImportedUser>()
  app.accounts.clear()
  app.userNames.clear()
  const pages = yield* readPages(listUsers, countKnown(app.data.users), (user) => takeUser(app, read, user))
  if (pages.failure) return importFailed(pages.failure.reasonPhrase, pages.failure.detail)
  app.seen.complete('userName')
  yield* compareUsers(app, read, pages.exchanges)
  return settleUsers(app, read)
}

function takeUser(app: OktaApp, read: Map<string, ImportedUser>, user: JsonObject): void {
  const id = ownText(user, 'id')
  const userName = ownText(user, 'userName')
  if (id === undefined || userName === undefined) return
  read.set(id, { userName, active: own(user, 'active') === true })
  app.met.add(id)
  app.userNames.set(id, userName)
  app.accounts.add(userName.toLowerCase())
  app.seen.add('userName', userName)
}

/** The result line, and the end of assignments whose account is gone or inactive, unless there are too many. */
function settleUsers(app: OktaApp, read: ReadonlyMap<string, ImportedUser>): StepResult {
  const active = new Set([...read].filter(([, user]) => user.active).map(([id]) => id))
  const assigned = Object.values(app.data.users).filter((user) => user.status === 'assigned')
  const lost = assigned.filter(({ scimId }) => scimId !== null && !active.has(scimId))
  const kept = assigned.length - lost.length
  const counts = `${active.size} users scanned, ${active.size - kept} new, 0 updated, ${kept} unchanged`
  if (assigned.length >= SAFEGUARD_MINIMUM && lost.length > assigned.length * SAFEGUARD_SHARE) {
    const reason = `${counts}; import safeguard: ${lost.length} of ${assigned.length} app assignments would be removed`
    return { outcome: 'failed', reason }
  }
  for (const user of lost) endAssignment(user)
  return { outcome: 'succeeded', reason: `${counts}, ${lost.length} removed` }
}

function endAssignment(user: AppUser): void {
  Object.assign(user, { status: 'unassigned', formerId: user.scimId, scimId: null })
}

function* importGroups(app: OktaApp): Behaviour<StepResult> {
  const read = new Map<string, ImportedGroup>()
  app.groups.clear()
  const pages = yield* readPages(
    (startIndex) => listGroups(startIndex, 'import-groups'),
    Object.keys(app.data.groups).length,
    (group) => takeGroup(app, read, group),
  )
  if (pages.failure) return importFailed(pages.failure.reasonPhrase, pages.failure.detail)
  app.seen.complete('displayName')
  yield* compareGroups(app, read, pages.exchanges)
  return { outcome: 'succeeded', reason: `${read.size} groups scanned` }
}

function takeGroup(app: OktaApp, read: Map<string, ImportedGroup>, group: JsonObject): void {
  const id = ownText(group, 'id')
  const displayName = ownText(group, 'displayName')
  if (id === undefined || displayName === undefined) return
  const members = readMembers(group)
  read.set(id, { displayName, members: members?.map((member) => member.id) })
  app.met.add(id)
  app.groups.set(displayName.toLowerCase(), { id, displayName, members })
  app.seen.add('displayName', displayName)
}

/** The members a Group shows; undefined where it has no such array. */
export function readMembers(group: JsonObject): KnownMember[] | undefined {
  if (!Array.isArray(own(group, 'members'))) return undefined
  return ownObjects(group, 'members').flatMap((member) => {
    const id = ownText(member, 'value')
    return id === undefined ? [] : [{ id, display: ownText(member, 'display') }]
  })
}

function importFailed(reasonPhrase: string, detail: string): StepResult {
  return { outcome: 'failed', reason: `Import failed: ${reasonPhrase}. Errors reported by remote server: ${detail}` }
}

function countKnown(users: Readonly<Record<string, AppUser>>): number {
  return Object.values(users).filter(({ active }) => active !== null).length
}
