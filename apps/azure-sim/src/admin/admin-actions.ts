import type { AdminAction } from '@scimulator/sim-kit'
import type { JobSetup } from '../job/job.ts'
import { toAction } from './act.ts'
import { JOB_ACTIONS } from './job-actions.ts'
import { ON_DEMAND_ACTIONS } from './on-demand-actions.ts'
import { SETTINGS_ACTIONS } from './settings-actions.ts'
import { SOURCE_ACTIONS } from './source-actions.ts'

/** Everything an admin can order in the portal. */
export function createAdminActions(setup: JobSetup): readonly AdminAction[] {
  const drafts = [...JOB_ACTIONS, ...SOURCE_ACTIONS, ...ON_DEMAND_ACTIONS, ...SETTINGS_ACTIONS]
  return drafts.map((draft) => toAction(setup, draft))
}
