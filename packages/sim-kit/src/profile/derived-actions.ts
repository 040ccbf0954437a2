import type { Expected } from '@scimulator/admin-api'
import type { Behaviour } from '../behaviour/behaviour.ts'
import type { Directory, DirectoryGroup, Person } from '../directory/directory.ts'
import { changedPerson, withPerson } from '../directory/edits.ts'
import type { ActionOrder, AdminAction } from './admin-action.ts'
import type { Profile } from './profile.ts'

/** Everything the profile's admin can order: as the profile says, else the acts every vendor has. */
export function adminActionsOf(profile: Profile): readonly AdminAction[] {
  return profile.adminActions ?? derivedActions(profile)
}

function derivedActions({ actions, evidence }: Profile): AdminAction[] {
  const act = (
    id: string,
    label: string,
    summary: string,
    needs: AdminAction['needs'],
    prepare: AdminAction['prepare'],
  ): AdminAction => ({ id, label, summary, evidence, needs, prepare })
  const change = (edit: (person: Person, order: ActionOrder) => Person, name: 'assign' | 'unassign' | 'edit') => {
    const prepare: AdminAction['prepare'] = (order, directory) => {
      const person = edit(named(order.person), order)
      const after = withPerson(directory, person)
      return { directory: after, play: (context) => playThen(actions[name](person, context), after) }
    }
    return prepare
  }
  return [
    act('connect', 'Connect', 'Tests the connection.', [], (_order, directory) => ({
      directory,
      play: (context) => playThen(actions.connect(context), directory),
    })),
    act(
      'assign',
      'Assign',
      'Assigns the app to a person.',
      ['person'],
      change((person) => ({ ...person, active: true }), 'assign'),
    ),
    act(
      'unassign',
      'Unassign',
      'Takes the app from a person.',
      ['person'],
      change((person) => ({ ...person, active: false }), 'unassign'),
    ),
    act(
      'edit',
      'Edit',
      'Changes a person of the directory.',
      ['person', 'changes'],
      change((person, { changes }) => changedPerson(person, changes ?? {}), 'edit'),
    ),
    act('push', 'Push group', 'Pushes a group with its members.', ['group'], ({ group }, directory) => {
      const pushed = named(group)
      return { directory, play: (context) => playThen(actions.pushGroup(pushed, context), directory) }
    }),
  ]
}

/** The subject that the action says it needs. */
function named<T extends Person | DirectoryGroup>(subject: T | undefined): T {
  if (subject === undefined) throw new TypeError('An action was prepared without the subject it needs.')
  return subject
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
