import type { Profile } from '@scimulator/sim-kit'
import { FLAG } from '../connection.ts'
import { vendorDocs } from '../evidence/evidence.ts'
import { FLAG_QUIRKS } from '../evidence/quirks.ts'
import { FLAG_PATCH_SHAPES } from '../evidence/shapes.ts'
import { createProfile } from './create-profile.ts'
import { FLAG_DIALECT } from './dialect.ts'

/** A non-gallery app whose Tenant URL ends with `?aadOptscim062020`. */
export const flagProfile: Profile = createProfile({
  id: FLAG,
  label: 'Non-gallery app with aadOptscim062020',
  summary: 'Lower-case op, path-less merge with flat keys, typed booleans, members removed by filter path',
  evidence: vendorDocs('application-provisioning-config-problem-scim-compatibility.md'),
  dialect: FLAG_DIALECT,
  patchShapes: FLAG_PATCH_SHAPES,
  quirks: FLAG_QUIRKS,
  withoutKnobs: [],
})
