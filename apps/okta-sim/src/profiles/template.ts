import type { Profile } from '@scimulator/sim-kit'
import { knobs } from '../evidence/knobs.ts'
import { patchQuirks } from '../evidence/quirks.ts'
import { patchShapes } from '../evidence/shapes.ts'
import { evidence } from '../evidence/sources.ts'
import { createProfile } from './profile.ts'

const label = 'SCIM 2.0 Test App (Header Auth)'

/** The catalogue app with header authentication: PATCH for active and groups, GET and PUT for profiles. */
export const template: Profile = createProfile(
  {
    id: 'template',
    label,
    summary: 'Catalogue app: (de)activation and groups by PATCH, profile updates by GET and PUT',
    evidence: evidence('captured', 'S9'),
  },
  {
    label,
    updates: 'patch',
    // "SCIM 2.0 Test App (Basic Auth)"; the token of "(OAuth Bearer Token)" is static.
    authorizations: ['basic'],
    shapes: patchShapes,
    quirks: patchQuirks,
    testButton: 'Test API Credentials',
    testSucceeded: `${label} was verified successfully!`,
    knobs,
  },
)
