import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { isJsonObject } from '@scimulator/scim-core'
import {
  type Answer,
  type Assertion,
  asserts,
  type Behaviour,
  type CaseResult,
  hasStatus,
  judge,
  valueAt,
} from '@scimulator/sim-kit'
import { randomGuid } from '../../job/guid.ts'
import { EXTENSION, managerOf } from '../../mapping/target.ts'
import { ask, failure, firstFailure, make, type Scene, type SuiteTest } from '../scene.ts'
import { preview, required } from './cases.ts'
import { holdsValues, itself } from './fetched.ts'
import { makeUser, patch } from './requests.ts'
import { randomUserName, randomValues, randomWord, type TestData, type TestValues } from './test-data.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const MANAGER = `${EXTENSION}:manager`
const FALSE_PATH = 'emails[primary eq true].value'
const DEFAULT_ONLY = 'Only where the default attributes are tested'
const ENTRA_ONLY = 'The default attributes have none; the recorded runs with them leave this test out'

/** One operation with a path for each attribute. */
function verbose(op: 'add' | 'replace', { attributes }: TestData, values: TestValues): JsonObject[] {
  return attributes.map(({ path }) => ({ op, path, value: values.get(path) ?? null }))
}

/** Elements by a path each, then everything else in one operation without a path, under flat keys. */
function terse(op: 'add' | 'replace', { attributes }: TestData, values: TestValues): JsonObject[] {
  const elements = attributes.filter(({ target }) => target.kind === 'element')
  const others = attributes.filter(({ target }) => target.kind !== 'element')
  const flat = Object.fromEntries(others.map(({ path }): [string, JsonValue] => [path, values.get(path) ?? null]))
  return [...elements.map(({ path }) => ({ op, path, value: values.get(path) ?? null })), { op, value: flat }]
}

type Form = typeof verbose

interface Rewritten {
  readonly values: TestValues
  readonly patched: Answer
  readonly fetched: Answer
}

function* replaceAll(scene: Scene, data: TestData, form: Form): Behaviour<Rewritten | CaseResult> {
  const user = yield* makeUser(scene, data)
  if (!user.ok) return user.result
  const values = randomValues(data, scene.random)
  const patched = yield* patch(scene, user.value, ...form('replace', data, values))
  return { values, patched, fetched: yield* ask(scene, 'GET', user.value.path) }
}

function* replaced(scene: Scene, data: TestData, form: Form): Behaviour<CaseResult> {
  const done = yield* replaceAll(scene, data, form)
  return 'outcome' in done ? done : judgeRewritten(data, done)
}

function judgeRewritten(data: TestData, { values, patched, fetched }: Rewritten): CaseResult {
  return firstFailure(
    judge(patched, [hasStatus(200, 204)]),
    judge(fetched, [hasStatus(200), ...holdsValues(data, values, itself)]),
  )
}

function* added(scene: Scene, data: TestData, form: Form): Behaviour<CaseResult> {
  if (data.id === 'default') return { outcome: 'skip', reason: ENTRA_ONLY }
  const user = yield* make(scene, 'Users', { schemas: [USER], userName: randomUserName(scene.random) })
  if (!user.ok) return user.result
  const values = randomValues(data, scene.random)
  const patched = yield* patch(scene, user.value, ...form('add', data, values))
  return judgeRewritten(data, { values, patched, fetched: yield* ask(scene, 'GET', user.value.path) })
}

/** Replacing and adding every attribute. */
export const ATTRIBUTE_TESTS: readonly SuiteTest<TestData>[] = [
  {
    one: required('6', 'Patch User - Replace Attributes (Verbose Request)'),
    play: (scene, data) => replaced(scene, data, verbose),
  },
  {
    one: required('6-terse', 'Patch User - Replace Attributes'),
    play: (scene, data) => replaced(scene, data, terse),
  },
  {
    one: required('6-read', 'Patch User - Replace Attributes: as the suite reads the result', {
      knownFalseFailure: `with its default attributes the suite never finds ${FALSE_PATH} and its like in the resource, whatever the server answers; the case 6-terse reads them`,
    }),
    *play(scene, data) {
      if (data.id !== 'default') return { outcome: 'skip', reason: DEFAULT_ONLY }
      const done = yield* replaceAll(scene, data, terse)
      if ('outcome' in done) return done
      return failure(
        `${FALSE_PATH} has its value`,
        'it is Missing from the fetched Resource',
        done.patched,
        done.fetched,
      )
    },
  },
  {
    one: required('9', 'Patch User - Add Attributes (Verbose Request)'),
    play: (scene, data) => added(scene, data, verbose),
  },
  {
    one: required('9-terse', 'Patch User - Add Attributes'),
    play: (scene, data) => added(scene, data, terse),
  },
]

/** The manager, as an object or as the id alone. */
function managerValue({ manager }: TestData, id: string): JsonValue {
  return manager === 'object' ? { value: id } : id
}

/** The manager is this User, or there is none. */
export function managedBy(id: string | undefined): Assertion {
  const says = id === undefined ? `The value of ${MANAGER} should be gone` : `The value of ${MANAGER} should be ${id}`
  return asserts(says, ({ json }) => {
    const is = isJsonObject(json) ? managerOf(json) : undefined
    return is === id ? undefined : `it is ${is === undefined ? 'Missing from the fetched Resource' : is}`
  })
}

/** Sets managers one after the other, by `add`, then by `replace`, at last to none; judges the last step. */
function* managed(scene: Scene, data: TestData, managers: number, remove: boolean): Behaviour<CaseResult> {
  if (data.id === 'default') return { outcome: 'skip', reason: ENTRA_ONLY }
  const user = yield* makeUser(scene, data)
  if (!user.ok) return user.result
  const steps: { op: string; id: string | undefined }[] = []
  for (let index = 0; index < managers; index++) {
    const manager = yield* makeUser(scene, data)
    if (!manager.ok) return manager.result
    steps.push({ op: index === 0 ? 'add' : 'replace', id: manager.value.id })
  }
  if (remove) steps.push({ op: 'replace', id: undefined })
  const results: CaseResult[] = []
  for (const { op, id } of steps) {
    const value = managerValue(data, id ?? '')
    const patched = yield* patch(scene, user.value, { op, path: MANAGER, value })
    results.push(judge(patched, [hasStatus(200, 204)]))
  }
  const fetched = yield* ask(scene, 'GET', user.value.path)
  return firstFailure(...results, judge(fetched, [hasStatus(200), managedBy(steps.at(-1)?.id)]))
}

/** The manager of a User. */
export const MANAGER_TESTS: readonly SuiteTest<TestData>[] = [
  { one: required('10', 'Patch User - Add Manager'), play: (scene, data) => managed(scene, data, 1, false) },
  { one: required('11', 'Patch User - Replace Manager'), play: (scene, data) => managed(scene, data, 2, false) },
  { one: required('12', 'Patch User - Remove Manager'), play: (scene, data) => managed(scene, data, 1, true) },
]

function hasText(path: string, wanted: string | undefined) {
  const says =
    wanted === undefined ? `${path} should not be in the fetched Resource` : `The value of ${path} should be ${wanted}`
  return asserts(says, ({ json }) => {
    const is = valueAt(json, path)
    return is === wanted
      ? undefined
      : `it is ${is === undefined ? 'Missing from the fetched Resource' : JSON.stringify(is)}`
  })
}

/** Several operations in one PATCH. */
export const OPERATION_PREVIEWS: readonly SuiteTest<TestData>[] = [
  {
    one: preview('P1', 'Patch User - Multiple Operations on different attributes'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      const [displayName, title, externalId] = [
        randomWord(scene.random),
        randomWord(scene.random),
        randomGuid(scene.random),
      ]
      const first = data.id === 'default'
      const operations = first
        ? [
            { op: 'remove', path: 'nickName' },
            { op: 'add', value: { externalId } },
            { op: 'replace', value: { displayName } },
          ]
        : [
            { op: 'add', value: { displayName } },
            { op: 'replace', value: { title } },
          ]
      const patched = yield* patch(scene, user.value, ...operations)
      const fetched = yield* ask(scene, 'GET', user.value.path)
      const wanted = first
        ? [hasText('nickName', undefined), hasText('externalId', externalId)]
        : [hasText('title', title)]
      return firstFailure(
        judge(patched, [hasStatus(200, 204)]),
        judge(fetched, [hasStatus(200), hasText('displayName', displayName), ...wanted]),
      )
    },
  },
  {
    one: preview('P2', 'Patch User - Multiple Operations on same attribute'),
    *play(scene, data) {
      const user = yield* makeUser(scene, data)
      if (!user.ok) return user.result
      const [interim, externalId] = [randomGuid(scene.random), randomGuid(scene.random)]
      const patched = yield* patch(
        scene,
        user.value,
        { op: 'remove', path: 'externalId' },
        { op: 'add', value: { externalId: interim } },
        { op: 'replace', value: { externalId } },
      )
      const fetched = yield* ask(scene, 'GET', user.value.path)
      return firstFailure(
        judge(patched, [hasStatus(200, 204)]),
        judge(fetched, [hasStatus(200), hasText('externalId', externalId)]),
      )
    },
  },
]
