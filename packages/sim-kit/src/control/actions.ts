import type { Expected } from '@scimulator/admin-api'
import type { Behaviour } from '../behaviour/behaviour.ts'
import type { Directory, DirectoryGroup, Person } from '../directory/directory.ts'
import { withPerson } from '../directory/edits.ts'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Profile, ScenarioContext } from '../profile/profile.ts'
import type { ActionName, ActionRequest } from './requests.ts'

/** A single action made ready: the directory it leaves behind, and its behaviour. */
export interface PreparedAction {
  readonly directory: Directory
  readonly play: (context: ScenarioContext) => Behaviour<Expected>
}

/** Applies the edit an action stands for to the directory, and gives what the vendor sends for it. @throws UsageError */
export function prepareAction(
  name: ActionName,
  request: ActionRequest,
  profile: Profile,
  directory: Directory,
): PreparedAction {
  const { actions } = profile
  if (name === 'connect') return { directory, play: (context) => playThen(actions.connect(context), directory) }
  if (name === 'push') {
    const group = findGroup(directory, request.group)
    return { directory, play: (context) => playThen(actions.pushGroup(group, context), directory) }
  }
  const before = findPerson(directory, request.person)
  const person = { ...before, ...edits(name, request, before) }
  const after = withPerson(directory, person)
  return { directory: after, play: (context) => playThen(actions[name](person, context), after) }
}

function edits(name: 'assign' | 'unassign' | 'edit', { changes }: ActionRequest, before: Person): Partial<Person> {
  if (name === 'assign') return { active: true }
  if (name === 'unassign') return { active: false }
  if (changes === undefined) throw new UsageError('edit needs changes.')
  const displayName = `${changes.givenName ?? before.givenName} ${changes.familyName ?? before.familyName}`
  return { displayName, ...changes }
}

function* playThen(behaviour: Behaviour<unknown>, directory: Directory): Behaviour<Expected> {
  yield* behaviour
  const userNames = new Map(directory.people.map(({ id, userName }) => [id, userName]))
  return {
    users: directory.people.map(({ userName, active }) => ({ userName, active })),
    groups: directory.groups.map(({ displayName, members }) => ({
      displayName,
      members: members.flatMap((id) => userNames.get(id) ?? []),
    })),
  }
}

function findPerson(directory: Directory, userName: string | undefined): Person {
  if (userName === undefined) throw new UsageError('The action needs a person, by userName.')
  const found = directory.people.find((person) => person.userName.toLowerCase() === userName.toLowerCase())
  if (found === undefined) throw new UsageError(`There is no ${JSON.stringify(userName)} in the directory.`)
  return found
}

function findGroup(directory: Directory, displayName: string | undefined): DirectoryGroup {
  const names = directory.groups.map((group) => group.displayName)
  if (displayName === undefined) throw new UsageError('The action needs a group, by displayName.')
  const found = directory.groups.find((group) => group.displayName === displayName)
  if (found === undefined) throw new UsageError(unknownWord('Group', displayName, names))
  return found
}
