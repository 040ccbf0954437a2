import type { AdminAction } from '@scimulator/sim-kit'
import type { Connector } from '../app/connector.ts'
import { APP_ACTS } from './app-acts.ts'
import { toAdminAction } from './order.ts'
import { PROVISIONING_ACTS } from './provisioning-acts.ts'
import { ROLE_ACTS } from './role-acts.ts'
import { TASK_ACTS } from './task-acts.ts'
import { USER_ACTS } from './user-acts.ts'

/** Everything OneLogin's admin can order of an app of this connector, in the order of the console. */
export function adminActionsOf(connector: Connector): readonly AdminAction[] {
  const acts = [...APP_ACTS, ...PROVISIONING_ACTS, ...USER_ACTS, ...ROLE_ACTS, ...TASK_ACTS]
  return acts.map((act) => toAdminAction(act, connector))
}
