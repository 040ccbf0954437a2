import {
  asserts,
  type Behaviour,
  equals,
  hasStatus,
  judge,
  notEmpty,
  type Person,
  send,
  valueAt,
} from '@scimulator/sim-kit'
import { ENTERPRISE_SCHEMA, USER_SCHEMA } from '../../mapping/external-name.ts'
import { inventGroup, inventPerson } from './org.ts'
import { ask, every, findUser, idIn, type Look, listed, type PlanTest, planned, type Stage, user } from './stage.ts'

/** Somebody new in Okta is assigned to the app. */
function* assigned({ org, random }: Stage, more: Partial<Person> = {}): Behaviour<Person> {
  const person = inventPerson(random, more)
  org.knows([person])
  yield* org.order('assign', { person })
  return { ...person, active: true }
}

/** An order about a person, then a look at the account. */
function afterwards(
  id: string,
  title: string,
  action: string,
  ...wanted: [path: string, value: boolean | string][]
): PlanTest {
  return {
    one: planned(id, title),
    *play(stage) {
      const person = yield* assigned(stage)
      yield* stage.org.order(action, { person })
      return user(stage, person.userName, ...wanted.map(([path, value]) => listed(path, value)))
    },
  }
}

const isUsers = asserts('it is a list of Users', ({ json }) =>
  Array.isArray(valueAt(json, 'Resources')) ? undefined : 'it has no Resources',
)

/** Connecting the app. */
export const CONNECTION_TESTS: readonly PlanTest[] = [
  {
    one: planned('C9306', 'Provisioning is enabled'),
    *play(stage) {
      yield* stage.org.order('connect')
      return function* () {
        return judge(yield* ask(stage, 'GET', '/Users?startIndex=1&count=2'), [hasStatus(200), isUsers])
      }
    },
  },
  {
    one: planned('C9339', 'Update User Attributes off: a change sends nothing'),
    *play(stage) {
      const person = yield* assigned(stage)
      yield* stage.org.order('toApp', { options: { updateUserAttributes: 'off' } })
      yield* stage.org.order('edit', { person, changes: { givenName: 'Changed' } })
      yield* stage.org.order('toApp', { options: { updateUserAttributes: 'on' } })
      return user(stage, person.userName, listed('name.givenName', person.givenName))
    },
  },
  direct('C9340', 'Bad credentials are an error', function* ({ shape }) {
    const request = { shape, method: 'GET', path: '/Users?startIndex=1&count=2', authorization: 'Bearer none' } as const
    return judge(yield* send(request), [hasStatus(401, 403)])
  }),
]

/** A case in which Okta has no part. */
function direct(id: string, title: string, look: (stage: Stage) => ReturnType<Look>): PlanTest {
  return {
    one: planned(id, title),
    *play(stage) {
      return () => look(stage)
    },
  }
}

/** Creating accounts. */
export const CREATE_TESTS: readonly PlanTest[] = [
  {
    one: planned('C9290', 'Assigned: the account is created'),
    *play(stage) {
      const { userName, givenName, familyName } = yield* assigned(stage)
      return user(
        stage,
        userName,
        ...[listed('active', true), listed('name.givenName', givenName), listed('name.familyName', familyName)],
      )
    },
  },
  {
    one: planned('C9334', 'Assigned: the account has every attribute that is mapped'),
    *play(stage) {
      const person = yield* assigned(stage, { title: 'Engineer', department: 'Research' })
      return user(
        stage,
        person.userName,
        listed('title', 'Engineer'),
        listed(`${ENTERPRISE_SCHEMA}:department`, 'Research'),
        listed('displayName', person.displayName),
        listed('emails[0].value', person.email),
      )
    },
  },
  {
    one: planned('C9335', 'Assigned: an account that is there already is linked and updated'),
    *play(stage) {
      const { userName, familyName } = inventPerson(stage.random)
      const body = { schemas: [USER_SCHEMA], userName, name: { givenName: 'Before', familyName }, active: true }
      const made = yield* ask(stage, 'POST', '/Users', {
        ...body,
        emails: [{ primary: true, value: userName, type: 'work' }],
      })
      const id = made.kind === 'response' ? valueAt(made.json, 'id') : undefined
      yield* assigned(stage, { userName, email: userName, familyName })
      return every(
        function* () {
          return judge(made, [hasStatus(201), notEmpty('id')])
        },
        user(stage, userName, listed('id', id), listed('name.givenName', 'Plan')),
      )
    },
  },
  {
    one: planned('C9336', 'A userName is unique in the app'),
    *play(stage) {
      const { userName } = yield* assigned(stage)
      return function* () {
        const name = { givenName: 'Second', familyName: 'Account' }
        const body = { schemas: [USER_SCHEMA], userName, name, active: true }
        return judge(yield* ask(stage, 'POST', '/Users', body), [hasStatus(409)])
      }
    },
  },
  {
    one: planned('C9307', 'Assigned through a group: every member has an account'),
    *play(stage) {
      const people = [inventPerson(stage.random), inventPerson(stage.random)]
      const group = inventGroup(stage.random, people)
      stage.org.knows(people, group)
      yield* stage.org.order('assignGroup', { group })
      return every(...people.map(({ userName }) => user(stage, userName, listed('active', true))))
    },
  },
]

function updated(id: string, title: string, action: string, through: 'person' | 'group'): PlanTest {
  return {
    one: planned(id, title),
    *play(stage) {
      const person = inventPerson(stage.random, { title: 'Engineer' })
      const group = inventGroup(stage.random, [person])
      stage.org.knows([person], group)
      yield* through === 'group' ? stage.org.order('assignGroup', { group }) : stage.org.order('assign', { person })
      const changes = { givenName: 'Changed', title: 'Manager' }
      yield* stage.org.order(action, { person: { ...person, active: true }, changes })
      return user(stage, person.userName, listed('name.givenName', 'Changed'), listed('title', 'Manager'))
    },
  }
}

/** Changing, suspending, deactivating and reactivating. */
export const CHANGE_TESTS: readonly PlanTest[] = [
  updated('C9291', 'The Okta profile changed: the account is updated', 'edit', 'person'),
  updated('C9309', 'The Okta profile of somebody assigned through a group changed', 'edit', 'group'),
  updated('C9310', 'The assignment changed: the account is updated', 'editAssignment', 'person'),
  {
    one: planned('C9337', 'An attribute is emptied: no error'),
    *play(stage) {
      const person = yield* assigned(stage, { title: 'Engineer', department: 'Research' })
      yield* stage.org.order('edit', { person, changes: { title: '' } })
      return user(
        stage,
        person.userName,
        listed('title', undefined),
        listed(`${ENTERPRISE_SCHEMA}:department`, 'Research'),
      )
    },
  },
  afterwards('C9295', 'Suspended in Okta: the account stays as it is', 'suspend', ['active', true]),
  {
    one: planned('C9300', 'Unsuspended in Okta: the account stays as it is'),
    *play(stage) {
      const person = yield* assigned(stage)
      yield* stage.org.order('suspend', { person })
      yield* stage.org.order('unsuspend', { person })
      return user(stage, person.userName, listed('active', true), listed('name.givenName', person.givenName))
    },
  },
  afterwards('C9292', 'Deactivated in Okta: the account is inactive', 'deactivate', ['active', false]),
  afterwards('C9294', 'Unassigned: the account is inactive', 'unassign', ['active', false]),
  {
    one: planned('C9311', 'The group is unassigned: the accounts are inactive'),
    *play(stage) {
      const people = [inventPerson(stage.random), inventPerson(stage.random)]
      const group = inventGroup(stage.random, people)
      stage.org.knows(people, group)
      yield* stage.org.order('assignGroup', { group })
      yield* stage.org.order('unassignGroup', { group })
      return every(...people.map(({ userName }) => user(stage, userName, listed('active', false))))
    },
  },
  {
    one: planned('C9293', 'Activated and assigned again: the same account, with its attributes'),
    *play(stage) {
      const person = yield* assigned(stage)
      const before = idIn(yield* findUser(stage, person.userName))
      yield* stage.org.order('deactivate', { person })
      yield* stage.org.order('activate', { person })
      yield* stage.org.order('assign', { person })
      return user(
        stage,
        person.userName,
        listed('active', true),
        listed('id', before ?? 'the id from before'),
        listed('name.givenName', person.givenName),
      )
    },
  },
]

/** Imports: what the target must be able to show. */
export const IMPORT_TESTS: readonly PlanTest[] = [
  {
    one: planned('C9304', 'An import reads as many users as the app has'),
    *play(stage) {
      yield* stage.org.order('importNow')
      return () => counted(stage)
    },
  },
]

const PAGE = 100

function* counted(stage: Stage): ReturnType<Look> {
  const ids = new Set<unknown>()
  for (let start = 1; ; start += PAGE) {
    const answer = yield* ask(stage, 'GET', `/Users?startIndex=${start}&count=${PAGE}`)
    const page = judge(answer, [hasStatus(200), isUsers])
    if (page.outcome !== 'pass' || answer.kind === 'silence') return page
    const users = valueAt(answer.json, 'Resources')
    if (Array.isArray(users)) for (const one of users) ids.add(valueAt(one, 'id'))
    const total = valueAt(answer.json, 'totalResults')
    if (typeof total !== 'number' || start + PAGE > total) return judge(answer, [equals('totalResults', ids.size)])
  }
}
