import type { Behaviour, Scenario } from '@scimulator/sim-kit'
import { OneLoginApp } from '../app/app.ts'
import type { Connector } from '../app/connector.ts'
import type { Login, OneLoginUser } from '../app/login.ts'
import { connectApp } from '../behaviours/connect-app.ts'
import { reactivateUser } from '../behaviours/reactivate-user.ts'
import { giveRole, takeRole } from '../behaviours/roles.ts'
import { suspendUser } from '../behaviours/suspend-user.ts'
import { syncEverybody, syncPerson } from '../behaviours/sync-person.ts'
import { changeUser } from '../behaviours/update-user.ts'
import { verifyEntitlements } from '../behaviours/verify-entitlements.ts'
import { expectedState } from './expected.ts'

/** What `npm start` plays: everybody the first time, afterwards what changed since; nothing is ever removed. */
export function demoOf(connector: Connector): Scenario {
  return {
    id: 'demo',
    summary: 'First a sync of everybody; when there are logins already, a few changes as events bring them.',
    *play(context) {
      const app = new OneLoginApp(context, connector)
      if (isNew(app)) yield* playFirstSync(app, app.groupNames())
      else yield* playChanges(app)
      return expectedState(app)
    },
  }
}

/** Whether the app waits for Enable, or nobody has it yet. One that an admin has Disabled is left so. */
function isNew({ saved: { console, logins } }: OneLoginApp): boolean {
  return console.apiStatus === null || (console.apiStatus === 'Enabled' && !logins.some(({ linked }) => linked))
}

function* playFirstSync(app: OneLoginApp, roles: readonly string[]): Behaviour<void> {
  if (!(yield* connectApp(app, roles))) return
  yield* syncEverybody(app)
  const active = app.people.filter((person) => person.active)
  // A directory where nobody is suspended would show no inactive account.
  const leaving = active.length === app.people.length && active.length > 2 ? active.slice(-2) : []
  for (const person of leaving) yield* suspendUser(app, app.loginOf(person))
  yield* verifyEntitlements(app)
}

/** Events since the last run: new people, one profile change, one change of status, one of roles. */
function* playChanges(app: OneLoginApp): Behaviour<void> {
  const { demo: memory, logins } = app.saved
  for (const person of app.people) {
    if (app.findLogin(person.id) === undefined) yield* syncPerson(app, person)
  }
  const here = logins.filter(({ account, linked }) => linked && account === 'active')
  const edited = here[(memory.syncs * 7 + 2) % Math.max(here.length, 1)]
  if (edited) yield* changeUser(app, edited, promoted(edited.user), 'title changed')
  yield* toggleStatus(app, here)
  yield* toggleRole(app, here)
  memory.syncs += 1
  yield* verifyEntitlements(app)
}

function* toggleStatus(app: OneLoginApp, here: readonly Login[]): Behaviour<void> {
  const { demo: memory } = app.saved
  const suspended = memory.suspended === null ? undefined : app.findLogin(memory.suspended)
  const leaving = here[(memory.syncs * 5 + 4) % Math.max(here.length, 1)]
  if (suspended?.account === 'inactive') {
    yield* reactivateUser(app, suspended)
    memory.suspended = null
  } else if (leaving && here.length > 1) {
    yield* suspendUser(app, leaving)
    memory.suspended = leaving.user.id
  }
}

function* toggleRole(app: OneLoginApp, here: readonly Login[]): Behaviour<void> {
  const { demo: memory, entitlements } = app.saved
  const moved = memory.movedPerson === null ? undefined : app.findLogin(memory.movedPerson)
  if (moved?.linked && memory.movedRole !== null) {
    yield* takeRole(app, moved, memory.movedRole)
    Object.assign(memory, { movedPerson: null, movedRole: null })
    return
  }
  const mapped = entitlements.filter(({ role }) => role === 'mapped')
  const candidates = here.filter(({ account }) => account === 'active')
  for (const login of candidates) {
    const role = mapped.find(({ name }) => !login.roles.includes(name))
    if (role === undefined) continue
    yield* giveRole(app, login, role.name)
    Object.assign(memory, { movedPerson: login.user.id, movedRole: role.name })
    return
  }
}

function promoted(user: OneLoginUser): OneLoginUser {
  const title = user.title?.startsWith('Senior ')
    ? user.title.slice('Senior '.length)
    : `Senior ${user.title ?? 'Engineer'}`
  return { ...user, title }
}
