/**
 * @see RFC 7644 §3.5.2.3 Replace Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.3
 */
import { type Behaviour, notSent, type Person, type StepResult, step } from '@scimulator/sim-kit'
import { claimAccount, type OktaApp, userOf } from '../app/app.ts'
import { closeTask, runJob, writeLog } from '../app/tasks.ts'
import { checkActive } from '../findings/check-user.ts'
import { refusedOrGone } from '../findings/gone.ts'
import { ownText } from '../mapping/json.ts'
import { deprovisioningFailed, type Failure } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { patchActive } from '../requests/users.ts'
import { checkExists } from './check-user.ts'
import { fetchUser, putUser, skipUnassigned } from './push-profile.ts'
import { userSubject } from './subject.ts'

/** Unassigns a person: the account is deactivated, never deleted, and Okta forgets its External ID. */
export function* unassignUser(
  app: OktaApp,
  person: Person,
  cause: string,
  deactivateUsers: boolean = app.knobs.deactivateUsers,
): Behaviour<void> {
  const user = userOf(app, person)
  const subject = userSubject(person)
  if (app.knobs.lookupBeforeDeprovision && deactivateUsers && user.status === 'staged')
    yield* lookUpAccount(app, person)
  const skipped = skipUnassigned(app, person)
  user.pending = 'no'
  if (skipped) {
    yield* step(subject, 'deactivate', () => skipped, cause)
    closeTask(app, 'provision', person.id)
    return
  }
  const job = { kind: 'deprovision', key: person.id, subject, action: 'deactivate', cause } as const
  writeLog(app, 'application.user_membership.remove', 'SUCCESS', person.userName)
  if (deactivateUsers) yield* runJob(app, job, () => deactivate(app, person))
  else yield* notSent(subject, 'deactivate', 'The option Deactivate Users is off: unassigning sends nothing', cause)
  closeTask(app, 'provision', person.id)
  closeTask(app, 'profilePush', person.id)
  closeTask(app, 'passwordPush', person.id)
  if (user.scimId !== null) delete app.data.prints[user.scimId]
  // Also after a failure: the assignment in Okta is gone, only a task stays on the Dashboard.
  Object.assign(user, { status: 'unassigned', formerId: user.scimId, scimId: null })
}

/** Ties somebody without an External ID to the account of their userName, so that it can be deactivated. */
function* lookUpAccount(app: OktaApp, person: Person): Behaviour<void> {
  const checked = yield* checkExists(app, person)
  const id = 'match' in checked && checked.match ? ownText(checked.match.account, 'id') : undefined
  if (id === undefined || app.owners.has(id)) return
  Object.assign(userOf(app, person), { scimId: id, status: 'assigned', pending: 'no' })
  claimAccount(app, person.id, id)
}

/** Tries again to deactivate the account of somebody whose assignment ended. */
export function* retryDeactivation(app: OktaApp, person: Person, cause: string): Behaviour<void> {
  const user = userOf(app, person)
  const job = {
    kind: 'deprovision',
    key: person.id,
    subject: userSubject(person),
    action: 'deactivate',
    cause,
  } as const
  if (user.status !== 'unassigned' || user.formerId === null) {
    closeTask(app, 'deprovision', person.id)
    yield* notSent(job.subject, 'deactivate', 'Assigned again, or the account is gone', cause)
    return
  }
  user.scimId = user.formerId
  yield* runJob(app, job, () => deactivate(app, person))
  user.scimId = null
}

function* deactivate(app: OktaApp, person: Person): Behaviour<StepResult> {
  const failure = yield* setActive(app, person, false)
  if (failure === undefined) return { outcome: 'succeeded' }
  return { outcome: 'failed', reason: deprovisioningFailed(person.userName, failure) }
}

/** Sets `active` of a linked account the way the app integration does; what went wrong, or undefined. */
export function* setActive(app: OktaApp, person: Person, active: boolean): Behaviour<Failure | undefined> {
  if (app.integration.updates === 'patch') return yield* patch(app, person, active)
  const fetched = yield* fetchUser(app, person)
  if ('failure' in fetched) return fetched.failure
  const shape = active ? 'user-replace-activated' : 'user-replace-deactivated'
  return yield* putUser(app, person, { ...fetched.user, active }, shape)
}

function* patch(app: OktaApp, person: Person, active: boolean): Behaviour<Failure | undefined> {
  const user = userOf(app, person)
  const refused = refusedOrGone(app, user.scimId, 'active-refused')
  const reply = yield* ask(app, patchActive(user.scimId ?? '', active), { refused })
  if (!reply.ok) return reply.failure
  app.lastWrite.set(person.id, reply.exchange)
  user.active = active
  if (user.scimId !== null) claimAccount(app, person.id, user.scimId)
  // 204 without a body is fine: the next read shows it.
  if (reply.body !== undefined) yield* checkActive(app, person, reply.body, [reply.exchange])
  return undefined
}
