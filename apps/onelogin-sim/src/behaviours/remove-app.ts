import { type Behaviour, notSent } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { eventText } from '../messages/events.ts'
import { deleteUser } from './delete-user.ts'
import { AIMS } from './put-user.ts'
import { readUser } from './read-user.ts'
import { mayRun, runStep, subjectOf } from './task.ts'
import { writeByStoredId } from './update-user.ts'

/**
 * The person is deleted in OneLogin or loses the app: what follows is the first drop-down's choice.
 * The link goes with the login whatever was chosen, so a login given again starts with a look-up (inferred).
 */
export function* removeApp(app: OneLoginApp, login: Login, cause: string): Behaviour<boolean> {
  const { whenAppRemoved } = app.settings
  login.hasApp = false
  if (!login.linked) {
    app.tasks.drop(login.user.id)
    login.state = 'None'
    yield* notSent(subjectOf(app, login), 'remove', 'The person has no login in this app', cause)
    return false
  }
  if (whenAppRemoved === 'Do Nothing') {
    app.tasks.drop(login.user.id)
    unlink(login)
    const reason = `When the user's app access is removed: Do Nothing (${eventText(60)})`
    yield* notSent(subjectOf(app, login), 'remove', reason, cause)
    return true
  }
  if (!(yield* mayRun(app, login, 'remove', cause))) return false
  if (whenAppRemoved === 'Delete') return yield* runStep(app, login, 'remove', cause, () => deleteUser(app, login))
  const done = yield* runStep(app, login, 'deactivate', cause, () =>
    writeByStoredId(app, login, { lookup: 'lookup-before-suspend', put: 'put-app-removed' }, AIMS.suspend),
  )
  if (!done) return false
  yield* readUser(app, login, cause)
  unlink(login)
  return true
}

function unlink(login: Login): void {
  Object.assign(login, { linked: false, state: 'None' } satisfies Partial<Login>)
}
