import type { Expected } from '@scimulator/admin-api'
import type { Behaviour, Evidence, Profile, Scenario, TransportRule } from '@scimulator/sim-kit'
import { createAdminActions } from '../admin/actions.ts'
import { type Integration, type OktaApp, openApp } from '../app/app.ts'
import { connect } from '../connection.ts'
import { evidence } from '../evidence/sources.ts'
import { followDirectory } from '../follow/follow.ts'
import { composeHeaders } from '../headers.ts'
import { decideRetry } from '../retry.ts'
import { playDemo } from '../scenarios/demo.ts'
import { playLifecycle } from '../scenarios/lifecycle.ts'
import { playRemoval } from '../scenarios/removal.ts'
import { createSettings } from '../settings/settings.ts'

/** What a profile says of itself. */
export interface ProfileText {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
}

/** What Okta's cloud demands of a base URL (S18). */
const transport: readonly TransportRule[] = [
  { rule: 'https', evidence: evidence('vendor-docs', 'S18') },
  { rule: 'noUnderscore', evidence: evidence('vendor-docs', 'S18') },
]

/** No data on the socket for so long ends a request (S3). */
const TIMEOUT_MS = 60_000

/** A profile of Okta: everything but the integration is the same for all. */
export function createProfile(text: ProfileText, integration: Integration): Profile {
  return {
    ...text,
    shapes: integration.shapes,
    quirks: integration.quirks,
    knobs: integration.knobs,
    timeoutMs: TIMEOUT_MS,
    transport,
    authorizations: integration.authorizations,
    connect,
    headers: composeHeaders,
    retry: decideRetry,
    scenarios: createScenarios(integration),
    adminActions: createAdminActions(integration),
    settings: createSettings(integration.knobs),
    *follow(change, context) {
      return yield* followDirectory(openApp(context, integration), change)
    },
  }
}

/** Generators all through: state is read when a scenario starts to play, not when it is made. */
function createScenarios(integration: Integration): Scenario[] {
  const scenario = (id: string, summary: string, play: (app: OktaApp) => Behaviour<Expected>): Scenario => ({
    id,
    summary,
    *play(context) {
      return yield* play(openApp(context, integration))
    },
  })
  return [
    scenario('lifecycle', 'A new app: test, import, assignments, group push, then every kind of change', playLifecycle),
    scenario('demo', 'A first full sync, later a sync of a few changes', playDemo),
    scenario('removal', 'Everybody loses the app: groups unlinked, people deactivated, nobody deleted', playRemoval),
  ]
}
