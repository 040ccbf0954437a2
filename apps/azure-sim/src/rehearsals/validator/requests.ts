import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { Answer, Behaviour, Random } from '@scimulator/sim-kit'
import { randomGuid } from '../../job/guid.ts'
import { encodeQueryValue, equalsFilter } from '../../requests/query.ts'
import { patchBody } from '../../requests/scim-request.ts'
import { type Attempt, ask, type Made, make, type Scene } from '../scene.ts'
import { randomUserName, randomValues, randomWord, type TestData, type TestValues, userBody } from './test-data.ts'

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** A User a test made, with what it was made of. */
export interface MadeUser extends Made {
  readonly userName: string
  readonly values: TestValues
  readonly body: JsonObject
}

/** A Group a test made. */
export interface MadeGroup extends Made {
  readonly displayName: string
  readonly body: JsonObject
}

/** Makes a User with every attribute of the test data. */
export function* makeUser(
  scene: Scene,
  data: TestData,
  userName: string = randomUserName(scene.random),
): Behaviour<Attempt<MadeUser>> {
  const values = randomValues(data, scene.random)
  const body = userBody(data, userName, values, scene.random)
  const made = yield* make(scene, 'Users', body)
  return made.ok ? { ok: true, value: { ...made.value, userName, values, body } } : made
}

/** Makes a Group; the suite makes them without members. */
export function* makeGroup(scene: Scene): Behaviour<Attempt<MadeGroup>> {
  const body = groupBody(scene.random)
  const made = yield* make(scene, 'Groups', body)
  return made.ok ? { ok: true, value: { ...made.value, displayName: String(body.displayName), body } } : made
}

function groupBody(random: Random): JsonObject {
  return { externalId: randomGuid(random), displayName: randomWord(random), schemas: [GROUP] }
}

/** Filters Users by userName, with the suite's encoding. */
export function findUser(scene: Scene, userName: string): Behaviour<Answer> {
  return ask(scene, 'GET', `/Users?filter=${encodeQueryValue(equalsFilter('userName', userName))}`)
}

/** Filters Groups by displayName. */
export function findGroup(scene: Scene, displayName: string, exclude = ''): Behaviour<Answer> {
  const before = exclude === '' ? '' : `excludedAttributes=${exclude}&`
  return ask(scene, 'GET', `/Groups?${before}filter=${encodeQueryValue(equalsFilter('displayName', displayName))}`)
}

/** Sends a PATCH. */
export function patch(scene: Scene, { path }: Made, ...operations: readonly JsonValue[]): Behaviour<Answer> {
  return ask(scene, 'PATCH', path, patchBody(operations))
}

/** A value that no resource has. */
export function nonexistent(random: Random, value: string): string {
  return `nonexistent${random.text(12, '0123456789abcdef')}_${value}`
}
