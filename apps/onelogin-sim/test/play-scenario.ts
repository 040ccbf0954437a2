import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, Scenario } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aContext } from './context.ts'
import { ScimResponder } from './scim-responder.ts'

/** Circumstances of a run. */
export interface Run {
  readonly server?: ScimResponder
  readonly knobs?: Readonly<Record<string, string>>
  readonly state?: { value: JsonObject }
}

/** Plays a scenario against a responder. */
export function run(
  id: string,
  directory: Directory,
  { server = new ScimResponder(), knobs, state }: Run = {},
): Played<Expected> {
  return play(scenario(id).play(aContext(directory, knobs, state)), server.respond)
}

/** The scenario of that id. */
export function scenario(id: string): Scenario {
  const found = v2Enterprise.scenarios.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no scenario ${id}`)
  return found
}

/** The same holdings in one order. */
export function sorted({ users, groups }: Expected): Expected {
  return {
    users: users.toSorted((a, b) => a.userName.localeCompare(b.userName)),
    groups: groups
      .map(({ displayName, members }) => ({ displayName, members: members.toSorted() }))
      .toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
  }
}

/** Every shape that was sent, once. */
export const shapesOf = (played: Played<unknown>): string[] =>
  [...new Set(played.requests.map(({ shape }) => shape))].toSorted()
/** Steps that neither succeeded nor were left out on purpose. */
export const failures = (played: Played<unknown>): unknown[] =>
  played.steps.filter(({ result }) => result?.outcome !== 'succeeded' && result?.outcome !== 'notSent')
