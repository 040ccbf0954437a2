import type { ProfileActions } from '@scimulator/sim-kit'
import { OneLoginApp } from './app/app.ts'
import type { Connector } from './app/connector.ts'
import type { Login, OneLoginUser } from './app/login.ts'
import { connectApp, mapRoles } from './behaviours/connect-app.ts'

import { reactivateUser } from './behaviours/reactivate-user.ts'
import { removeApp } from './behaviours/remove-app.ts'
import { suspendUser } from './behaviours/suspend-user.ts'
import { holdsTasksBack } from './behaviours/task.ts'
import { changeUser, updateUser } from './behaviours/update-user.ts'
import { assignTo } from './follow/join.ts'

/** Single actions of OneLogin's admin, on an app of this connector. */
export function actionsOf(connector: Connector): ProfileActions {
  return {
    connect: (context) => connectApp(new OneLoginApp(context, connector), []),

    assign: (person, context) => assignTo(new OneLoginApp(context, connector), person, 'app given'),

    *unassign(person, context) {
      const app = new OneLoginApp(context, connector)
      yield* removeApp(app, app.loginOf(person), 'app removed')
    },

    *edit(person, context) {
      const app = new OneLoginApp(context, connector)
      const login = app.loginOf(person)
      if (!sameProfile(login.user, person)) {
        yield* changeUser(app, login, { ...person, active: login.user.active }, 'profile changed')
      }
      if (login.user.active === person.active) return
      if (person.active) yield* reactivateUser(app, login)
      else yield* suspendUser(app, login)
    },

    *pushGroup(group, context) {
      const app = new OneLoginApp(context, connector)
      const names = app.setup.groupsOfRoles([group.displayName])
      const missing = names.filter((name) => app.findEntitlement(name)?.role !== 'mapped')
      if (missing.length > 0 && !holdsTasksBack(app)) yield* mapRoles(app, missing)
      const members = new Set(group.members)
      for (const login of app.saved.logins) {
        const changed = setRole(login, group.displayName, members.has(login.user.id))
        if (changed && login.linked) yield* updateUser(app, login, `role ${group.displayName} changed`)
      }
    },
  }
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
