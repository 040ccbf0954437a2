import type { Profile } from '@scimulator/sim-kit'
import { withDefaults } from '../evidence/knobs.ts'
import { evidence } from '../evidence/sources.ts'
import { createProfile } from './profile.ts'

/** An app made in the App Integration Wizard: GET and PUT everywhere, never PATCH. */
export const aiw: Profile = createProfile(
  {
    id: 'aiw',
    label: 'App Integration Wizard (SCIM)',
    summary: 'Wizard-made app: every change of a person or group by GET and PUT, never PATCH',
    evidence: evidence('captured', 'live'),
  },
  {
    label: 'SCIM wizard app',
    updates: 'put',
    testButton: 'Test Connector Configuration',
    testSucceeded: 'Connector configured successfully',
    // The live app sent no /Groups request at test or save, with Push Groups ticked too.
    knobs: withDefaults({ groupsProbeOnSave: { default: 'off', evidence: evidence('captured', 'live') } }),
  },
)
