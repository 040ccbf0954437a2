/**
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, notSent, type Person, type StepResult } from '@scimulator/sim-kit'
import { claimAccount, type OktaApp, userOf } from '../app/app.ts'
import { runJob } from '../app/tasks.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { checkActive, checkActiveRead, checkProfile, type UpdateAnswer } from '../findings/check-user.ts'
import { conflictFinding, sameName } from '../findings/conflict.ts'
import { refusedOrGone } from '../findings/gone.ts'
import { found } from '../findings/report.ts'
import { readAt } from '../mapping/external-name.ts'
import { own, ownText } from '../mapping/json.ts'
import { changedProfile, mergeProfile } from '../mapping/user-body.ts'
import { keyOf, type MappedValue, mapProfile, toPushed, toText, userNameIn } from '../mapping/values.ts'
import { ASSIGNED_EARLY, type Failure, NOT_ASSIGNED, ownFailure, profilePushFailed } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { patchProfile, readUser, replaceUser } from '../requests/users.ts'
import { printOf } from './imported.ts'
import { userSubject } from './subject.ts'

/** Pushes a changed Okta profile: one step of GET and PUT. */
export function* updateUser(app: OktaApp, person: Person, cause = 'Okta profile changed'): Behaviour<void> {
  if (!app.knobs.updateUserAttributes) {
    yield* notSent(userSubject(person), 'update', 'The option Update User Attributes is off', cause)
    return
  }
  const skipped = skipUnassigned(app, person)
  const job = { kind: 'profilePush', key: person.id, subject: userSubject(person), action: 'update', cause } as const
  yield* runJob(app, job, () => skipped ?? pushProfile(app, person, 'user-replace'))
}

/** The outcome of a step about somebody without an account; undefined where there is one. */
export function skipUnassigned(app: OktaApp, person: Person): Behaviour<StepResult> | undefined {
  const { scimId, status, pending } = userOf(app, person)
  if (status === 'assigned' && scimId !== null) return undefined
  return (function* () {
    if (pending === 'no') return { outcome: 'notSent', reason: NOT_ASSIGNED }
    if (pending === 'early') return { outcome: 'skipped', reason: ASSIGNED_EARLY }
    return { outcome: 'skipped', reason: 'No account in the app: provisioning it did not succeed' }
  })()
}

/** Pushes a person’s mapped attributes as part of a step: by GET and PUT, or one PATCH of what changed. */
export function* pushProfile(app: OktaApp, person: Person, shape: ShapeId, staleActive = false): Behaviour<StepResult> {
  const mapped = mapProfile(app, person, 'update')
  if ('problem' in mapped) {
    yield* found('mapping-without-value', [])
    return failed(app, person, ownFailure(mapped.problem))
  }
  const { values } = mapped
  const written =
    app.integration.profile === 'patch'
      ? yield* patchChanges(app, person, values, shape)
      : yield* readAndReplace(app, person, values, shape, staleActive)
  if (written === 'unchanged') return { outcome: 'notSent', reason: 'Nothing has changed since the last push' }
  if (written !== undefined) return failed(app, person, written)
  const user = userOf(app, person)
  Object.assign(user, { pushed: { ...user.pushed, ...toPushed(app, values) } })
  for (const { name, value } of values) if (value === undefined) delete user.pushed[keyOf(name)]
  takeUserName(app, person, values)
  return { outcome: 'succeeded' }
}

function* readAndReplace(
  app: OktaApp,
  person: Person,
  values: readonly MappedValue[],
  shape: ShapeId,
  staleActive: boolean,
): Behaviour<Failure | undefined> {
  const fetched = yield* fetchUser(app, person)
  if ('failure' in fetched) return fetched.failure
  const user = mergeProfile(fetched.user, values, app.knobs)
  const exact = shape === 'user-replace' ? shapeOf(fetched.user, user, values) : shape
  const whole = staleActive ? { ...user, active: false } : user
  return yield* putUser(app, person, whole, exact, { stale: staleActive, values, before: printOf(app, fetched.user) })
}

/** One PATCH with what is not as it was pushed last; nothing is sent where everything is. */
function* patchChanges(
  app: OktaApp,
  person: Person,
  values: readonly MappedValue[],
  shape: ShapeId,
): Behaviour<Failure | 'unchanged' | undefined> {
  const account = userOf(app, person)
  const isChanged = ({ name, value }: MappedValue): boolean => toText(value) !== (account.pushed[keyOf(name)] ?? '')
  const changed = values.filter(isChanged)
  const body = changedProfile(values, isChanged, app.knobs)
  if (Object.keys(body).length === 0) return 'unchanged'
  const id = account.scimId ?? ''
  const userName = ownText(body, 'userName')
  const cleared = changed.some(({ value }) => value === undefined)
  const kind = userName !== undefined ? 'user-patch-username' : cleared ? 'user-patch-cleared' : 'user-patch'
  const request = patchProfile(id, body, shape === 'user-replace' ? kind : 'user-patch-linked')
  const reply = yield* ask(app, request, {
    refused: (status) => {
      const renamed = userName !== undefined && !sameName(userName, account.userName)
      if (status === 409 && renamed) return conflictFinding(app, 'userName', userName)
      return refusedOrGone(app, id, 'profile-patch-refused')(status)
    },
  })
  if (!reply.ok) return reply.failure
  app.lastWrite.set(person.id, reply.exchange)
  claimAccount(app, person.id, id)
  const answered = compare(app, app.data.prints[id], reply.body)
  notePrint(app, id, reply.body)
  if (reply.body === undefined) return undefined
  if (ownText(reply.body, 'id') !== id) yield* found('id-changed', [reply.exchange])
  yield* checkActive(app, person, reply.body, [reply.exchange])
  yield* checkProfile(
    app,
    person,
    reply.body,
    values.filter(({ value }) => value !== undefined),
    [reply.exchange],
    answered,
  )
  return undefined
}

/** The account goes by a new name: its old one belongs to nobody any more. */
function takeUserName(app: OktaApp, person: Person, values: readonly MappedValue[]): void {
  const account = userOf(app, person)
  const userName = userNameIn(values)
  if (userName === undefined) return
  if (!sameName(account.userName, userName)) {
    app.accounts.delete(account.userName.toLowerCase())
    app.seen.release('userName', account.userName)
  }
  app.seen.add('userName', userName)
  account.userName = userName
}

/** The read before a PUT, compared with what Okta set before. */
export function* fetchUser(
  app: OktaApp,
  person: Person,
): Behaviour<{ readonly user: JsonObject } | { readonly failure: Failure }> {
  const id = userOf(app, person).scimId ?? ''
  const reply = yield* ask(app, readUser(id), { refused: refusedOrGone(app, id, 'user-not-readable') })
  if (!reply.ok) return { failure: reply.failure }
  if (reply.body === undefined) {
    yield* found('user-not-a-user', [reply.exchange])
    return { failure: { reasonPhrase: 'OK', detail: '' } }
  }
  const user = reply.body
  if (Object.hasOwn(user, 'Resources')) yield* found('user-not-a-user', [reply.exchange])
  else {
    if (ownText(user, 'id') !== id) yield* found('id-changed', [reply.exchange])
    yield* checkActiveRead(app, person, user, reply.exchange)
    if (Object.hasOwn(user, 'password')) yield* found('password-returned', [reply.exchange])
  }
  return { user }
}

/** PUT of a whole user; what went wrong, or undefined. */
export function* putUser(
  app: OktaApp,
  person: Person,
  user: JsonObject,
  shape: ShapeId,
  {
    stale = false,
    values = [],
    before,
  }: { readonly stale?: boolean; readonly values?: readonly MappedValue[]; readonly before?: string } = {},
): Behaviour<Failure | undefined> {
  const account = userOf(app, person)
  const request = replaceUser(account.scimId ?? '', user, shape)
  const marked = stale ? { ...request, quirks: [...(request.quirks ?? []), 'stale-active'] } : request
  const passwordOnly = shape === 'user-replace-password'
  const activeChange = shape === 'user-replace-deactivated' || shape === 'user-replace-activated'
  const userName = ownText(user, 'userName') ?? account.userName
  const renamed = !sameName(userName, account.userName)
  const reply = yield* ask(app, marked, {
    refused: (status) => {
      if (activeChange) return 'active-refused'
      if (passwordOnly) return 'password-refused'
      return status === 409 && renamed ? conflictFinding(app, 'userName', userName) : 'replace-refused'
    },
  })
  if (!reply.ok) return reply.failure
  app.lastWrite.set(person.id, reply.exchange)
  const active = own(user, 'active')
  if (typeof active === 'boolean') account.active = active
  if (account.scimId !== null) {
    claimAccount(app, person.id, account.scimId)
    notePrint(app, account.scimId, reply.body)
  }
  if (reply.body === undefined) {
    yield* found('replace-without-body', [reply.exchange])
    return undefined
  }
  if (ownText(reply.body, 'id') !== account.scimId) yield* found('id-changed', [reply.exchange])
  yield* checkActive(app, person, reply.body, [reply.exchange])
  if (!activeChange)
    yield* checkProfile(app, person, reply.body, values, [reply.exchange], compare(app, before, reply.body))
  return undefined
}

/** What the account looks like now; an answer without it leaves that to the next import. */
function notePrint(app: OktaApp, id: string, body: JsonObject | undefined): void {
  if (body === undefined) delete app.data.prints[id]
  else app.data.prints[id] = printOf(app, body)
}

function compare(app: OktaApp, before: string | undefined, body: JsonObject | undefined): UpdateAnswer {
  if (before === undefined || body === undefined) return 'unknown'
  return printOf(app, body) === before ? 'unchanged' : 'changed'
}

/** What kind of profile push it is, by what it changes. */
function shapeOf(fetched: JsonObject, user: JsonObject, values: readonly MappedValue[]): ShapeId {
  if (ownText(fetched, 'userName') !== ownText(user, 'userName')) return 'user-replace-username'
  const cleared = values.some(({ name }) => readAt(fetched, name) && !readAt(user, name))
  return cleared ? 'user-replace-cleared' : 'user-replace'
}

function failed(app: OktaApp, person: Person, failure: Failure): StepResult {
  return { outcome: 'failed', reason: profilePushFailed(person.userName, app.integration.label, failure) }
}
