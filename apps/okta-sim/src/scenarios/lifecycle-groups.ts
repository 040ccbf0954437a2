import { type Behaviour, type DirectoryGroup, type LifecyclePlan, withMember, withoutMember } from '@scimulator/sim-kit'
import { mappingOf, type OktaApp } from '../app/app.ts'
import { eligibleMembers } from '../behaviours/group-members.ts'
import { pushGroup, pushNow, unlinkGroup, updateGroup, verifyGroup } from '../behaviours/group-push.ts'

/** The changes of pushed groups: who joins and leaves, names, Push Now, unlinking. */
export function* playGroups(app: OktaApp, plan: LifecyclePlan): Behaviour<void> {
  const changed = yield* changeMembers(app, plan)
  const groups = app.context.directory.groups.map((group) => (group.id === changed?.id ? changed : group))
  if (changed) yield* leaveAndReturn(app, changed)
  if (plan.rename) yield* rename(app, groups, plan.rename.group.id, plan.rename.displayName)
  // What overwrites or deletes is played on a group Okta made itself: a linked one has members of its own.
  const own = groups.findLast((group) => mappingOf(app, group)?.origin === 'created')
  if (own) yield* overwriteAndUnlink(app, own)
}

function* changeMembers(app: OktaApp, plan: LifecyclePlan): Behaviour<DirectoryGroup | undefined> {
  if (plan.group === undefined) return undefined
  const { add, remove } = plan.group
  let { group } = plan.group
  if (add) group = withMember(group, add.id)
  if (remove) group = withoutMember(group, remove.id)
  yield* pushChange(app, group, 'Members joined and left the Okta group')
  return group
}

function* leaveAndReturn(app: OktaApp, group: DirectoryGroup): Behaviour<void> {
  const [member] = eligibleMembers(app, group)
  if (member === undefined) return
  yield* pushChange(app, withoutMember(group, member.person), 'A member left the Okta group')
  yield* pushChange(app, group, 'The member joined the Okta group again')
  yield* verifyGroup(app, group, 'Does the pushed group still exist?')
}

function* rename(app: OktaApp, groups: readonly DirectoryGroup[], id: string, displayName: string): Behaviour<void> {
  const group = groups.find((candidate) => candidate.id === id)
  if (group === undefined) return
  yield* pushChange(app, { ...group, displayName }, 'The Okta group was renamed')
  yield* pushChange(app, group, 'The Okta group got its old name back')
}

function* overwriteAndUnlink(app: OktaApp, group: DirectoryGroup): Behaviour<void> {
  yield* pushNow(app, { ...group, members: [] }, 'Everybody left the Okta group; Push now')
  yield* pushNow(app, group, 'Everybody is back in the Okta group; Push now')
  yield* unlinkGroup(app, group, true, 'Unlink pushed group: delete the group in the target app')
  yield* pushGroup(app, group, false, 'Pushed by name again, "Push group memberships immediately" not ticked')
  yield* pushNow(app, group, 'Push now, after the group was pushed without memberships')
}

function* pushChange(app: OktaApp, group: DirectoryGroup, cause: string): Behaviour<void> {
  const mapping = mappingOf(app, group)
  if (mapping) yield* updateGroup(app, group, mapping, cause)
}
