import type { Profile } from '@scimulator/sim-kit'
import { actions } from '../actions.ts'
import { connect } from '../connection.ts'
import { KNOBS, knobValue } from '../evidence/knobs.ts'
import { QUIRKS } from '../evidence/quirks.ts'
import { SHAPES } from '../evidence/shapes.ts'
import { captured } from '../evidence/sources.ts'
import { composeHeaders } from '../headers.ts'
import { decideRetry } from '../retry.ts'
import { demo } from '../scenarios/demo.ts'
import { lifecycle } from '../scenarios/lifecycle.ts'
import { removal } from '../scenarios/removal.ts'

/** An app made with the connector "SCIM Provisioner with SAML (SCIM v2 Enterprise)". */
export const v2Enterprise: Profile = {
  id: 'v2-enterprise',
  label: 'SCIM Provisioner with SAML (SCIM v2 Enterprise)',
  summary: 'Look-up by userName before every write, whole-template PUTs, one PATCH per group and person.',
  evidence: captured('C1'),
  shapes: SHAPES,
  quirks: QUIRKS,
  knobs: KNOBS,
  // Inferred: no time-out is documented.
  timeoutMs: 30_000,
  connect,
  headers: (context) => composeHeaders(context, knobValue(context.knobs, 'content-type')),
  retry: (answer, attempt, _previousMs, knobs) => decideRetry(answer, attempt, knobValue(knobs, 'retry')),
  scenarios: [lifecycle, demo, removal],
  actions,
}
