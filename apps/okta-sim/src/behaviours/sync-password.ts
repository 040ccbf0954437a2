import { type Behaviour, notSent, type Person, type StepResult } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { runJob } from '../app/tasks.ts'
import { refusedOrGone } from '../findings/gone.ts'
import { profilePushFailed } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { patchPassword } from '../requests/users.ts'
import { drawPassword } from './password.ts'
import { fetchUser, putUser, skipUnassigned } from './push-profile.ts'
import { userSubject } from './subject.ts'

/** Sends a new password where Sync Password is on: by PATCH, or as part of a GET and PUT. */
export function* syncPassword(
  app: OktaApp,
  person: Person,
  cause: string,
  on: boolean = app.knobs.syncPassword !== 'off',
): Behaviour<void> {
  const subject = userSubject(person)
  if (!on) {
    yield* notSent(subject, 'update', 'The option Sync Password is off: the password stays in Okta', cause)
    return
  }
  const event = 'application.provision.user.push_password'
  const skipped = skipUnassigned(app, person)
  const job = { kind: 'passwordPush', key: person.id, subject, action: 'update', cause, event } as const
  yield* runJob(app, job, () => skipped ?? pushPassword(app, person))
}

function* pushPassword(app: OktaApp, person: Person): Behaviour<StepResult> {
  const password = drawPassword(app, person, `change ${app.data.passwords++}`)
  const failure =
    app.integration.updates === 'put' ? yield* put(app, person, password) : yield* patch(app, person, password)
  if (failure === undefined) return { outcome: 'succeeded' }
  return { outcome: 'failed', reason: profilePushFailed(person.userName, app.integration.label, failure) }
}

function* patch(app: OktaApp, person: Person, password: string): ReturnType<typeof putUser> {
  const id = userOf(app, person).scimId ?? ''
  const reply = yield* ask(app, patchPassword(id, password), { refused: refusedOrGone(app, id, 'password-refused') })
  return reply.ok ? undefined : reply.failure
}

function* put(app: OktaApp, person: Person, password: string): ReturnType<typeof putUser> {
  const fetched = yield* fetchUser(app, person)
  if ('failure' in fetched) return fetched.failure
  return yield* putUser(app, person, { ...fetched.user, password }, 'user-replace-password')
}
