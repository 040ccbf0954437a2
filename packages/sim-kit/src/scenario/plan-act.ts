import type { Person } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { ActionOption, ActionOrder, AdminAction, PreparedAction } from '../profile/admin-action.ts'
import { adminActionsOf } from '../profile/derived-actions.ts'
import { valuesFor } from './changes.ts'
import { allPeople, chooseGroup, choosePerson } from './choose.ts'
import type { StepWords } from './scenario-file.ts'
import { type Scene, setDirectory } from './scene.ts'

/** Makes an admin's action ready and applies what it changes in the directory. @throws UsageError */
export function planAct(scene: Scene, order: StepWords['act'], purpose: string): PreparedAction {
  const action = findAction(scene, order.action)
  const person =
    order.person === undefined ? undefined : choosePerson(scene, order.person, allPeople(scene), `${purpose} person`)
  const group = order.group === undefined ? undefined : chooseGroup(scene, order.group, `${purpose} group`)
  const changes =
    order.changes === undefined ? undefined : valuesFor(scene, needed(person), order.changes, `${purpose} changes`)
  const given = { person, group, changes }
  for (const subject of action.needs)
    if (given[subject] === undefined) throw new UsageError(`The action ${action.id} needs ${subject}.`)
  const ready: ActionOrder = {
    options: optionsOf(action, order.options ?? {}),
    ...(person === undefined ? {} : { person }),
    ...(group === undefined ? {} : { group }),
    ...(changes === undefined ? {} : { changes }),
  }
  const prepared = action.prepare(ready, scene.directory)
  setDirectory(scene, prepared.directory)
  return prepared
}

function findAction({ profile }: Scene, id: string): AdminAction {
  const actions = adminActionsOf(profile)
  const found = actions.find((action) => action.id === id)
  if (found !== undefined) return found
  throw new UsageError(
    unknownWord(
      'Action',
      id,
      actions.map((action) => action.id),
    ),
  )
}

function needed(person: Person | undefined): Person {
  if (person === undefined) throw new UsageError('Changes need a person.')
  return person
}

function optionsOf(
  { id, options = [] }: AdminAction,
  given: NonNullable<StepWords['act']['options']>,
): Record<string, string> {
  const names = options.map((option) => option.id)
  for (const name of Object.keys(given))
    if (!names.includes(name)) throw new UsageError(unknownWord(`Option of the action ${id}`, name, names))
  return Object.fromEntries(options.map((option) => [option.id, optionValue(id, option, given)]))
}

function optionValue(
  action: string,
  { id, values, default: usual }: ActionOption,
  given: NonNullable<StepWords['act']['options']>,
): string {
  const value = Object.hasOwn(given, id) ? String(given[id]) : usual
  if (value === undefined) throw new UsageError(`The action ${action} needs the option ${id}.`)
  if (values !== undefined && !values.includes(value))
    throw new UsageError(unknownWord(`Value of option ${id}`, value, values))
  return value
}
