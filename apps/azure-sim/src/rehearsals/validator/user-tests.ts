import { asserts, type Behaviour, type CaseResult, hasStatus, judge, valueAt } from '@scimulator/sim-kit'
import { randomGuid } from '../../job/guid.ts'
import { ask, firstFailure, pathTo, type Scene, type SuiteTest } from '../scene.ts'
import { preview, required } from './cases.ts'
import { firstListed, holdsValues, itself, listChecks, USERS } from './fetched.ts'
import { findUser, makeUser, nonexistent, patch } from './requests.ts'
import { randomUserName, type TestData } from './test-data.ts'

type UserTest = SuiteTest<TestData>

/** Creating and finding Users. */
export const USER_TESTS: readonly UserTest[] = [
  {
    one: required('1', 'Create a new User'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      const fetched = yield* findUser(scene, user.value.userName)
      return judge(fetched, [hasStatus(200), ...holdsValues(data, user.value.values, firstListed)])
    },
  },
  {
    one: required('2', 'Create a duplicate User'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      return judge(yield* ask(scene, 'POST', '/Users', user.value.body), [hasStatus(409)])
    },
  },
  {
    one: required('3', 'Filter for an existing user'),
    play: (scene, data) => filtered(scene, data, (userName) => userName),
  },
  {
    one: required('4', 'Filter for a non-existing user'),
    *play(scene) {
      const { random } = scene
      const answer = yield* findUser(scene, nonexistent(random, randomUserName(random)))
      return judge(answer, [hasStatus(200), ...listChecks(USERS, undefined)])
    },
  },
  {
    one: required('5', 'Filter for an existing user with a different case'),
    play: (scene, data) => filtered(scene, data, (userName) => userName.toUpperCase()),
  },
]

function* filtered(scene: Scene, data: TestData, spell: (userName: string) => string): Behaviour<CaseResult> {
  const user = yield* makeUser(scene, data)
  if (!user.ok) return user.result
  const answer = yield* findUser(scene, spell(user.value.userName))
  return judge(answer, [
    hasStatus(200),
    ...listChecks(USERS, user.value.id),
    ...holdsValues(data, user.value.values, firstListed),
  ])
}

const inactive = asserts(
  'Response from a GET and filter request on a disabled User should have attribute active',
  (answer) => activeOf(valueAt(answer.json, 'active') ?? valueAt(firstListed(answer), 'active')),
)

function activeOf(value: unknown): string | undefined {
  return value === false ? undefined : `active is ${value === undefined ? 'absent' : JSON.stringify(value)}`
}

/** Renaming, disabling and deleting Users. */
export const USER_LIFE_TESTS: readonly UserTest[] = [
  {
    one: required('7', 'Update User userName'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      const userName = randomUserName(scene.random)
      const patched = yield* patch(scene, user.value, { op: 'replace', value: { userName } })
      const fetched = yield* ask(scene, 'GET', user.value.path)
      return firstFailure(judge(patched, [hasStatus(200, 204)]), judge(fetched, [hasStatus(200), named(userName)]))
    },
  },
  {
    one: required('8', 'Patch User - Disable User'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      const patched = yield* patch(scene, user.value, { op: 'replace', path: 'active', value: false })
      const read = yield* ask(scene, 'GET', user.value.path)
      const found = yield* findUser(scene, user.value.userName)
      return firstFailure(
        judge(patched, [hasStatus(200, 204)]),
        judge(read, [hasStatus(200), inactive]),
        judge(found, [hasStatus(200), inactive]),
      )
    },
  },
  {
    one: required('13', 'Delete a User'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      const deleted = yield* ask(scene, 'DELETE', user.value.path)
      const read = yield* ask(scene, 'GET', user.value.path)
      return firstFailure(judge(deleted, [hasStatus(204)]), judge(read, [hasStatus(404)]))
    },
  },
]

function named(userName: string) {
  return asserts(`The value of userName should be ${userName}`, (answer) => {
    const is = valueAt(itself(answer), 'userName')
    return is === userName ? undefined : `it is ${JSON.stringify(is)}`
  })
}

/** Tests the suite shows as previews. */
export const USER_PREVIEWS: readonly UserTest[] = [
  {
    one: preview('P3', 'Delete a non-existent User'),
    play: (scene) => neverThere(scene, 'Users'),
  },
  {
    one: preview('P4', 'Delete the same User twice'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      return user.ok ? yield* deletedTwice(scene, user.value.path) : user.result
    },
  },
]

const gone = asserts('DELETE request on a non-existent resource returns 404 NotFound', ({ status }) =>
  status === 404 ? undefined : `it is ${status}`,
)

/** Deletes a resource twice. */
export function* deletedTwice(scene: Scene, path: string): Behaviour<CaseResult> {
  const first = yield* ask(scene, 'DELETE', path)
  const second = yield* ask(scene, 'DELETE', path)
  return firstFailure(judge(first, [hasStatus(204)]), judge(second, [gone]))
}

/** Deleting what was never there. */
export function* neverThere(scene: Scene, endpoint: 'Users' | 'Groups'): Behaviour<CaseResult> {
  return judge(yield* ask(scene, 'DELETE', pathTo(endpoint, randomGuid(scene.random))), [gone])
}
