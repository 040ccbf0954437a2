import { type Behaviour, type DirectoryGroup, type Person, step, together } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { noteEarly } from '../behaviours/assign-early.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { pushGroup } from '../behaviours/group-push.ts'
import { groupSubject, userSubject } from '../behaviours/subject.ts'
import { connectApp } from '../behaviours/test-connector.ts'

/** Connects the app; where that fails, everything that hangs on it is recorded as skipped. */
export function* connectOrSkip(app: OktaApp): Behaviour<boolean> {
  if (yield* connectApp(app)) return true
  const reason = 'The app integration could not be saved'
  const skipped = function* () {
    return { outcome: 'skipped', reason } as const
  }
  noteEarly(app, app.context.directory.people)
  for (const person of app.context.directory.people) yield* step(userSubject(person), 'create', skipped)
  for (const group of app.context.directory.groups) yield* step(groupSubject(group), 'createGroup', skipped)
  return false
}

/** Assigns people side by side, each in their own order. */
export function* assignAll(app: OktaApp, people: readonly Person[], cause?: string): Behaviour<void> {
  yield* together(
    people.map((person) => assignUser(app, person, cause)),
    app.knobs.parallelUsers,
  )
}

/** Pushes groups one after the other; members must have their accounts by then. */
export function* pushGroups(app: OktaApp, groups: readonly DirectoryGroup[]): Behaviour<void> {
  yield* together(
    groups.map((group) => pushGroup(app, group)),
    1,
  )
}
