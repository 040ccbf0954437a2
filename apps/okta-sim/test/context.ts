import { createRandom, type Directory, type Profile, type ScenarioContext } from '@scimulator/sim-kit'
import { aiw } from '../src/profiles/aiw.ts'
import { template } from '../src/profiles/template.ts'

/** Both profiles by id. */
export const profiles: Readonly<Record<'template' | 'aiw', Profile>> = { template, aiw }

/** A scenario context with fixed randomness. */
export function aContext(directory: Directory, knobs: Record<string, string> = {}): ScenarioContext {
  return {
    directory,
    knobs,
    state: { value: {} },
    now: () => new Date(0),
    random: (purpose) => createRandom('seed', purpose),
  }
}
