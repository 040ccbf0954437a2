import type { Expected } from '@scimulator/admin-api'
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { Directory, ScenarioContext } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { incrementalCycle } from '../behaviours/incremental-cycle.ts'
import { initialCycle } from '../behaviours/initial-cycle.ts'
import { expectedTarget } from '../job/expected.ts'
import { type JobSetup, openJob } from '../job/job.ts'
import { settings } from '../settings/settings.ts'
import { createResponder, type Responder } from './responder.ts'
import { EXACT } from './trace.ts'
import { aContext, DEFAULT_SETUP } from './world.ts'

/** An app with settings of its own, after its initial cycle. */
export interface SettingsWorld {
  readonly responder: Responder
  readonly first: Played<boolean>
  later(after: Directory): Played<boolean>
  expected(directory: Directory): Expected
}

/** Plays an initial cycle under a document of settings. */
export function worldOf(document: JsonObject, directory: Directory, setup: JobSetup = DEFAULT_SETUP): SettingsWorld {
  const problems = settings.check(document)
  if (problems.length > 0) throw new TypeError(JSON.stringify(problems))
  const context: ScenarioContext = { ...aContext(directory, EXACT), settings: document }
  const responder = createResponder()
  const job = openJob(setup, context)
  const first = play(initialCycle(job, directory), responder.answer)
  let before = directory
  return {
    responder,
    first,
    later(after) {
      const played = play(incrementalCycle(job, before, after), responder.answer)
      before = after
      return played
    },
    expected: (now) => expectedTarget(now, job),
  }
}

/** The row that matches people. */
export const USER_NAME: JsonObject = {
  type: 'direct',
  source: 'userPrincipalName',
  target: 'userName',
  matchingPrecedence: 1,
}

/** The default row of `active`. */
export const ACTIVE: JsonObject = {
  type: 'expression',
  expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
  target: 'active',
}

/** Settings with these rows for users. */
export function users(...attributes: JsonValue[]): JsonObject {
  return { userMapping: { attributes } }
}

/** A directory of people without groups. */
export function alone(...people: Directory['people']): Directory {
  return { people, groups: [] }
}

/** Bodies of the requests with a method. */
export function bodies({ requests }: Played<unknown>, method: string): JsonObject[] {
  return requests.flatMap((request) => (request.method === method && request.body ? [request.body] : []))
}

/** Every PATCH operation. */
export function operations(played: Played<unknown>): JsonValue[] {
  return bodies(played, 'PATCH').flatMap(({ Operations }) => (Array.isArray(Operations) ? Operations : []))
}

/** Why nothing was sent, for each such step. */
export function notSent({ steps }: Played<unknown>): string[] {
  return steps.flatMap(({ result }) => (result?.outcome === 'notSent' ? [result.reason ?? ''] : []))
}
