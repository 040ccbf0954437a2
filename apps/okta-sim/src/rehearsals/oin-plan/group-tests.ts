import { type Behaviour, type DirectoryGroup, judge, type Person, valueAt } from '@scimulator/sim-kit'
import { encodeSegment } from '../../requests/encode.ts'
import { inventGroup, inventPerson } from './org.ts'
import {
  ask,
  every,
  findGroup,
  idIn,
  listed,
  members,
  none,
  type PlanTest,
  planned,
  type Stage,
  user,
} from './stage.ts'

const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'

interface Pushed {
  readonly group: DirectoryGroup
  readonly people: readonly Person[]
  readonly names: readonly string[]
}

/** A group of people who are assigned, not pushed yet. */
function* prepared({ org, random }: Stage, count: number, name?: string): Behaviour<Pushed> {
  const people = Array.from({ length: count }, () => inventPerson(random))
  const group = inventGroup(random, people, name)
  org.knows(people, group)
  for (const person of people) yield* org.order('assign', { person })
  return { group, people, names: people.map(({ userName }) => userName) }
}

/** The same, pushed. */
function* pushed(stage: Stage, count: number): Behaviour<Pushed> {
  const made = yield* prepared(stage, count)
  yield* stage.org.order('push', { group: made.group })
  return made
}

/** A Group that the target had before. */
function* there(stage: Stage, displayName: string): Behaviour<string> {
  const made = yield* ask(stage, 'POST', '/Groups', { schemas: [GROUP_SCHEMA], displayName })
  const id = made.kind === 'response' ? valueAt(made.json, 'id') : undefined
  return typeof id === 'string' ? id : 'the id of the group'
}

/** Pushing groups. */
export const PUSH_TESTS: readonly PlanTest[] = [
  {
    one: planned('C9312', 'A group is pushed: it is created with its members'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 2)
      return members(stage, group.displayName, names)
    },
  },
  {
    one: planned('C9317', 'An empty group is pushed'),
    *play(stage) {
      const { group } = yield* pushed(stage, 0)
      return members(stage, group.displayName, [])
    },
  },
  {
    one: planned('C9316', 'Push now: the group has its members again'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 2)
      const id = idIn(yield* findGroup(stage, group.displayName)) ?? ''
      yield* ask(stage, 'PUT', `/Groups/${encodeSegment(id)}`, {
        schemas: [GROUP_SCHEMA],
        displayName: group.displayName,
        members: [],
      })
      yield* stage.org.order('pushNow', { group })
      return members(stage, group.displayName, names)
    },
  },
  {
    one: planned('C9315', 'A group of the same name is linked'),
    *play(stage) {
      const { group, names } = yield* prepared(stage, 1)
      const id = yield* there(stage, group.displayName)
      yield* stage.org.order('push', { group })
      return members(stage, group.displayName, names, id)
    },
  },
  {
    one: planned('C9330', 'A group of another name is linked and renamed'),
    *play(stage) {
      const { group, names } = yield* prepared(stage, 1)
      const appGroup = `${group.displayName} before`
      const id = yield* there(stage, appGroup)
      yield* stage.org.order('push', { group, options: { action: 'link', appGroup } })
      return members(stage, group.displayName, names, id)
    },
  },
  {
    one: planned('C9323', 'Groups are pushed by a rule'),
    *play(stage) {
      const name = `Rule${stage.random.text(8, 'abcdefghijklmnopqrstuvwxyz')}`
      const first = yield* prepared(stage, 1, name)
      const second = yield* prepared(stage, 0, name)
      yield* stage.org.order('pushByRule', { options: { operator: 'starts with', text: name } })
      return every(
        members(stage, first.group.displayName, first.names),
        members(stage, second.group.displayName, second.names),
      )
    },
  },
]

/** Changing pushed groups. */
export const GROUP_CHANGE_TESTS: readonly PlanTest[] = [
  {
    one: planned('C9332', 'Somebody joins a pushed group'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 1)
      const person = inventPerson(stage.random)
      stage.org.knows([person])
      yield* stage.org.order('assign', { person })
      yield* stage.org.order('addMember', { person, group })
      return members(stage, group.displayName, [...names, person.userName])
    },
  },
  {
    one: planned('C9333', 'Somebody leaves a pushed group'),
    *play(stage) {
      const { group, people, names } = yield* pushed(stage, 2)
      yield* stage.org.order('removeMember', { group, ...(people[0] === undefined ? {} : { person: people[0] }) })
      return members(stage, group.displayName, names.slice(1))
    },
  },
  {
    one: planned('C9319', 'Group push is deactivated: who joins afterwards does not arrive'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 1)
      yield* inactivePush(stage, group)
      return members(stage, group.displayName, names)
    },
  },
  {
    one: planned('C9320', 'Group push is activated: who joined meanwhile arrives'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 1)
      const person = yield* inactivePush(stage, group)
      const now = stage.org.directory().groups.find(({ id }) => id === group.id) ?? group
      yield* stage.org.order('activatePush', { group: now })
      return members(stage, group.displayName, [...names, person.userName])
    },
  },
  {
    one: planned('C9318', 'Unlinked and deleted: the group is gone, its people stay'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 1)
      yield* stage.org.order('unlink', { group, options: { group: 'delete' } })
      return every(
        function* () {
          return judge(yield* findGroup(stage, group.displayName), none)
        },
        ...names.map((name) => user(stage, name, listed('active', true))),
      )
    },
  },
  {
    one: planned('C9321', 'Unlinked and left: the group stays as it is'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 1)
      yield* stage.org.order('unlink', { group, options: { group: 'leave' } })
      return members(stage, group.displayName, names)
    },
  },
  {
    one: planned('C9322', 'Pushed again after it was left: the same group is linked'),
    *play(stage) {
      const { group, names } = yield* pushed(stage, 1)
      const id = idIn(yield* findGroup(stage, group.displayName)) ?? 'the id from before'
      yield* stage.org.order('unlink', { group, options: { group: 'leave' } })
      yield* stage.org.order('push', { group })
      return members(stage, group.displayName, names, id)
    },
  },
]

function* inactivePush(stage: Stage, group: DirectoryGroup): Behaviour<Person> {
  yield* stage.org.order('deactivatePush', { group })
  const person = inventPerson(stage.random)
  stage.org.knows([person])
  yield* stage.org.order('assign', { person })
  yield* stage.org.order('addMember', { person, group })
  return person
}
