import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { KnownMember, OktaApp } from '../app/app.ts'
import type { AppUser } from '../app/state.ts'
import { runJob, writeLog } from '../app/tasks.ts'
import { own, ownObjects, ownText } from '../mapping/json.ts'
import { type Failure, tail } from '../messages.ts'
import { listGroups } from '../requests/groups.ts'
import { listUsers } from '../requests/users.ts'
import { compareGroups, compareUsers } from './compare-import.ts'
import { readPages } from './import-pages.ts'
import { type ImportedGroup, type ImportedUser, readImported } from './imported.ts'
import { settleGroups, settleUsers } from './settle-import.ts'

/**
 * Import Now: a full read of users, then of groups (the order is inferred). What is new waits on the tab Import unless
 * it is confirmed by itself. `guarded`: the safeguard may hold it; while it holds one, no import runs.
 */
export function* importNow(app: OktaApp, cause: string, guarded = true): Behaviour<void> {
  const subject = { kind: 'directory', name: app.integration.label } as const
  if (!app.knobs.importUsers) {
    yield* notSent(subject, 'import', 'The action Import New Users and Profile Updates is off', cause)
    return
  }
  if (app.data.roadblock !== null) {
    const { lost, of } = app.data.roadblock
    const reason = `Held by the import safeguard: ${lost} of ${of} app assignments would be removed`
    yield* notSent(subject, 'import', reason, cause)
    return
  }
  writeLog(app, 'system.import.start', 'SUCCESS', subject.name)
  yield* runJob(app, { kind: 'import', key: '', subject, action: 'import', cause }, function* () {
    const users = yield* importUsers(app, guarded)
    if (users.outcome === 'succeeded') app.data.importedAt = app.context.now().toISOString()
    if (users.outcome !== 'succeeded' || !app.knobs.importGroups) return users
    const groups = yield* importGroups(app)
    return { outcome: groups.outcome, reason: `${users.reason ?? ''}; ${groups.reason ?? ''}` }
  })
}

/** Refresh App Groups: the groups half of an import. */
export function* refreshAppGroups(app: OktaApp): Behaviour<StepResult> {
  const subject = { kind: 'directory', name: app.integration.label } as const
  return yield* step(subject, 'import', () => importGroups(app), 'Refresh App Groups')
}

function* importUsers(app: OktaApp, guarded: boolean): Behaviour<StepResult> {
  const read = new Map<string, ImportedUser>()
  app.accounts.clear()
  app.userNames.clear()
  const pages = yield* readPages(app, listUsers, countKnown(app.data.users), (user) => takeUser(app, read, user))
  if (pages.failure) return importFailed(pages.failure)
  app.seen.complete('userName')
  yield* compareUsers(app, read, pages.exchanges)
  return settleUsers(app, read, guarded)
}

function takeUser(app: OktaApp, read: Map<string, ImportedUser>, user: JsonObject): void {
  const id = ownText(user, 'id')
  const imported = readImported(app, user)
  if (id === undefined || imported === undefined) return
  const { userName } = imported
  read.set(id, imported)
  app.met.add(id)
  app.userNames.set(id, userName)
  app.accounts.add(userName.toLowerCase())
  app.seen.add('userName', userName)
}

function* importGroups(app: OktaApp): Behaviour<StepResult> {
  const read = new Map<string, ImportedGroup>()
  app.groups.clear()
  const pages = yield* readPages(
    app,
    (startIndex) => listGroups(startIndex, 'import-groups'),
    Object.keys(app.data.groups).length,
    (group) => takeGroup(app, read, group),
  )
  if (pages.failure) return importFailed(pages.failure)
  app.seen.complete('displayName')
  yield* compareGroups(app, read, pages.exchanges)
  return settleGroups(app, read)
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

function importFailed(failure: Failure): StepResult {
  return { outcome: 'failed', reason: `Import failed: ${tail(failure)}` }
}

function countKnown(users: Readonly<Record<string, AppUser>>): number {
  return Object.values(users).filter(({ active }) => active !== null).length
}
