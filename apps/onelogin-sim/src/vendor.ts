import type { Vendor } from '@scimulator/sim-kit'
import { invision } from './profiles/invision.ts'
import { v2Core } from './profiles/v2-core.ts'
import { v2Enterprise } from './profiles/v2-enterprise.ts'
import { rehearsals } from './rehearsals/rehearsals.ts'
import { signOn } from './sign-on/sign-on.ts'

/** OneLogin as a SCIM client and as SAML identity provider. */
export const vendor: Vendor = {
  id: 'onelogin',
  label: 'OneLogin',
  defaultProfile: v2Enterprise.id,
  profiles: [v2Enterprise, v2Core, invision],
  rehearsals,
  signOn,
}
