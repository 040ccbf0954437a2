import { type Behaviour, type Directory, notSent } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { mapRole } from '../behaviours/create-entitlement.ts'
import { refreshEntitlements } from '../behaviours/refresh-entitlements.ts'
import { abandonGroup, KEPT_GROUP, NEW_NAME_NEW_GROUP } from '../behaviours/roles.ts'
import { holdsTasksBack } from '../behaviours/task.ts'
import { roleChanges } from './changes.ts'

/** Roles that have come, gone or changed their name: a group is known by its name, is never renamed and never deleted. */
export function* changeRoleNames(app: OneLoginApp, before: Directory, after: Directory): Behaviour<void> {
  const { renamed, deleted } = roleChanges(before, after)
  for (const { from, to } of renamed) {
    yield* notSent({ kind: 'group', name: from }, 'renameGroup', NEW_NAME_NEW_GROUP, `role ${from} renamed to ${to}`)
    abandonGroup(app, from)
  }
  for (const role of deleted) {
    yield* notSent({ kind: 'group', name: role }, 'removeGroup', KEPT_GROUP, `role ${role} deleted`)
    abandonGroup(app, role)
  }
  const missing = app.groupNames().filter((name) => app.findEntitlement(name)?.role !== 'mapped')
  const known = new Set(before.groups.map(({ displayName }) => displayName))
  const fresh = missing.filter((name) => !known.has(name))
  if (fresh.length === 0 || holdsTasksBack(app)) return
  yield* refreshEntitlements(app)
  const names = new Map(renamed.map(({ from, to }) => [to, from]))
  for (const name of fresh) {
    const from = names.get(name)
    if (from === undefined) yield* mapRole(app, name)
    else yield* mapRole(app, name, 'post-group-renamed-role', `role ${from} renamed to ${name}`)
  }
}
