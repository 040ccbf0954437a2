import type { Person } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import type { ActionOrder, PreparedAction } from '../profile/admin-action.ts'
import { prepareAction } from '../profile/prepare-action.ts'
import { selectAction, selectOptions } from '../profile/select-action.ts'
import { valuesFor } from './changes.ts'
import { allPeople, chooseGroup, choosePerson } from './choose.ts'
import type { StepWords } from './scenario-file.ts'
import { type Scene, setDirectory } from './scene.ts'

/** Makes an admin's action ready and applies what it changes in the directory. @throws UsageError */
export function planAct(scene: Scene, order: StepWords['act'], purpose: string): PreparedAction {
  const action = selectAction(scene.profile, order.action)
  const person =
    order.person === undefined ? undefined : choosePerson(scene, order.person, allPeople(scene), `${purpose} person`)
  const group = order.group === undefined ? undefined : chooseGroup(scene, order.group, `${purpose} group`)
  const changes =
    order.changes === undefined ? undefined : valuesFor(scene, needed(person), order.changes, `${purpose} changes`)
  const given = { person, group, changes }
  for (const subject of action.needs)
    if (given[subject] === undefined) throw new UsageError(`The action ${action.id} needs ${subject}.`)
  const ready: ActionOrder = {
    options: selectOptions(`action ${action.id}`, action.options ?? [], texts(order.options ?? {})),
    ...(person === undefined ? {} : { person }),
    ...(group === undefined ? {} : { group }),
    ...(changes === undefined ? {} : { changes }),
  }
  const prepared = prepareAction(action, ready, scene.directory)
  setDirectory(scene, prepared.directory)
  return prepared
}

function needed(person: Person | undefined): Person {
  if (person === undefined) throw new UsageError('Changes need a person.')
  return person
}

function texts(options: NonNullable<StepWords['act']['options']>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).map(([id, value]) => [id, String(value)]))
}
