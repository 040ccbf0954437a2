import { type Behaviour, type DirectoryGroup, type LifecyclePlan, withMember, withoutMember } from '@scimulator/sim-kit'
import { mappingOf, type OktaApp } from '../app/app.ts'
import { firstFree } from '../app/free-names.ts'
import { eligibleMembers } from '../behaviours/group-members.ts'
import { updateGroup, verifyGroup } from '../behaviours/group-push.ts'

/** The changes of the directory's groups: who joins and leaves, names. */
export function* playGroups(app: OktaApp, plan: LifecyclePlan): Behaviour<void> {
  const changed = yield* changeMembers(app, plan)
  const groups = app.context.directory.groups.map((group) => (group.id === changed?.id ? changed : group))
  if (changed) yield* leaveAndReturn(app, changed)
  if (plan.rename) yield* rename(app, groups, plan.rename.group.id)
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

/** Gives a group a name nobody has, and its old one again. */
function* rename(app: OktaApp, groups: readonly DirectoryGroup[], id: string): Behaviour<void> {
  const group = groups.find((candidate) => candidate.id === id)
  if (group === undefined) return
  const renamed = (number: number) => `${group.displayName} (renamed${number === 1 ? '' : ` ${number}`})`
  const { name: displayName } = firstFree(app, 'displayName', renamed)
  yield* pushChange(app, { ...group, displayName }, 'The Okta group was renamed')
  yield* pushChange(app, group, 'The Okta group got its old name back')
}

function* pushChange(app: OktaApp, group: DirectoryGroup, cause: string): Behaviour<void> {
  const mapping = mappingOf(app, group)
  if (mapping) yield* updateGroup(app, group, mapping, cause)
}
