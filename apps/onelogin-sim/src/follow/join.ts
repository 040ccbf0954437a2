import type { Behaviour, Person } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { mapRoles } from '../behaviours/connect-app.ts'
import { provisionUser } from '../behaviours/provision-user.ts'
import { reactivateUser } from '../behaviours/reactivate-user.ts'
import { holdsTasksBack, stateOf, whyClosed } from '../behaviours/task.ts'
import { changeUser, updateUser } from '../behaviours/update-user.ts'

/**
 * Gives somebody the app, or brings them back: who was suspended is linked still and is reactivated, everybody else
 * meets a task Create user, whose look-up finds the account there may be.
 */
export function* giveAppTo(app: OneLoginApp, person: Person, cause: string): Behaviour<void> {
  const login = app.loginOf(person)
  const wasSuspended = !login.user.active || login.account === 'inactive'
  const before = login.user
  login.user = { ...person }
  login.roles = [...app.directoryRoles(person.id)]
  takeBackRemoval(app, login)
  if (!login.linked) yield* provisionUser(app, login, cause)
  else if (wasSuspended) yield* reactivateUser(app, login, cause)
  else {
    login.user = before
    yield* changeUser(app, login, { ...person }, cause)
  }
}

/** A removal that failed or still waits is no longer wanted. */
function takeBackRemoval(app: OneLoginApp, login: Login): void {
  login.hasApp = true
  app.tasks.drop(login.user.id, 'remove')
  if (login.lastTask === 'remove' || login.state === 'Pending') login.state = stateOf(app, login)
}

/**
 * Gives one person the app by itself, as an admin does it for a login or a role: the groups the rules name are created
 * first. `always` makes an update task also where nothing has changed.
 */
export function* assignTo(app: OneLoginApp, person: Person, cause: string, always = false): Behaviour<void> {
  const roles = app.directoryRoles(person.id)
  const missing = app
    .groupsFor(person, roles)
    .filter((name) => app.setup.mayCreate(name) && app.findEntitlement(name)?.role !== 'mapped')
  if (missing.length > 0 && whyClosed(app) === undefined && !holdsTasksBack(app)) yield* mapRoles(app, missing)
  const login = app.findLogin(person.id)
  if (always && login?.linked && login.user.active) {
    login.user = { ...person }
    login.roles = [...roles]
    yield* updateUser(app, login, cause)
  } else yield* giveAppTo(app, person, cause)
}
