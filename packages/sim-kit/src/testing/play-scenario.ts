import type { Expected } from '@scimulator/admin-api'
import type { Directory } from '../directory/directory.ts'
import { generateDirectory } from '../directory/generate.ts'
import { createRandom } from '../directory/random.ts'
import type { Profile, Scenario, ScenarioContext } from '../profile/profile.ts'
import { loadScenario } from '../scenario/load-scenario.ts'
import { fakeFollow } from './fake-follow.ts'
import { fakeVendor } from './fake-vendor.ts'
import { type Played, play } from './play.ts'
import { type MemoryRequest, type ScimMemory, scimMemory } from './scim-memory.ts'

/** How a scenario is played in a test. */
export interface PlayOptions {
  readonly directory?: Directory
  readonly seed?: string
  readonly options?: Record<string, string>
  readonly profile?: Partial<Profile>
  readonly knobs?: Readonly<Record<string, string>>
  readonly memory?: ScimMemory
  /** Looks at a request, and may answer instead of the memory. */
  readonly instead?: (request: MemoryRequest) => ReturnType<ScimMemory['answer']> | undefined
}

/** Plays a scenario file with the fake vendor against a target in memory. */
export function playFile(text: string, options: PlayOptions = {}): Played<Expected> {
  const [profile] = fakeVendor({ follow: fakeFollow, ...options.profile }).profiles
  if (profile === undefined) throw new Error('the fake vendor has a profile')
  return playScenario(loadScenario({ name: 'test.yaml', text }, profile, options.options).scenario, options)
}

/** Plays a scenario against a target in memory. */
export function playScenario(scenario: Scenario, options: PlayOptions = {}): Played<Expected> {
  const { directory, seed = 'seed', memory = scimMemory(), knobs = {}, instead } = options
  const context: ScenarioContext = {
    directory: directory ?? generateDirectory({ users: 12, groups: 3, seed }),
    knobs,
    state: { value: {} },
    now: () => new Date(0),
    random: (purpose) => createRandom(seed, purpose),
  }
  return play(scenario.play(context), (request) => instead?.(request) ?? memory.answer(request))
}
