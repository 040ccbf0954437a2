import { type Behaviour, type DirectoryGroup, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { hasTask } from '../app/tasks.ts'
import { pushMembership } from '../behaviours/group-members.ts'
import { pushGroup, renameGroup, unlinkGroup } from '../behaviours/group-push.ts'
import { groupSubject } from '../behaviours/subject.ts'
import { sameName } from '../findings/conflict.ts'
import type { Changed, DirectoryDiff } from './diff.ts'
import { orderRenames } from './order-renames.ts'

/** Groups that are pushed no longer. */
export function* unlinkGone(
  app: OktaApp,
  groups: readonly DirectoryGroup[],
  cause: string | undefined,
): Behaviour<void> {
  for (const group of groups) {
    if (app.data.groups[group.id] !== undefined) yield* unlinkGroup(app, group, app.knobs.deleteUnlinkedGroups, cause)
    else yield* step(groupSubject(group), 'removeGroup', notPushed, cause)
  }
}

/** Names first, in an order in which each is free; then who joined and left; then new groups. */
export function* followGroups(app: OktaApp, diff: DirectoryDiff, cause: string | undefined): Behaviour<void> {
  yield* followNames(app, diff.groupsChanged, cause)
  for (const { after } of diff.groupsChanged) yield* followMembers(app, after, cause ?? 'The Okta group changed')
  for (const group of [...diff.groupsNew, ...missed(app, diff)]) {
    yield* pushGroup(app, group, app.knobs.pushMembersImmediately, cause)
  }
}

function* followNames(
  app: OktaApp,
  changed: readonly Changed<DirectoryGroup>[],
  cause: string | undefined,
): Behaviour<void> {
  const renamed = changed.filter(({ before, after }) => before.displayName !== after.displayName)
  const plan = orderRenames(
    renamed.map((item) => ({ item, from: item.before.displayName, to: item.after.displayName })),
    ({ from }) => `${from} (interim)`,
  )
  for (const { item, to } of [...plan.inTurn, ...plan.independent]) {
    const mapping = app.data.groups[item.after.id]
    if (mapping?.status !== 'active') continue
    const why = sameName(to, item.after.displayName) ? cause : 'Group names were swapped in Okta, where they are unique'
    yield* renameGroup(app, { ...item.after, displayName: to }, mapping, why ?? 'The Okta group was renamed')
  }
}

function* followMembers(app: OktaApp, group: DirectoryGroup, cause: string): Behaviour<void> {
  const mapping = app.data.groups[group.id]
  if (mapping?.status === 'active') yield* pushMembership(app, group, mapping, cause)
  else if (mapping?.status === 'inactive') {
    yield* notSent(groupSubject(group), 'updateGroup', 'Group push is deactivated for this group', cause)
  } else yield* step(groupSubject(group), 'updateGroup', notPushed, cause)
}

/** Groups this app was never told of. */
function missed(app: OktaApp, diff: DirectoryDiff): DirectoryGroup[] {
  const told = new Set([...diff.groupsNew, ...diff.groupsChanged.map(({ after }) => after)])
  return app.context.directory.groups.filter((group) => {
    return !told.has(group) && app.data.groups[group.id] === undefined && !hasTask(app, 'groupPush', group.id)
  })
}

function* notPushed(): Behaviour<StepResult> {
  return { outcome: 'skipped', reason: 'The group is not pushed: creating or linking it failed before' }
}
