import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Profile } from '../profile/profile.ts'
import type { ScenarioText } from './load-scenario.ts'
import { readScenario } from './read-scenario.ts'

/** The files of the scenarios that all vendors share: beside `src` and `dist` alike. */
const folder = new URL('../../scenarios/', import.meta.url)

/** A scenario as a person chooses it. */
export interface ScenarioSummary {
  readonly id: string
  readonly summary: string
  /** Settings with their defaults. */
  readonly options: Readonly<Record<string, number | string>>
}

/** A scenario all vendors share. */
export interface SharedScenario extends ScenarioSummary {
  readonly source: ScenarioText
}

let cached: readonly SharedScenario[] | undefined

/** The scenarios all vendors share, by id. */
export function sharedScenarios(): readonly SharedScenario[] {
  cached ??= readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map(readShared)
  return cached
}

function readShared(name: string): SharedScenario {
  const text = readFileSync(new URL(name, folder), 'utf8')
  const { file, problems } = readScenario(text)
  if (file === undefined) {
    const [problem] = problems
    throw new Error(`${name}:${problem?.line}:${problem?.column}: ${problem?.message}`)
  }
  const { id, summary, options = {} } = file
  return { id, summary, options, source: { name, text } }
}

/** The profile's own scenarios, then the shared ones it can play; its own win. */
export function scenariosOf(profile: Profile): readonly (ScenarioSummary & { readonly shared: boolean })[] {
  const own = profile.scenarios.map(({ id, summary }) => ({ id, summary, options: {}, shared: false }))
  if (profile.follow === undefined) return own
  const taken = new Set(own.map(({ id }) => id))
  const shared = sharedScenarios()
    .filter(({ id }) => !taken.has(id))
    .map(({ id, summary, options }) => ({ id, summary, options, shared: true }))
  return [...own, ...shared]
}
