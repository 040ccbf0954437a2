import type { Vendor } from '@scimulator/sim-kit'
import { aiw } from './profiles/aiw.ts'
import { template } from './profiles/template.ts'

/** Okta as a SCIM client. */
export const okta: Vendor = {
  id: 'okta',
  label: 'Okta',
  defaultProfile: 'template',
  profiles: [template, aiw],
}
