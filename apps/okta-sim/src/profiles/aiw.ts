import type { Profile } from '@scimulator/sim-kit'
import type { Integration } from '../app/app.ts'
import { withDefaults } from '../evidence/knobs.ts'
import { putQuirks } from '../evidence/quirks.ts'
import { putShapes } from '../evidence/shapes.ts'
import { evidence } from '../evidence/sources.ts'
import { createProfile } from './profile.ts'

/** How an app of the App Integration Wizard is integrated. */
export const aiwIntegration: Integration = {
  label: 'SCIM wizard app',
  updates: 'put',
  authorizations: ['basic', 'oauth'],
  shapes: putShapes,
  quirks: putQuirks,
  testButton: 'Test Connector Configuration',
  testSucceeded: 'Connector configured successfully',
  // The live app sent no /Groups request at test or save, with Push Groups ticked too.
  knobs: withDefaults({
    groupsProbeOnSave: { default: 'off', evidence: evidence('captured', 'live') },
    authentication: {
      summary: 'Authentication Mode "HTTP Header": Okta puts the word Bearer before the token',
      values: ['header'],
      default: 'header',
      evidence: evidence('inferred', 'S9'),
    },
  }),
}

/** An app made in the App Integration Wizard: GET and PUT everywhere, never PATCH. */
export const aiw: Profile = createProfile(
  {
    id: 'aiw',
    label: 'App Integration Wizard (SCIM)',
    summary: 'Wizard-made app: every change of a person or group by GET and PUT, never PATCH',
    evidence: evidence('captured', 'live'),
  },
  aiwIntegration,
)
