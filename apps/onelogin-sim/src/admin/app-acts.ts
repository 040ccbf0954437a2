import { notSent, step } from '@scimulator/sim-kit'
import { connectApp } from '../behaviours/connect-app.ts'
import { readAll } from '../behaviours/import-users.ts'
import { refreshEntitlements } from '../behaviours/refresh-entitlements.ts'
import { leftOut, whyClosed, whyDisconnected } from '../behaviours/task.ts'
import { documented, guided, inferred } from '../evidence/sources.ts'
import type { Act } from './order.ts'

/** Configuration, and the menu More Actions of an app. */
export const APP_ACTS: readonly Act[] = [
  {
    id: 'connect',
    label: 'Configuration > API Connection > Enable',
    summary: 'Probes the SCIM Base URL with the token, then refreshes entitlements; nobody is provisioned.',
    evidence: documented('O1'),
    beforeEnable: true,
    play: (app) => connectApp(app, []),
  },
  {
    id: 'disconnect',
    label: 'Configuration > API Connection > Disable',
    summary: 'Until the next Enable nothing is sent.',
    evidence: guided('V5'),
    beforeEnable: true,
    *play(app) {
      app.saved.console.apiStatus = 'Disabled'
      yield* notSent({ kind: 'connection', name: 'API Connection' }, 'verify', 'API Status: Disabled', 'Disable')
    },
  },
  {
    id: 'syncLogins',
    label: 'More Actions > Sync logins',
    summary: 'Reads all accounts of the app and says who matches: "Synchronizing users with {App}".',
    evidence: inferred('the menu entry is in a guide, the call is documented', 'V10', 'O1'),
    *play(app) {
      const users = { kind: 'directory', name: 'Users' } as const
      const closed = whyClosed(app)
      if (closed === undefined) yield* step(users, 'import', () => readAll(app), 'Sync logins')
      else yield* leftOut(users, 'import', closed, 'Sync logins')
    },
  },
  {
    id: 'refreshEntitlements',
    label: 'Provisioning > Entitlements > Refresh',
    summary: 'Reads the groups of the app as values of the Groups parameter.',
    evidence: guided('V10'),
    play(app) {
      const closed = whyDisconnected(app)
      if (closed === undefined) return refreshEntitlements(app)
      return leftOut({ kind: 'directory', name: 'Entitlements' }, 'import', closed, 'Refresh entitlements')
    },
  },
]
