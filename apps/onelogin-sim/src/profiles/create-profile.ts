import type { Profile } from '@scimulator/sim-kit'
import { adminActionsOf } from '../admin/admin-actions.ts'
import type { Connector } from '../app/connector.ts'
import { connect } from '../connection.ts'
import { knobValue } from '../evidence/knobs.ts'
import { followWith } from '../follow/follow.ts'
import { composeHeaders, customHeadersOf } from '../headers.ts'
import { decideRetry } from '../retry.ts'
import { demoOf } from '../scenarios/demo.ts'
import { lifecycleOf } from '../scenarios/lifecycle.ts'
import { removalOf } from '../scenarios/removal.ts'
import { settingsOf } from '../settings/app-settings.ts'

/** What profiles say for themselves. */
export type Claims = Pick<Profile, 'label' | 'summary' | 'evidence' | 'shapes' | 'quirks' | 'knobs'>

/** The profile of an app made with a connector. */
export function createProfile(connector: Connector, claims: Claims): Profile {
  return {
    id: connector.id,
    ...claims,
    // Inferred: no time-out is documented.
    timeoutMs: 30_000,
    connect,
    headers: (context) =>
      composeHeaders(context, {
        contentType: knobValue(context.knobs, 'content-type'),
        customHeaders: customHeadersOf(context.settings),
      }),
    retry: (answer, attempt, _previousMs, knobs) => decideRetry(answer, attempt, knobValue(knobs, 'retry')),
    scenarios: [lifecycleOf(connector), demoOf(connector), removalOf(connector)],
    adminActions: adminActionsOf(connector),
    settings: settingsOf(connector),
    follow: followWith(connector),
  }
}
