import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, notSent, type StepResult, send, step } from '../behaviour/behaviour.ts'
import type { Directory } from '../directory/directory.ts'
import { changedPerson, withPerson } from '../directory/edits.ts'
import type { ActionOrder, AdminAction } from '../profile/admin-action.ts'
import type { Evidence } from '../profile/evidence.ts'

/** Tests the connection by a list of one. */
export function testConnection(): Behaviour<StepResult> {
  return step({ kind: 'connection', name: 'target' }, 'testConnection', function* () {
    const answer = yield* send({ shape: 'test', method: 'GET', path: '/Users?count=1&' })
    if (answer.kind === 'silence' || answer.status !== 200) return { outcome: 'failed', reason: 'no list' }
    const note = answer.header('X-Note')
    return note === undefined ? { outcome: 'succeeded' } : { outcome: 'succeeded', reason: note }
  })
}

/** Creates somebody. */
export function create(userName: string): Behaviour<StepResult> {
  return step({ kind: 'user', name: userName }, 'create', function* () {
    const request = {
      shape: 'create',
      method: 'POST',
      path: '/Users',
      body: { userName, password: 'hunter2' },
    } as const
    const answer = yield* send({ ...request, quirks: ['odd'] })
    return answer.kind === 'response' && answer.status === 201
      ? { outcome: 'succeeded' }
      : { outcome: 'failed', reason: 'not created' }
  })
}

/** What the admin of the fake vendor can order. */
export function fakeActions(evidence: Evidence): readonly AdminAction[] {
  const act = (
    id: string,
    label: string,
    needs: AdminAction['needs'],
    play: (order: ActionOrder) => Behaviour<unknown>,
    edit: (order: ActionOrder, directory: Directory) => Directory = (_order, directory) => directory,
  ): AdminAction => ({
    id,
    label,
    summary: `${label}.`,
    evidence,
    needs,
    prepare(order, directory) {
      const after = edit(order, directory)
      return { directory: after, play: () => playThen(play(order), after) }
    },
  })
  const set = (active: boolean) => (order: ActionOrder, directory: Directory) =>
    withPerson(directory, { ...named(order.person), active })
  const changed = ({ person, changes = {} }: ActionOrder) => changedPerson(named(person), changes)
  return [
    act('connect', 'Connect', [], testConnection),
    act('assign', 'Assign', ['person'], ({ person }) => create(named(person).userName), set(true)),
    act(
      'unassign',
      'Unassign',
      ['person'],
      ({ person }) => notSent({ kind: 'user', name: named(person).userName }, 'deactivate', 'it never does'),
      set(false),
    ),
    act(
      'edit',
      'Edit',
      ['person', 'changes'],
      (order) => create(changed(order).userName),
      (order, directory) => withPerson(directory, changed(order)),
    ),
    act('push', 'Push group', ['group'], ({ group }) =>
      notSent({ kind: 'group', name: named(group).displayName }, 'createGroup', 'it never does'),
    ),
  ]
}

/** The subject that the action says it needs. */
function named<T>(subject: T | undefined): T {
  if (subject === undefined) throw new TypeError('An action was prepared without the subject it needs.')
  return subject
}

function* playThen(behaviour: Behaviour<unknown>, { people, groups }: Directory): Behaviour<Expected> {
  yield* behaviour
  const userNames = new Map(people.map(({ id, userName }) => [id, userName]))
  return {
    users: people.map(({ userName, active }) => ({ userName, active })),
    groups: groups.map(({ displayName, members }) => ({
      displayName,
      members: members.flatMap((id) => userNames.get(id) ?? []),
    })),
  }
}
