import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, notSent, type StepResult } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login, OneLoginUser } from '../app/login.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import type { EventId } from '../messages/events.ts'
import { failed } from '../messages/words.ts'
import { ownObject, ownText } from '../own-json.ts'
import { type Lookup, lookupUser, tellMissed } from './lookup-user.ts'
import { provisionUser } from './provision-user.ts'
import { type Aim, putUser, updateAim } from './put-user.ts'
import { readUser } from './read-user.ts'
import { membershipsDiffer, setMemberships } from './set-memberships.ts'
import { mayRun, runStep, subjectOf } from './task.ts'

/** Task Update user after a change of the profile: look-up, PUT of everything, one PATCH per role (captured). */
export function* changeUser(app: OneLoginApp, login: Login, user: OneLoginUser, cause: string): Behaviour<boolean> {
  const before = login.user
  login.user = user
  if (login.linked && !membershipsDiffer(app, login) && sameBody(app, before, user)) {
    yield* notSent(subjectOf(app, login), 'update', 'No attribute of the template has changed', cause)
    return true
  }
  return yield* updateUser(app, login, cause, changeShape(app, before, user))
}

function sameBody(app: OneLoginApp, before: OneLoginUser, after: OneLoginUser): boolean {
  return JSON.stringify(app.renderUser(before, true)) === JSON.stringify(app.renderUser(after, true))
}

/** Task Update user after a change of roles or a reapply of mappings. */
export function* updateUser(
  app: OneLoginApp,
  login: Login,
  cause: string,
  shape: ShapeId = 'put-update',
): Behaviour<boolean> {
  if (!login.linked) {
    yield* notSent(subjectOf(app, login), 'update', 'The person has no login in this app', cause)
    return false
  }
  if (!(yield* mayRun(app, login, 'update', cause))) return false
  const renamed = app.userNameOf(login.user) !== login.userNameAtApp
  const lookup = renamed ? 'lookup-new-user-name' : 'lookup-before-update'
  const put = renamed && shape === 'put-update' ? 'put-new-user-name' : shape
  const written = yield* runStep(app, login, 'update', cause, () =>
    writeByStoredId(app, login, { lookup, put }, updateAim(login)),
  )
  if (!written && isToBeCreatedAnew(app, login)) return yield* createAnew(app, login, cause)
  yield* setMemberships(app, login, { written, newLogin: false }, cause)
  if (written) yield* readUser(app, login, cause)
  return written
}

/** Whether the account is gone from the app, and the knob says that this is mended. */
export function isToBeCreatedAnew(app: OneLoginApp, { linked, account }: Login): boolean {
  return linked && account === 'none' && app.knob('account-gone') === 'create anew'
}

/** Drops the link to an account that is gone, and creates the person as if they were new. */
export function* createAnew(app: OneLoginApp, login: Login, cause: string): Behaviour<boolean> {
  Object.assign(login, { linked: false, id: null } satisfies Partial<Login>)
  return (yield* provisionUser(app, login, `${cause}: the account was gone`)) !== 'notWritten'
}

/**
 * The look-up, then the PUT by the stored id: the link outlives what the look-up finds (inferred).
 * An account that PUT does not find either was not missed by the look-up: it is gone.
 */
export function* writeByStoredId(
  app: OneLoginApp,
  login: Login,
  shapes: { readonly lookup: ShapeId; readonly put: ShapeId },
  aim: Aim,
): Behaviour<StepResult> {
  const known = app.userNameOf(login.user) === login.userNameAtApp
  const match: Lookup =
    app.knob('lookup-before-write') === 'every write'
      ? yield* lookupUser(app, login, shapes.lookup, known)
      : { kind: 'absent', missed: undefined, exchange: '' }
  if (match.kind === 'failed') return lookupFailed(login, aim.failed, match.why)
  if (login.id === null) return lookupFailed(login, aim.failed, 'OneLogin holds no id of this account')
  const taken = match.kind === 'found' && match.id !== login.id
  const result = yield* putUser(app, login, login.id, shapes.put, taken ? { ...aim, conflict: 'user-name-taken' } : aim)
  if (login.account !== 'none') yield* tellMissed(app, login, match)
  return result
}

function lookupFailed(login: Login, event: EventId, why: string): StepResult {
  login.state = 'Failed'
  return failed(event, why)
}

function changeShape(app: OneLoginApp, before: OneLoginUser, after: OneLoginUser): ShapeId {
  if (app.userNameOf(before) !== app.userNameOf(after)) return 'put-new-user-name'
  if (after.familyName !== before.familyName && after.familyName.startsWith(' ')) return 'put-untrimmed-name'
  const [wrote, writes] = [app.renderUser(before, true), app.renderUser(after, true)]
  if ((ownText(wrote, 'title') ?? '') !== '' && ownText(writes, 'title') === '') return 'put-cleared-title'
  return managerOf(wrote) === managerOf(writes) ? 'put-update' : 'put-new-manager'
}

/** The manager of a body, under whatever name the enterprise extension has there. */
function managerOf(body: JsonObject): string {
  return JSON.stringify(Object.keys(body).map((key) => ownObject(ownObject(body, key), 'manager')))
}
