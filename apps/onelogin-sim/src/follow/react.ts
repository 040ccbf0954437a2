import { type Behaviour, type Directory, together } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { whyClosed } from '../behaviours/task.ts'
import { changePeople } from './change-people.ts'
import { type PersonChange, personChanges } from './changes.ts'
import { giveAppTo } from './join.ts'
import { letGo } from './leave.ts'
import { changeRoleNames } from './role-names.ts'

/** What happens to an app in use when the directory has changed: each event is a task, and only what changed is one. */
export function* reactTo(app: OneLoginApp, was: Directory, is: Directory, cause?: string): Behaviour<void> {
  const [before, after] = [app.setup.mapped(was), app.setup.mapped(is)]
  const changes = personChanges(before, after)
  if (whyClosed(app) === undefined) yield* changeRoleNames(app, before, after)
  const leaving = changes.filter((change) => isIn(change.before) && !isIn(change.after))
  const deleted = changes.filter((change) => !isIn(change.before) && change.before && change.after === undefined)
  yield* inLanes(app, [...leaving, ...deleted], (change) => letGo(app, change, cause))
  yield* changePeople(
    app,
    changes.filter((change) => isIn(change.after) === isIn(change.before) && change.after !== undefined),
    cause,
  )
  const joining = changes.filter((change) => !isIn(change.before) && isIn(change.after))
  yield* inLanes(app, joining, function* ({ after: person, before: known }) {
    const what = known === undefined ? 'new person' : 'back'
    if (person !== undefined) yield* giveAppTo(app, person, cause === undefined ? what : `${cause}: ${what}`)
  })
}

/** Plays something for each item, as many side by side as the knob says. */
export function* inLanes<T>(
  app: OneLoginApp,
  items: readonly T[],
  play: (item: T) => Behaviour<unknown>,
): Behaviour<void> {
  yield* together(
    items.map((item) => play(item)),
    Number(app.knob('tasks-at-once')),
  )
}

function isIn(person: PersonChange['after']): boolean {
  return person?.active === true
}
