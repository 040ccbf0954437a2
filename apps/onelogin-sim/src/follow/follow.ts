import type { Expected } from '@scimulator/admin-api'
import type { Behaviour, Directory, DirectoryChange, ScenarioContext } from '@scimulator/sim-kit'
import { OneLoginApp } from '../app/app.ts'
import type { Connector } from '../app/connector.ts'
import { connectApp } from '../behaviours/connect-app.ts'
import { expectedState } from '../scenarios/expected.ts'
import { giveAppTo } from './join.ts'
import { letGo } from './leave.ts'
import { inLanes, reactTo } from './react.ts'

/**
 * What OneLogin does when its directory has changed. Everything is an event: there is no full sync and nothing that time
 * brings about, so nothing follows where nothing has changed.
 */
export function followWith(
  connector: Connector,
): (change: DirectoryChange, context: ScenarioContext) => Behaviour<Expected> {
  return function* ({ before, after, cause }, context) {
    const app = new OneLoginApp({ ...context, directory: after }, connector)
    if (before === undefined || app.saved.console.apiStatus === null) yield* setUp(app, app.setup.mapped(after))
    else yield* reactTo(app, before, after, cause)
    return expectedState(app)
  }
}

/** A new app: Enable, Refresh entitlements, Enable provisioning, then everybody in scope gets it. */
function* setUp(app: OneLoginApp, directory: Directory): Behaviour<void> {
  if (!(yield* connectApp(app, app.groupNames()))) return
  const present = new Set(directory.people.filter(({ active }) => active).map(({ id }) => id))
  const left = app.saved.logins.filter(({ hasApp, user }) => hasApp && !present.has(user.id))
  const byId = new Map(directory.people.map((person) => [person.id, person]))
  yield* inLanes(app, left, ({ user }) => letGo(app, { before: user, after: byId.get(user.id) }))
  const people = directory.people.filter(({ active }) => active)
  yield* inLanes(app, people, (person) => giveAppTo(app, person, 'app given by a role'))
}
