import type { AdminAction } from '@scimulator/sim-kit'
import type { Integration } from '../app/app.ts'
import { toAdminAction } from './action.ts'
import { assignmentActions } from './assignments.ts'
import { connectionActions } from './connection.ts'
import { groupActions } from './groups.ts'
import { importActions } from './imports.ts'
import { peopleActions } from './people.ts'
import { pushRuleActions } from './push-rules.ts'
import { taskActions } from './tasks.ts'

/** Everything an admin can order, in the order of the console: the app’s tabs, then the Directory and the Dashboard. */
export function createAdminActions(integration: Integration): AdminAction[] {
  const actions = [
    ...connectionActions(integration),
    ...importActions,
    ...assignmentActions,
    ...groupActions,
    ...pushRuleActions,
    ...peopleActions,
    ...taskActions,
  ]
  return actions.map((action) => toAdminAction(integration, action))
}
