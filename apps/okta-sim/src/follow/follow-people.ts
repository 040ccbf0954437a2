import { type Behaviour, type Directory, notSent, type Person, together } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { withMark } from '../app/free-names.ts'
import { unassignUser } from '../behaviours/deactivate.ts'
import { updateUser } from '../behaviours/push-profile.ts'
import { userSubject } from '../behaviours/subject.ts'
import { sameName } from '../findings/conflict.ts'
import { appUserName } from '../mapping/values.ts'
import type { Changed, DirectoryDiff } from './diff.ts'
import { orderRenames } from './order-renames.ts'

/** People who lost the app, and people deleted in Okta, who must be deactivated there first. */
export function* followLeavers(app: OktaApp, diff: DirectoryDiff, cause: string | undefined): Behaviour<void> {
  const assigned = (person: Person): boolean => userOf(app, person).status === 'assigned'
  const leaving = [
    ...diff.unassigned.map((person) => ({ person, why: 'Unassigned from the app' })),
    ...diff.deleted.filter(assigned).map((person) => ({ person, why: 'Deactivated in Okta' })),
  ]
  yield* together(
    leaving.map(({ person, why }) => unassignUser(app, person, cause ?? why)),
    app.knobs.parallelUsers,
  )
  for (const person of diff.deleted) {
    const reason = 'Okta never deletes a user in the target app'
    yield* notSent(userSubject(person), 'remove', reason, cause ?? 'Deleted in Okta')
  }
}

/** Pushes changed profiles: side by side, but logins that go from one person to another in turn. */
export function* followChanges(
  app: OktaApp,
  changed: readonly Changed<Person>[],
  before: Directory,
  cause: string | undefined,
): Behaviour<void> {
  const names = changed.map((item) => ({
    item,
    from: appUserName(app, item.before, before),
    to: appUserName(app, item.after),
  }))
  const interim = ({ from }: { readonly from: string }): string => withMark(from, 'interim')
  const plan = orderRenames(
    names.filter(({ from, to }) => from !== to),
    interim,
  )
  for (const { item, to } of plan.inTurn) {
    const { after } = item
    if (sameName(to, appUserName(app, after))) yield* updateUser(app, after, cause)
    else yield* updateUser(app, { ...after, userName: to }, 'Logins were swapped in Okta, where they are unique')
  }
  const done = new Set(plan.inTurn.map(({ item }) => item))
  const rest = changed.filter((item) => !done.has(item))
  yield* together(
    rest.map(({ after }) => updateUser(app, after, cause)),
    app.knobs.parallelUsers,
  )
}
