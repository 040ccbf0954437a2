import {
  type OpenedRun,
  openedRunSchema,
  type RunRequest,
  type SimulatorActionOrder,
  type SimulatorRegistration,
} from '@scimulator/admin-api'
import { callControl } from './call-control.ts'

/** Orders a run from a simulator's control API. @throws ApiFailure with the simulator's own words where it gives some. */
export async function orderRun(simulator: SimulatorRegistration, request: RunRequest): Promise<OpenedRun> {
  return callControl(simulator, '/_sim/run', request, openedRunSchema)
}

/** Has a simulator play an action of its vendor's admin. @throws ApiFailure as `orderRun`. */
export async function orderAction(
  simulator: SimulatorRegistration,
  action: string,
  order: SimulatorActionOrder,
): Promise<OpenedRun> {
  return callControl(simulator, `/_sim/actions/${encodeURIComponent(action)}`, order, openedRunSchema)
}
