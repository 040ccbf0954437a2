/**
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type Person, type StepResult, step } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { checkActive, checkActiveRead, checkProfile } from '../findings/check-user.ts'
import { conflictFinding, sameName } from '../findings/conflict.ts'
import { refusedOrGone } from '../findings/gone.ts'
import { found } from '../findings/report.ts'
import { mappedAttributes } from '../mapping/attributes.ts'
import { own, ownText } from '../mapping/json.ts'
import { managerOf } from '../mapping/manager.ts'
import { mergeProfile } from '../mapping/user-body.ts'
import { type Failure, profilePushFailed } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { readUser, replaceUser } from '../requests/users.ts'
import { userSubject } from './subject.ts'

/** Pushes a changed Okta profile: one step of GET and PUT. */
export function* updateUser(app: OktaApp, person: Person, cause = 'Okta profile changed'): Behaviour<void> {
  const skipped = skipUnassigned(app, person)
  yield* step(userSubject(person), 'update', () => skipped ?? pushProfile(app, person, 'user-replace'), cause)
}

/** The outcome of a step about somebody without an account; undefined where there is one. */
export function skipUnassigned(app: OktaApp, person: Person): Behaviour<StepResult> | undefined {
  const { scimId, status } = userOf(app, person)
  if (status === 'assigned' && scimId !== null) return undefined
  return (function* () {
    if (status === 'unassigned') return { outcome: 'notSent', reason: 'Not assigned to the app' }
    return { outcome: 'skipped', reason: 'No account in the app: provisioning it did not succeed' }
  })()
}

/** GET and PUT of a person’s mapped attributes, as part of a step. */
export function* pushProfile(app: OktaApp, person: Person, shape: ShapeId, staleActive = false): Behaviour<StepResult> {
  const fetched = yield* fetchUser(app, person)
  if ('failure' in fetched) return failed(app, person, fetched.failure)
  const user = mergeProfile(fetched.user, person, managerOf(app.context.directory, person), app.knobs)
  const exact = shape === 'user-replace' ? shapeOf(fetched.user, user) : shape
  const written = yield* putUser(app, person, staleActive ? { ...user, active: false } : user, exact, staleActive)
  if (written !== undefined) return failed(app, person, written)
  if (!app.knobs.excludeUsernameUpdates) takeUserName(app, person)
  return { outcome: 'succeeded' }
}

/** The account goes by a new name: its old one belongs to nobody any more. */
function takeUserName(app: OktaApp, person: Person): void {
  const account = userOf(app, person)
  if (!sameName(account.userName, person.userName)) {
    app.accounts.delete(account.userName.toLowerCase())
    app.seen.release('userName', account.userName)
  }
  app.seen.add('userName', person.userName)
  account.userName = person.userName
}

/** The read before a PUT, compared with what Okta set before. */
export function* fetchUser(
  app: OktaApp,
  person: Person,
): Behaviour<{ readonly user: JsonObject } | { readonly failure: Failure }> {
  const id = userOf(app, person).scimId ?? ''
  const reply = yield* ask(readUser(id), { refused: refusedOrGone(app, id, 'user-not-readable') })
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
  stale = false,
): Behaviour<Failure | undefined> {
  const account = userOf(app, person)
  const request = replaceUser(account.scimId ?? '', user, shape)
  const marked = stale ? { ...request, quirks: [...(request.quirks ?? []), 'stale-active'] } : request
  const activeChange = shape === 'user-replace-deactivated' || shape === 'user-replace-activated'
  const userName = ownText(user, 'userName') ?? account.userName
  const renamed = !sameName(userName, account.userName)
  const reply = yield* ask(marked, {
    refused: (status) => {
      if (activeChange) return 'active-refused'
      return status === 409 && renamed ? conflictFinding(app, 'userName', userName) : 'replace-refused'
    },
  })
  if (!reply.ok) return reply.failure
  app.lastWrite.set(person.id, reply.exchange)
  const active = own(user, 'active')
  if (typeof active === 'boolean') account.active = active
  if (reply.body === undefined) {
    yield* found('replace-without-body', [reply.exchange])
    return undefined
  }
  if (ownText(reply.body, 'id') !== account.scimId) yield* found('id-changed', [reply.exchange])
  yield* checkActive(app, person, reply.body, [reply.exchange])
  if (!activeChange) yield* checkProfile(app, person, reply.body, [reply.exchange])
  return undefined
}

/** What kind of profile push it is, by what it changes. */
function shapeOf(fetched: JsonObject, user: JsonObject): ShapeId {
  if (ownText(fetched, 'userName') !== ownText(user, 'userName')) return 'user-replace-username'
  const cleared = mappedAttributes.some((attribute) => attribute.read(fetched) && !attribute.read(user))
  return cleared ? 'user-replace-cleared' : 'user-replace'
}

function failed(app: OktaApp, person: Person, failure: Failure): StepResult {
  return { outcome: 'failed', reason: profilePushFailed(person.userName, app.integration.label, failure) }
}
