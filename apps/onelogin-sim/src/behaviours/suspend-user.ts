import { type Behaviour, notSent } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { eventText } from '../messages/events.ts'
import { AIMS } from './put-user.ts'
import { readUser } from './read-user.ts'
import { mayRun, runStep, subjectOf } from './task.ts'
import { writeByStoredId } from './update-user.ts'

/** The person's status becomes Suspended: what follows is the second drop-down's choice. */
export function* suspendUser(
  app: OneLoginApp,
  login: Login,
  cause = `status Suspended (${eventText(21)})`,
): Behaviour<boolean> {
  login.user = { ...login.user, active: false }
  if (app.settings.whenSuspended === 'Do Nothing') {
    const reason = 'When user accounts are suspended in OneLogin: Do Nothing'
    yield* notSent(subjectOf(app, login), 'deactivate', reason, cause)
    return false
  }
  if (!login.linked) {
    yield* notSent(subjectOf(app, login), 'deactivate', 'The person has no login in this app', cause)
    return false
  }
  if (!(yield* mayRun(app, login, 'suspend', cause))) return false
  const done = yield* runStep(app, login, 'deactivate', cause, () =>
    writeByStoredId(app, login, { lookup: 'lookup-before-suspend', put: 'put-suspend' }, AIMS.suspend),
  )
  if (done) yield* readUser(app, login, cause)
  return done
}

/** The person's status becomes Locked: no drop-down speaks of it (inferred). */
export function lockUser(app: OneLoginApp, login: Login): Behaviour<unknown> {
  const reason = 'Only the status Suspended is tied to an action of the app'
  return notSent(subjectOf(app, login), 'deactivate', reason, 'status Locked')
}
