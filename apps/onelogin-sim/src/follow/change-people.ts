import { type Behaviour, notSent, together } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { OneLoginUser } from '../app/login.ts'
import { provisionUser } from '../behaviours/provision-user.ts'
import { subjectOf } from '../behaviours/task.ts'
import { changeUser } from '../behaviours/update-user.ts'
import { eventText } from '../messages/events.ts'
import { type PersonChange, samePerson } from './changes.ts'
import { orderRenames } from './renames.ts'

/** People whose attributes or roles have changed while they stayed where they were. */
export function* changePeople(
  app: OneLoginApp,
  changes: readonly PersonChange[],
  cause: string | undefined,
): Behaviour<void> {
  const renamed = changes.flatMap(({ id, after }) => {
    const from = app.findLogin(id)?.user
    if (from === undefined || after === undefined || !after.active) return []
    return app.userNameOf(from) === app.userNameOf(after) ? [] : [{ id, from, to: { ...after } }]
  })
  const byId = new Map(changes.map((change) => [change.id, change]))
  // One after the other: a name must be free before somebody else takes it.
  for (const { id, to, temporary } of orderRenames(app, renamed)) {
    const why = temporary ? 'a temporary userName, since userNames are unique in OneLogin' : 'userName changed'
    yield* changePerson(app, id, to, cause === undefined ? why : `${cause}: ${why}`)
    byId.delete(id)
  }
  const lanes = [...byId.values()].map((change) => changeInPlace(app, change, cause))
  yield* together(lanes, Number(app.knob('tasks-at-once')))
}

function* changeInPlace(app: OneLoginApp, change: PersonChange, cause: string | undefined): Behaviour<void> {
  const { id, after } = change
  if (after === undefined) return
  const why = whatChanged(change)
  yield* changePerson(app, id, { ...after }, cause === undefined ? why : `${cause}: ${why}`)
}

function* changePerson(app: OneLoginApp, id: string, user: OneLoginUser, cause: string): Behaviour<void> {
  const login = app.findLogin(id)
  if (login === undefined) return
  login.roles = [...app.directoryRoles(id)]
  if (!user.active) {
    login.user = user
    if (login.linked)
      yield* notSent(subjectOf(app, login), 'update', 'Nothing is written while the person is suspended', cause)
    return
  }
  if (login.linked) {
    yield* changeUser(app, login, user, cause)
    return
  }
  // Whose create has failed or waits has the app, and no account: the next event is a create again.
  login.user = user
  if (login.hasApp) yield* provisionUser(app, login, cause)
}

function whatChanged({ before, after, given, taken }: PersonChange): string {
  const all = [
    ...(samePerson(before, after) ? [] : ['profile changed']),
    ...given.map((role) => `role ${role} given (${eventText(4)})`),
    ...taken.map((role) => `role ${role} taken away`),
  ]
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ')
}
