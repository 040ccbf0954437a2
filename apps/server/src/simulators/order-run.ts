import {
  type Assignment,
  type OpenedRun,
  openedRunSchema,
  type RunRequest,
  type SimulatorRegistration,
} from '@scimulator/admin-api'
import { callControl } from './call-control.ts'

/** Orders a run from a simulator's control API. @throws ApiFailure with the simulator's own words where it gives some. */
export async function orderRun(simulator: SimulatorRegistration, request: RunRequest): Promise<OpenedRun> {
  return callControl(simulator, '/_sim/run', request, openedRunSchema)
}

/** Has a simulator assign an app to a person, or take it from them. @throws ApiFailure as `orderRun`. */
export async function orderAssignment(
  simulator: SimulatorRegistration,
  act: 'assign' | 'unassign',
  order: RunRequest & Pick<Assignment, 'person'>,
): Promise<OpenedRun> {
  return callControl(simulator, `/_sim/${act}`, order, openedRunSchema)
}
