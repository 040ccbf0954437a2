import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import {
  type Answer,
  type Assertion,
  asserts,
  type Behaviour,
  type CaseResult,
  type Evidence,
  equals,
  hasStatus,
  judge,
  type Random,
  type RehearsalCase,
  type ScimRequest,
  send,
  valueAt,
} from '@scimulator/sim-kit'
import { evidence } from '../../evidence/sources.ts'
import { encodeSegment, lookupQuery } from '../../requests/encode.ts'
import type { Org } from './org.ts'

/** A case of the plan while it is played. */
export interface Stage {
  readonly shape: string
  readonly random: Random
  readonly org: Org
}

/** The last look at the target. */
export type Look = () => Behaviour<CaseResult>

/** A case: what is done in the org, and what the target is looked at for. */
export interface PlanTest {
  readonly one: RehearsalCase
  play(stage: Stage): Behaviour<Look>
}

/** Evidence of the plan. */
export const PLAN_EVIDENCE: Evidence = evidence('vendor-docs', 'S14')

/** A case of the plan, by its number there. */
export function planned(id: string, title: string): RehearsalCase {
  return { id, title, level: 'required', evidence: PLAN_EVIDENCE }
}

/** Sends one request of the plan's own. */
export function ask(
  { shape }: Stage,
  method: ScimRequest['method'],
  path: string,
  body?: JsonObject,
): Behaviour<Answer> {
  return send({ shape, method, path, ...(body === undefined ? {} : { body }) })
}

/** Looks a User up by userName. */
export function findUser(stage: Stage, userName: string): Behaviour<Answer> {
  return ask(stage, 'GET', `/Users?${lookupQuery('userName', userName, '%20')}`)
}

/** Looks a Group up by displayName. */
export function findGroup(stage: Stage, displayName: string): Behaviour<Answer> {
  return ask(stage, 'GET', `/Groups?${lookupQuery('displayName', displayName, '%20')}`)
}

/** Id of the one resource a list holds. */
export function idIn(answer: Answer): string | undefined {
  const id = answer.kind === 'response' ? valueAt(answer.json, 'Resources[0].id') : undefined
  return typeof id === 'string' ? id : undefined
}

/** Nothing is found. */
export const none: readonly Assertion[] = [hasStatus(200), equals('totalResults', 0)]

/** One resource is found, and what is said of it. */
export function one(...more: readonly Assertion[]): Assertion[] {
  return [hasStatus(200), equals('totalResults', 1), ...more]
}

/** The first resource of a list has a value at a path, which may begin with an extension's URN. */
export function listed(path: string, wanted: JsonValue | undefined): Assertion {
  const says = wanted === undefined ? `${path} has no value` : `${path} is ${JSON.stringify(wanted)}`
  return asserts(says, ({ json }) => {
    const is = valueAt(valueAt(json, 'Resources[0]'), path)
    const same = wanted === undefined ? is === undefined || is === null || is === '' : is === wanted
    return same ? undefined : `it is ${is === undefined ? 'absent' : JSON.stringify(is)}`
  })
}

/** A look at one person. */
export function user(stage: Stage, userName: string, ...more: readonly Assertion[]): Look {
  return function* () {
    return judge(yield* findUser(stage, userName), one(...more))
  }
}

/** A look at a group and who is in it. */
export function members(stage: Stage, displayName: string, userNames: readonly string[], id?: string): Look {
  return function* () {
    const wanted: string[] = []
    for (const userName of userNames) wanted.push(idIn(yield* findUser(stage, userName)) ?? `the id of ${userName}`)
    const found = yield* findGroup(stage, displayName)
    const group = idIn(found)
    if (group === undefined) return judge(found, one())
    return judge(yield* ask(stage, 'GET', `/Groups/${encodeSegment(group)}`), [
      hasStatus(200),
      ...(id === undefined ? [] : [equals('id', id)]),
      asserts(`its members are ${JSON.stringify(wanted)}`, ({ json }) => {
        const list = valueAt(json, 'members')
        const are = Array.isArray(list) ? list.map((member) => valueAt(member, 'value') ?? null) : []
        const same = are.length === wanted.length && wanted.every((member) => are.includes(member))
        return same ? undefined : `they are ${JSON.stringify(are)}`
      }),
    ])
  }
}

/** The first of several looks that does not hold. */
export function every(...looks: readonly Look[]): Look {
  return function* () {
    for (const look of looks) {
      const result = yield* look()
      if (result.outcome !== 'pass') return result
    }
    return { outcome: 'pass' }
  }
}
