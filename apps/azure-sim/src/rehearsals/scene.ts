import type { JsonObject } from '@scimulator/scim-core'
import {
  type Answer,
  type Assertion,
  type Behaviour,
  type CaseResult,
  judge,
  type Random,
  type RehearsalCase,
  rehearse,
  type ScimRequest,
  send,
  valueAt,
} from '@scimulator/sim-kit'

/** One test while it is played. */
export interface Scene {
  /** Id of the case: the shape of its requests. */
  readonly shape: string
  readonly random: Random
  /** Paths of the resources the test made, newest last. */
  readonly made: string[]
}

/** A test of a suite: its case, and how it is played. */
export interface SuiteTest<Data> {
  readonly one: RehearsalCase
  play(scene: Scene, data: Data): Behaviour<CaseResult>
}

/** A resource that was made for a test. */
export interface Made {
  readonly id: string
  readonly path: string
  readonly answer: Answer
}

/** What `attempt` gives: what a test goes on with, or how it ended. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly result: CaseResult }

/** Sends one request of a test. */
export function ask(scene: Scene, method: ScimRequest['method'], path: string, body?: JsonObject): Behaviour<Answer> {
  return send({ shape: scene.shape, method, path, ...(body === undefined ? {} : { body }) })
}

/** Makes a resource, which must be answered with 201 and an id. */
export function* make(scene: Scene, endpoint: 'Users' | 'Groups', body: JsonObject): Behaviour<Attempt<Made>> {
  const answer = yield* ask(scene, 'POST', `/${endpoint}`, body)
  const id = answer.kind === 'response' && answer.status < 300 ? valueAt(answer.json, 'id') : undefined
  const path = typeof id === 'string' && id !== '' ? pathTo(endpoint, id) : undefined
  if (path !== undefined) scene.made.push(path)
  const result = judge(answer, [created(endpoint)])
  if (result.outcome !== 'pass') return { ok: false, result }
  if (typeof id !== 'string' || path === undefined)
    return { ok: false, result: failure('id is there', 'it is not', answer) }
  return { ok: true, value: { id, path, answer } }
}

function created(endpoint: 'Users' | 'Groups'): Assertion {
  const says = `POST request on ${endpoint === 'Users' ? 'User' : 'Group'} should return 201 Created`
  return { says, judge: ({ status, body }) => (status === 201 ? undefined : `it is ${status} ${excerpt(body)}`) }
}

/** A test that failed over one answer. */
export function failure(asserted: string, instead: string, ...answers: readonly Answer[]): CaseResult {
  return { outcome: 'fail', asserted, instead, exchanges: answers.map(({ exchange }) => exchange) }
}

/** The first result that is no pass. */
export function firstFailure(...results: readonly CaseResult[]): CaseResult {
  return results.find(({ outcome }) => outcome !== 'pass') ?? { outcome: 'pass' }
}

/** Path of one resource. */
export function pathTo(endpoint: 'Users' | 'Groups', id: string): string {
  return `/${endpoint}/${encodeURIComponent(id.toWellFormed())}`
}

/** The beginning of a body, for a message. */
export function excerpt(body: string): string {
  return body.length > 160 ? `${body.slice(0, 160)}…` : body
}

/** Plays a test as its case; afterwards deletes what it made, newest first, if asked to. */
export function* playTest<Data>(
  suite: { readonly label: string },
  test: SuiteTest<Data>,
  data: Data,
  random: Random,
  cleanUp: boolean,
): Behaviour<void> {
  const scene: Scene = { shape: test.one.id, random, made: [] }
  yield* rehearse(suite, test.one, function* () {
    const result = yield* test.play(scene, data)
    // A target that lost the resource in the test answers 404 here: whatever it says is no part of the test.
    if (cleanUp) for (const path of scene.made.toReversed()) yield* ask(scene, 'DELETE', path)
    return result
  })
}
