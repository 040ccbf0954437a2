import type { Profile } from '@scimulator/sim-kit'
import { aiw } from '../profiles/aiw.ts'
import { oinWizard, oinWizardPatch } from '../profiles/oin-wizard.ts'
import { template } from '../profiles/template.ts'

/** The app integrations that can play an org. */
export const ORG_PROFILES: ReadonlyMap<string, Profile> = new Map(
  [template, aiw, oinWizard, oinWizardPatch].map((profile) => [profile.id, profile]),
)

/** The default one. */
export const ORG_DEFAULT: Profile = template

/** Settings for a profile: its own defaults, but what the run is given other than the usual defaults. */
export function knobsFor(profile: Profile, given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const usual = new Map(ORG_DEFAULT.knobs.map((knob) => [knob.id, knob.default]))
  const chosen = new Map(Object.entries(given).filter(([id, value]) => value !== usual.get(id)))
  return Object.fromEntries(profile.knobs.map((knob) => [knob.id, chosen.get(knob.id) ?? knob.default]))
}
