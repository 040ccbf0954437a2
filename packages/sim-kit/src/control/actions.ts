import type { SimulatorActionOrder } from '@scimulator/admin-api'
import type { Directory, DirectoryGroup, Person } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import { nearest, unknownWord } from '../nearest.ts'
import type { ActionOrder, ActionSubject, AdminAction, PreparedAction } from '../profile/admin-action.ts'
import { prepareAction } from '../profile/prepare-action.ts'
import { selectOptions } from '../profile/select-action.ts'

/** What an order says of its subjects and options. */
export type OrderWords = Pick<SimulatorActionOrder, 'person' | 'group' | 'changes' | 'options'>

/** Applies what the order changes to the directory, and gives what the vendor sends for it. @throws UsageError */
export function prepareOrder(action: AdminAction, words: OrderWords, directory: Directory): PreparedAction {
  assertNeeds(action, words)
  const { person, group, changes } = words
  const order: ActionOrder = {
    ...(person === undefined ? {} : { person: findPerson(directory, person) }),
    ...(group === undefined ? {} : { group: findGroup(directory, group) }),
    ...(changes === undefined ? {} : { changes: toChanges(changes, directory) }),
    options: selectOptions(`action ${action.id}`, action.options ?? [], words.options ?? {}),
  }
  return prepareAction(action, order, directory)
}

const naming: Readonly<Record<ActionSubject, string>> = {
  person: 'a person, by userName',
  group: 'a group, by displayName',
  changes: 'changes',
}

function assertNeeds({ id, needs }: AdminAction, words: OrderWords): void {
  const missing = needs.filter((subject) => words[subject] === undefined).map((subject) => naming[subject])
  if (missing.length > 0) throw new UsageError(`The action ${id} needs ${missing.join(' and ')}.`)
}

function toChanges({ manager, ...rest }: NonNullable<OrderWords['changes']>, directory: Directory): Partial<Person> {
  if (manager === undefined) return rest
  return { ...rest, manager: manager === '' ? '' : findPerson(directory, manager).id }
}

/** People among whom the nearest name is looked for. */
const NEAREST_AMONG = 5000

function findPerson({ people }: Directory, userName: string): Person {
  const found =
    people.find((person) => person.userName === userName) ??
    people.find((person) => person.userName.toLowerCase() === userName.toLowerCase())
  if (found !== undefined) return found
  const near = nearest(
    userName,
    people.slice(0, NEAREST_AMONG).map((person) => person.userName),
  )
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  throw new UsageError(`There is no ${JSON.stringify(userName)} in the directory.${meant}`)
}

function findGroup({ groups }: Directory, displayName: string): DirectoryGroup {
  const found = groups.find((group) => group.displayName === displayName)
  if (found !== undefined) return found
  const names = groups.map((group) => group.displayName)
  throw new UsageError(unknownWord('Group', displayName, names))
}
