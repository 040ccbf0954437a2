import type { Behaviour, DirectoryGroup, Person } from '@scimulator/sim-kit'
import { mappingOf, type OktaApp, userOf } from '../app/app.ts'
import { firstFree } from '../app/free-names.ts'
import { pushGroup, pushNow, unlinkGroup, verifyGroup } from '../behaviours/group-push.ts'

/** Names tried for the new group. */
const ATTEMPTS = 3
/** Directory people in it besides the newcomers. */
const COLLEAGUES = 2

/**
 * A new Okta group under a name no group has, gone at the end. What overwrites or deletes is played on this one: a
 * group Okta linked has members of its own.
 */
export function* playProjectGroup(app: OktaApp, newcomers: readonly Person[]): Behaviour<void> {
  const group = yield* pushNewGroup(app, newcomers)
  if (group === undefined) return
  yield* pushNow(app, { ...group, members: [] }, 'Everybody left the Okta group; Push now')
  yield* verifyGroup(app, { ...group, members: [] }, 'Does the pushed group still exist?')
  yield* pushNow(app, group, 'Everybody is back in the Okta group; Push now')
  yield* unlinkGroup(app, group, true, 'Unlink pushed group: delete the group in the target app')
  yield* pushGroup(app, group, false, 'Pushed by name again, "Push group memberships immediately" not ticked')
  yield* pushNow(app, group, 'Push now, after the group was pushed without memberships')
  yield* verifyGroup(app, group, 'Does the pushed group still exist?')
  yield* unlinkGroup(app, group, true, 'The project is over: unlink and delete the group in the target app')
}

/** The group Okta made; undefined where it could not make one. One the look-up finds is left where it is. */
function* pushNewGroup(app: OktaApp, newcomers: readonly Person[]): Behaviour<DirectoryGroup | undefined> {
  const [model] = app.context.directory.groups
  if (model === undefined) return undefined
  const colleagues = app.context.directory.people.filter((person) => userOf(app, person).status === 'assigned')
  const members = [...newcomers, ...colleagues.slice(0, COLLEAGUES)].map(({ id }) => id)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { name } = firstFree(app, 'displayName', (number) => `${model.displayName} project ${number}`)
    const group = { id: name.toLowerCase(), displayName: name, members }
    yield* pushGroup(app, group, true, 'A new Okta group, pushed by name')
    const mapping = mappingOf(app, group)
    if (mapping === undefined || mapping.origin === 'created') return group
    yield* unlinkGroup(app, group, false, 'The group is somebody else’s: unlinked and left there')
  }
  return undefined
}
