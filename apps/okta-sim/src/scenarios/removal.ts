import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, notSent, together } from '@scimulator/sim-kit'
import { expectedOf, mappingOf, type OktaApp, userOf } from '../app/app.ts'
import { unassignUser } from '../behaviours/deactivate.ts'
import { unlinkGroup } from '../behaviours/group-push.ts'
import { importNow } from '../behaviours/import.ts'
import { userSubject } from '../behaviours/subject.ts'
import { assignAll, connectOrSkip, pushGroups } from './provision.ts'

/**
 * The app is taken away from everybody: pushed groups are unlinked, people unassigned, then deleted in Okta, which
 * sends nothing: accounts stay, inactive. An app that knows nobody yet first assigns everybody.
 */
export function* playRemoval(app: OktaApp): Behaviour<Expected> {
  const { people, groups } = app.context.directory
  const known = Object.values(app.data.users).some(({ status }) => status === 'assigned')
  if (!known) {
    if (!(yield* connectOrSkip(app))) return expectedOf(app)
    yield* importNow(app, 'Import Now, before anybody is assigned')
    yield* assignAll(app, people)
    yield* pushGroups(app, groups)
  }
  for (const group of groups.filter((candidate) => mappingOf(app, candidate))) yield* unlinkGroup(app, group)
  yield* together(
    people
      .filter((person) => userOf(app, person).status === 'assigned')
      .map((person) => unassignUser(app, person, 'Unassigned from the app')),
    app.knobs.parallelUsers,
  )
  for (const person of people.filter((candidate) => userOf(app, candidate).status === 'unassigned')) {
    yield* notSent(userSubject(person), 'remove', 'Okta never deletes a user in the target app', 'Deleted in Okta')
  }
  yield* importNow(app, 'Scheduled import, after the removal')
  return expectedOf(app)
}
