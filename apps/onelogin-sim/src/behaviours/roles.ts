import { type Behaviour, notSent, together } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { eventText } from '../messages/events.ts'
import { mapRole } from './create-entitlement.ts'
import { updateUser } from './update-user.ts'

/** Why a renamed role does not rename its group. */
export const NEW_NAME_NEW_GROUP =
  'A group is known by its displayName: the new name is a new group, the old one stays with its members'
/** Why a deleted role does not delete its group. */
export const KEPT_GROUP = 'OneLogin never deletes a group: it stays at the app with its members'

/** The person gets a role: an update task that adds them to its group. */
export function* giveRole(app: OneLoginApp, login: Login, role: string): Behaviour<void> {
  if (!login.roles.includes(role)) login.roles.push(role)
  yield* updateUser(app, login, `role ${role} given (${eventText(4)})`)
}

/** The person loses a role: an update task that takes them out of its group. */
export function* takeRole(app: OneLoginApp, login: Login, role: string): Behaviour<void> {
  login.roles = login.roles.filter((name) => name !== role)
  yield* updateUser(app, login, `role ${role} taken away`)
}

/**
 * A role gets a new name: a group is known by its displayName, so the rule makes a new group and puts everybody into
 * it. The old group stays at the app with its members (inferred; a guide says to remove people first).
 */
export function* renameRole(app: OneLoginApp, role: string, to: string): Behaviour<void> {
  const cause = `role ${role} renamed to ${to}`
  yield* notSent({ kind: 'group', name: role }, 'renameGroup', NEW_NAME_NEW_GROUP, cause)
  abandonGroup(app, role)
  for (const group of app.setup.groupsOfRoles([to])) yield* mapRole(app, group, 'post-group-renamed-role', cause)
  const holders = app.saved.logins.filter((login) => login.roles.includes(role))
  for (const login of holders) login.roles = login.roles.map((name) => (name === role ? to : name))
  const lanes = holders.filter(({ linked }) => linked).map((login) => updateUser(app, login, cause))
  yield* together(lanes, Number(app.knob('tasks-at-once')))
}

/** A role is deleted: its group stays at the app, members included. */
export function* deleteRole(app: OneLoginApp, role: string): Behaviour<void> {
  yield* notSent({ kind: 'group', name: role }, 'removeGroup', KEPT_GROUP, `role ${role} deleted`)
  abandonGroup(app, role)
  for (const login of app.saved.logins) login.roles = login.roles.filter((name) => name !== role)
}

/** A role is no more: its group is left alone from now on. */
export function abandonGroup(app: OneLoginApp, role: string): void {
  for (const group of app.setup.groupsOfRoles([role])) {
    const entitlement = app.findEntitlement(group)
    if (entitlement !== undefined) entitlement.role = 'gone'
  }
}
