import { type OpenedRun, openedRunSchema } from '@scimulator/admin-api'
import { postJson } from './client.ts'

/** Has a simulator's admin assign the app to a person, or take it away. */
export function orderAssignment(
  vendor: string,
  act: 'assign' | 'unassign',
  order: { team: string; person: string },
): Promise<OpenedRun> {
  return postJson(`/api/simulators/${encodeURIComponent(vendor)}/${act}`, order, openedRunSchema)
}
