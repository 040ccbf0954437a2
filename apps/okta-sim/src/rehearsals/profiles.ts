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
