import type { Behaviour, StepResult } from '@scimulator/sim-kit'
import { step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { mapMissing } from './create-entitlement.ts'
import { patchMember } from './patch-member.ts'

/** What went before the memberships in the same task. */
export interface UserWrite {
  /** Whether the user write succeeded: without it no PATCH is sent. */
  readonly written: boolean
  /** Whether the login is new: then every role counts as not yet set. */
  readonly newLogin: boolean
}

/** The group part of a task: one PATCH per group, one member each, right after the user write (captured). */
export function* setMemberships(app: OneLoginApp, login: Login, user: UserWrite, cause?: string): Behaviour<void> {
  if (!app.setup.sendsGroups) return
  if (user.written) yield* mapMissing(app, wantedGroups(app, login))
  const all = user.newLogin || app.knob('membership-patches') === 'all'
  const wanted = wantedGroups(app, login)
  const adds = wanted.filter((group) => all || !login.groups.includes(group))
  const removes = login.groups.filter((group) => !wanted.includes(group) && hasRole(app, group))
  for (const group of adds) yield* membershipStep(app, login, 'add', group, user.written, cause)
  for (const group of removes) yield* membershipStep(app, login, 'remove', group, user.written, cause)
}

/** The groups the rules give a login, by the app's spelling. */
export function wantedGroups(app: OneLoginApp, login: Login): string[] {
  return [...new Set(app.groupsFor(login.user, login.roles).map((name) => app.groupName(name)))]
}

/** Whether a task would change memberships. */
export function membershipsDiffer(app: OneLoginApp, login: Login): boolean {
  if (!app.setup.sendsGroups) return false
  const wanted = wantedGroups(app, login)
  const lacks = wanted.some((group) => !login.groups.includes(group))
  return lacks || login.groups.some((group) => !wanted.includes(group) && hasRole(app, group))
}

/** A group whose role was renamed or deleted is left alone, members included (another vendor's account of it). */
function hasRole(app: OneLoginApp, group: string): boolean {
  return app.findEntitlement(group)?.role !== 'gone'
}

function* membershipStep(
  app: OneLoginApp,
  login: Login,
  op: 'add' | 'remove',
  group: string,
  written: boolean,
  cause?: string,
): Behaviour<void> {
  const entitlement = app.findEntitlement(group)
  const person = app.userNameOf(login.user)
  yield* step(
    { kind: 'group', name: group },
    op === 'add' ? 'addMembers' : 'removeMembers',
    function* (): Behaviour<StepResult> {
      if (!written) return { outcome: 'skipped', reason: `The account of ${person} was not written` }
      if (entitlement === undefined) return { outcome: 'skipped', reason: 'The app has no group of this name' }
      return yield* patchMember(app, login, op, entitlement)
    },
    cause === undefined ? person : `${person}: ${cause}`,
  )
}
