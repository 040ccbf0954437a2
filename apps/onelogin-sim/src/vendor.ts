import type { Vendor } from '@scimulator/sim-kit'
import { v2Enterprise } from './profiles/v2-enterprise.ts'

/** OneLogin as a SCIM client. */
export const vendor: Vendor = {
  id: 'onelogin',
  label: 'OneLogin',
  defaultProfile: v2Enterprise.id,
  profiles: [v2Enterprise],
}
