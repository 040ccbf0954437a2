import { type Behaviour, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { mapRole } from './create-entitlement.ts'
import { enableApiConnection } from './enable-api-connection.ts'
import { importUsers } from './import-users.ts'
import { refreshEntitlements } from './refresh-entitlements.ts'
import { holdsTasksBack } from './task.ts'

/** Sets the app up: Enable, the import, Refresh entitlements, and one group per role. False when it stays Disabled. */
export function* connectApp(app: OneLoginApp, roles: readonly string[]): Behaviour<boolean> {
  if (!(yield* enableApiConnection(app))) {
    yield* step({ kind: 'directory', name: 'Users' }, 'import', function* () {
      return { outcome: 'skipped', reason: 'API Status is Disabled: nothing is provisioned' }
    })
    return false
  }
  yield* importUsers(app)
  yield* mapRoles(app, roles)
  return true
}

/** Refreshes entitlements, then creates what the roles still lack. */
export function* mapRoles(app: OneLoginApp, roles: readonly string[]): Behaviour<void> {
  yield* refreshEntitlements(app)
  if (holdsTasksBack(app)) return
  for (const role of roles) yield* mapRole(app, role)
}
