import { type Behaviour, notSent } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { eventText } from '../messages/events.ts'
import { AIMS } from './put-user.ts'
import { readUser } from './read-user.ts'
import { membershipsDiffer, setMemberships } from './set-memberships.ts'
import { mayRun, runStep, subjectOf } from './task.ts'
import { createAnew, isToBeCreatedAnew, writeByStoredId } from './update-user.ts'

/** The person's status becomes Active again: look-up, which must find the inactive person, then PUT (inferred). */
export function* reactivateUser(
  app: OneLoginApp,
  login: Login,
  cause = `status Active again (${eventText(32)})`,
): Behaviour<boolean> {
  login.user = { ...login.user, active: true }
  if (!login.linked) {
    yield* notSent(subjectOf(app, login), 'reactivate', 'The person has no login in this app', cause)
    return false
  }
  if (!(yield* mayRun(app, login, 'reactivate', cause))) return false
  const done = yield* runStep(app, login, 'reactivate', cause, () =>
    writeByStoredId(app, login, { lookup: 'lookup-before-reactivate', put: 'put-reactivate' }, AIMS.reactivate),
  )
  if (!done && isToBeCreatedAnew(app, login)) return yield* createAnew(app, login, cause)
  if (done && membershipsDiffer(app, login)) {
    yield* setMemberships(app, login, { written: true, newLogin: false }, cause)
  }
  if (done) yield* readUser(app, login, cause)
  return done
}
