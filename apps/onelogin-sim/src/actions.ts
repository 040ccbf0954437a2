import type { Behaviour, ProfileActions } from '@scimulator/sim-kit'
import { OneLoginApp } from './app/app.ts'
import type { Login, OneLoginUser } from './app/login.ts'
import { connectApp, mapRoles } from './behaviours/connect-app.ts'
import { provisionUser } from './behaviours/provision-user.ts'
import { reactivateUser } from './behaviours/reactivate-user.ts'
import { removeApp } from './behaviours/remove-app.ts'
import { suspendUser } from './behaviours/suspend-user.ts'
import { changeUser, updateUser } from './behaviours/update-user.ts'

/** Single actions of OneLogin's admin. */
export const actions: ProfileActions = {
  connect: (context) => connectApp(new OneLoginApp(context), []),

  *assign(person, context) {
    const app = new OneLoginApp(context)
    const login = app.loginOf(person)
    login.user = { ...person }
    login.roles = [...app.directoryRoles(person.id)]
    yield* mapMissing(app, login.roles)
    const written = login.linked
      ? yield* updateUser(app, login, 'app given')
      : (yield* provisionUser(app, login, 'app given')) !== 'notWritten'
    if (written && person.active && login.account === 'inactive') yield* reactivateUser(app, login)
  },

  *unassign(person, context) {
    const app = new OneLoginApp(context)
    yield* removeApp(app, app.loginOf(person), 'app removed')
  },

  *edit(person, context) {
    const app = new OneLoginApp(context)
    const login = app.loginOf(person)
    if (!sameProfile(login.user, person)) {
      yield* changeUser(app, login, { ...person, active: login.user.active }, 'profile changed')
    }
    if (login.user.active === person.active) return
    if (person.active) yield* reactivateUser(app, login)
    else yield* suspendUser(app, login)
  },

  *pushGroup(group, context) {
    const app = new OneLoginApp(context)
    yield* mapMissing(app, [group.displayName])
    const members = new Set(group.members)
    for (const login of app.saved.logins) {
      const changed = setRole(login, group.displayName, members.has(login.user.id))
      if (changed && login.linked) yield* updateUser(app, login, `role ${group.displayName} changed`)
    }
  },
}

function* mapMissing(app: OneLoginApp, roles: readonly string[]): Behaviour<void> {
  const missing = roles.filter((role) => app.findEntitlement(role)?.role !== 'mapped')
  if (missing.length > 0) yield* mapRoles(app, missing)
}

function setRole(login: Login, role: string, has: boolean): boolean {
  if (login.roles.includes(role) === has) return false
  login.roles = has ? [...login.roles, role] : login.roles.filter((name) => name !== role)
  return true
}

function sameProfile(before: OneLoginUser, after: OneLoginUser): boolean {
  const keys = ['userName', 'givenName', 'familyName', 'email', 'title', 'department', 'manager'] as const
  return keys.every((key) => before[key] === after[key])
}
