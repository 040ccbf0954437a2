import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, type Directory, type DirectoryChange, type Person, together } from '@scimulator/sim-kit'
import { expectedOf, type OktaApp, resetApp, userOf } from '../app/app.ts'
import { hasTask } from '../app/tasks.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { importNow } from '../behaviours/import.ts'
import { mapProfile } from '../mapping/values.ts'
import { assignAll, connectOrSkip, pushGroups } from '../scenarios/provision.ts'
import { type DirectoryDiff, diffDirectories } from './diff.ts'
import { followGroups, unlinkGone } from './follow-groups.ts'
import { followChanges, followLeavers } from './follow-people.ts'
import { importWhenDue } from './schedule.ts'
import { skipChanges } from './skip-changes.ts'

/**
 * What Okta does when its directory has changed, or only time has passed: jobs for people at once, groups after them,
 * then the import where its schedule is due. Failed tasks wait for an admin and are left alone.
 */
export function* followDirectory(app: OktaApp, change: DirectoryChange): Behaviour<Expected> {
  const { before, after, cause } = change
  if (before === undefined) yield* startApp(app, cause)
  else {
    const diff = diffDirectories(before, after, (old, now) => {
      const [was, is] = [mapProfile(app, old, 'update', before), mapProfile(app, now, 'update', after)]
      return JSON.stringify(was) === JSON.stringify(is)
    })
    if (app.data.connection === 'refused') yield* skipChanges(app, diff)
    else yield* followDiff(app, before, diff, cause)
  }
  if (app.data.connection !== 'refused') yield* importWhenDue(app)
  return expectedOf(app)
}

/** A newly added app: connection, import, everybody assigned, every group pushed. */
function* startApp(app: OktaApp, cause: string | undefined): Behaviour<void> {
  const { people, groups } = app.context.directory
  resetApp(app)
  if (!(yield* connectOrSkip(app))) return
  yield* importNow(app, 'Import Now, before anybody is assigned')
  yield* assignAll(app, people, cause)
  yield* pushGroups(app, groups)
}

/** Leavers first: their logins may go to newcomers. Memberships last: members need their accounts. */
function* followDiff(app: OktaApp, before: Directory, diff: DirectoryDiff, cause: string | undefined): Behaviour<void> {
  yield* followLeavers(app, diff, cause)
  yield* unlinkGone(app, diff.groupsGone, cause)
  yield* followChanges(app, diff.changed, before, cause)
  yield* together(
    [...diff.joined, ...missed(app, diff)].map((person) =>
      assignUser(app, person, cause ?? causeOfJoining(app, person)),
    ),
    app.knobs.parallelUsers,
  )
  yield* followGroups(app, diff, cause)
}

function causeOfJoining(app: OktaApp, person: Person): string {
  return userOf(app, person).formerId === null ? 'Assigned to the app' : 'Assigned again'
}

/** Active people Okta was never told of: the directory was filled before this app knew it. */
function missed(app: OktaApp, diff: DirectoryDiff): Person[] {
  const joined = new Set(diff.joined)
  return app.context.directory.people.filter((person) => {
    const user = app.data.users[person.id]
    const untried = person.active && !joined.has(person) && (user === undefined || user.pending === 'early')
    return untried && !hasTask(app, 'provision', person.id)
  })
}
