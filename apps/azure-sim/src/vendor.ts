import type { Vendor } from '@scimulator/sim-kit'
import { flagProfile } from './profiles/aad-optscim-062020.ts'
import { defaultProfile } from './profiles/default.ts'
import { rehearsals } from './rehearsals/rehearsals.ts'
import { signOn } from './sign-on/sign-on.ts'

/** Microsoft Entra ID as a SCIM client and as SAML identity provider. */
export const vendor: Vendor = {
  id: 'azure',
  label: 'Microsoft Entra ID',
  defaultProfile: defaultProfile.id,
  profiles: [defaultProfile, flagProfile],
  rehearsals,
  signOn,
}
