import type { Profile } from '@scimulator/sim-kit'
import { V2_CORE } from '../app/connector.ts'
import { KNOBS } from '../evidence/knobs.ts'
import { QUIRKS } from '../evidence/quirks.ts'
import { shapesWithout } from '../evidence/shapes.ts'
import { inferred } from '../evidence/sources.ts'
import { createProfile } from './create-profile.ts'

const NOT_IN_TEMPLATE = new Set(['foreign-schema-urns', 'manager-id'])

/** An app made with the connector "SCIM Provisioner with SAML (SCIM v2 Core)". */
export const v2Core: Profile = createProfile(V2_CORE, {
  label: 'SCIM Provisioner with SAML (SCIM v2 Core)',
  summary: 'As the Enterprise connector, with a template of userName and name alone.',
  evidence: inferred('guides name the connector; its untouched template was not seen', 'V1', 'V6', 'O6'),
  shapes: shapesWithout('post-user-full', 'post-user-blanks', 'put-cleared-title', 'put-new-manager'),
  quirks: QUIRKS.filter(({ id }) => !NOT_IN_TEMPLATE.has(id)),
  knobs: KNOBS.filter(({ id }) => id !== 'schema-urns'),
})
