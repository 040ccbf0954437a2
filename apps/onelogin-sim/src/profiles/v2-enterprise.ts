import type { Profile } from '@scimulator/sim-kit'
import { V2_ENTERPRISE } from '../app/connector.ts'
import { KNOBS } from '../evidence/knobs.ts'
import { QUIRKS } from '../evidence/quirks.ts'
import { shapesWithout } from '../evidence/shapes.ts'
import { captured } from '../evidence/sources.ts'
import { createProfile } from './create-profile.ts'

/** An app made with the connector "SCIM Provisioner with SAML (SCIM v2 Enterprise)". */
export const v2Enterprise: Profile = createProfile(V2_ENTERPRISE, {
  label: 'SCIM Provisioner with SAML (SCIM v2 Enterprise)',
  summary: 'Look-up by userName before every write, whole-template PUTs, one PATCH per group and person.',
  evidence: captured('C1'),
  shapes: shapesWithout('post-user-core'),
  quirks: QUIRKS,
  knobs: KNOBS,
})
