import { createRandom, type Directory, type Profile, type ScenarioContext } from '@scimulator/sim-kit'
import { aiw } from '../src/profiles/aiw.ts'
import { oinWizard, oinWizardPatch } from '../src/profiles/oin-wizard.ts'
import { template } from '../src/profiles/template.ts'

/** The profiles by id. */
export const profiles: Readonly<Record<'template' | 'aiw' | 'oin-wizard' | 'oin-wizard-patch', Profile>> = {
  template,
  aiw,
  'oin-wizard': oinWizard,
  'oin-wizard-patch': oinWizardPatch,
}

/** A scenario context with fixed randomness; the integration is saved, and nobody is assigned. */
export function aContext(directory: Directory, knobs: Record<string, string> = {}): ScenarioContext {
  return {
    directory,
    knobs,
    state: { value: { connection: 'saved' } },
    now: () => new Date(0),
    random: (purpose) => createRandom('seed', purpose),
  }
}
