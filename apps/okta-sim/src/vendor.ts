import type { Vendor } from '@scimulator/sim-kit'
import { aiw } from './profiles/aiw.ts'
import { oinWizard, oinWizardPatch } from './profiles/oin-wizard.ts'
import { template } from './profiles/template.ts'
import { rehearsals } from './rehearsals/rehearsals.ts'
import { signOn } from './sign-on/sign-on.ts'

/** Okta as a SCIM client and as SAML identity provider. */
export const vendor: Vendor = {
  id: 'okta',
  label: 'Okta',
  defaultProfile: 'template',
  profiles: [template, aiw, oinWizard, oinWizardPatch],
  rehearsals,
  signOn,
}
