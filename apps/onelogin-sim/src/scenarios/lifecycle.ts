import type { Behaviour, Directory, Scenario } from '@scimulator/sim-kit'
import { OneLoginApp } from '../app/app.ts'
import type { Connector } from '../app/connector.ts'
import type { Login, OneLoginUser } from '../app/login.ts'
import { connectApp } from '../behaviours/connect-app.ts'
import { provisionUser } from '../behaviours/provision-user.ts'
import { reactivateUser } from '../behaviours/reactivate-user.ts'
import { removeApp } from '../behaviours/remove-app.ts'
import { deleteRole, giveRole, renameRole, takeRole } from '../behaviours/roles.ts'
import { lockUser, suspendUser } from '../behaviours/suspend-user.ts'
import { syncEverybody } from '../behaviours/sync-person.ts'
import { changeUser } from '../behaviours/update-user.ts'
import { verifyEntitlements } from '../behaviours/verify-entitlements.ts'
import { type Cast, castLifecycle } from './cast.ts'
import { expectedState } from './expected.ts'
import { firstFree } from './first-free.ts'
import { welcomeNewcomers } from './newcomers.ts'
import { withOtherLogin } from './other-login.ts'

type Rename = NonNullable<Cast['plan']['rename']>

const REMOVED = 'app removed'
const GIVEN_AGAIN = 'app given again'

/**
 * Everything the profile can send. The admin moves the first drop-down as the story goes on: Suspend, Do Nothing,
 * and Delete once, for a person who then gets the app again, so that nobody is missing at the end.
 */
export function lifecycleOf(connector: Connector): Scenario {
  return {
    id: 'lifecycle',
    summary: 'Connect, create, link, update, suspend, reactivate, remove and give again, roles: every kind of request.',
    *play(context) {
      const app = new OneLoginApp(context, connector)
      const { directory } = context
      if (yield* connectApp(app, app.groupNames())) {
        const cast = castLifecycle(directory)
        yield* syncEverybody(app)
        const number = yield* welcomeNewcomers(app, directory)
        yield* changeProfiles(app, cast, directory)
        yield* changeLogin(app, cast.userNameChanged, number)
        yield* changeStatus(app, cast)
        yield* removeAndGiveAgain(app, cast)
        yield* changeRoles(app, cast)
        yield* verifyEntitlements(app)
      }
      return expectedState(app)
    },
  }
}

function* changeProfiles(app: OneLoginApp, cast: Cast, directory: Directory): Behaviour<void> {
  const { update } = cast.plan
  if (update) yield* change(app, update.before, () => update.after, 'title and name changed')
  yield* change(app, cast.titleCleared, ({ title: _cleared, ...user }) => user, 'title cleared')
  yield* change(
    app,
    cast.nameUntrimmed,
    (user) => ({ ...user, familyName: ` ${user.familyName.trim()}` }),
    'name retyped',
  )
  yield* change(app, cast.managerChanged, (user) => withOtherManager(user, directory), 'manager changed')
}

/**
 * A person's login changes. A number that nobody had joined under before is one that no earlier run gave to a login
 * either; should the name be taken all the same, the app says so.
 */
function* changeLogin(app: OneLoginApp, person: OneLoginUser | undefined, from: number): Behaviour<void> {
  if (person === undefined) return
  const userAt = (number: number): OneLoginUser =>
    withOtherLogin(app, app.loginOf(person).user, `.new${number === 1 ? '' : number}`)
  const number = firstFree(
    (candidate) => app.userNameOf(userAt(candidate)),
    (userName) => app.knowsUserName(userName),
    from,
  )
  if (number !== undefined) yield* change(app, person, () => userAt(number), 'userName changed')
}

function* changeStatus(app: OneLoginApp, cast: Cast): Behaviour<void> {
  for (const person of cast.plan.deactivate) yield* suspendUser(app, app.loginOf(person))
  if (cast.plan.reactivate) yield* reactivateUser(app, app.loginOf(cast.plan.reactivate))
  if (cast.suspendedInVain) {
    const { whenSuspended } = app.settings
    app.settings.whenSuspended = 'Do Nothing'
    yield* suspendUser(app, app.loginOf(cast.suspendedInVain))
    app.settings.whenSuspended = whenSuspended
  }
  if (cast.locked) yield* lockUser(app, app.loginOf(cast.locked))
}

function* removeAndGiveAgain(app: OneLoginApp, cast: Cast): Behaviour<void> {
  const { whenAppRemoved } = app.settings
  app.settings.whenAppRemoved = 'Suspend'
  if (cast.appGivenAgain) yield* takeAndGiveBack(app, app.loginOf(cast.appGivenAgain))
  if (cast.appStaysAway) yield* removeApp(app, app.loginOf(cast.appStaysAway), REMOVED)
  app.settings.whenAppRemoved = 'Do Nothing'
  for (const person of cast.plan.link) yield* takeAndGiveBack(app, app.loginOf(person))
  app.settings.whenAppRemoved = 'Delete'
  if (cast.deleted) yield* takeAndGiveBack(app, app.loginOf(cast.deleted))
  app.settings.whenAppRemoved = whenAppRemoved
}

function* takeAndGiveBack(app: OneLoginApp, login: Login): Behaviour<void> {
  if (yield* removeApp(app, login, REMOVED)) yield* provisionUser(app, login, GIVEN_AGAIN)
}

function* changeRoles(app: OneLoginApp, { plan, roleDeleted }: Cast): Behaviour<void> {
  if (plan.group) {
    const { add, group, remove } = plan.group
    if (add) yield* giveRole(app, app.loginOf(add), group.displayName)
    if (remove) yield* takeRole(app, app.loginOf(remove), group.displayName)
  }
  if (plan.rename) yield* renameToFreeName(app, plan.rename)
  if (roleDeleted !== undefined) yield* deleteRole(app, roleDeleted)
}

function* renameToFreeName(app: OneLoginApp, { group, displayName }: Rename): Behaviour<void> {
  const nameAt = (number: number): string => (number === 1 ? displayName : `${displayName} ${number}`)
  const number = firstFree(nameAt, (name) => app.knowsRole(name))
  if (number !== undefined) yield* renameRole(app, group.displayName, nameAt(number))
}

function* change(
  app: OneLoginApp,
  person: OneLoginUser | undefined,
  edit: (user: OneLoginUser) => OneLoginUser,
  cause: string,
): Behaviour<void> {
  if (person === undefined) return
  const login = app.loginOf(person)
  yield* changeUser(app, login, edit(login.user), cause)
}

function withOtherManager(user: OneLoginUser, { people }: Directory): OneLoginUser {
  const manager = people.find(({ id }) => id !== user.id && id !== user.manager)
  return manager === undefined ? user : { ...user, manager: manager.id }
}
