import type { Profile } from '@scimulator/sim-kit'
import { vendorDocs } from '../evidence/evidence.ts'
import { DEFAULT_QUIRKS } from '../evidence/quirks.ts'
import { DEFAULT_PATCH_SHAPES } from '../evidence/shapes.ts'
import { createProfile } from './create-profile.ts'
import { DEFAULT_DIALECT } from './dialect.ts'

/** A non-gallery app with a plain Tenant URL. */
export const defaultProfile: Profile = createProfile({
  id: 'default',
  label: 'Non-gallery app',
  summary: 'Capitalised op, one operation and path for each attribute, booleans as strings',
  evidence: vendorDocs('application-provisioning-config-problem-scim-compatibility.md'),
  dialect: DEFAULT_DIALECT,
  patchShapes: DEFAULT_PATCH_SHAPES,
  quirks: DEFAULT_QUIRKS,
  withoutKnobs: ['tenantUrlQuery'],
})
