import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { ActionOption, AdminAction } from './admin-action.ts'
import type { Profile } from './profile.ts'

/** The profile's action of that id. @throws UsageError with the nearest and the list. */
export function selectAction(profile: Profile, id: string): AdminAction {
  const actions = profile.adminActions
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

/** Every option with its value: the one given, else its default. `of` names whose options they are. @throws UsageError */
export function selectOptions(
  of: string,
  known: readonly ActionOption[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const ids = known.map(({ id }) => id)
  for (const id of Object.keys(given)) {
    if (ids.length === 0) throw new UsageError(`The ${of} has no options.`)
    if (!ids.includes(id)) throw new UsageError(unknownWord(`Option of the ${of}`, id, ids))
  }
  return Object.fromEntries(known.map((option) => [option.id, optionValue(of, option, given)]))
}

function optionValue(of: string, option: ActionOption, given: Readonly<Record<string, string>>): string {
  const { id, values } = option
  const value = Object.hasOwn(given, id) ? given[id] : option.default
  if (value === undefined) {
    const choice = values === undefined ? '' : ` (${values.join(', ')})`
    throw new UsageError(`The ${of} needs the option ${id}${choice}: ${option.summary}`)
  }
  if (values !== undefined && !values.includes(value)) {
    throw new UsageError(unknownWord(`Value of option ${id}`, value, values))
  }
  return value
}
