import type { OktaApp } from '../app/app.ts'
import type { FindingId } from './catalogue.ts'

/** The finding for a refused request to a resource: 404 to one that only an earlier run knew is nobody's fault. */
export function refusedOrGone(app: OktaApp, id: string | null, refused: FindingId): (status: number) => FindingId {
  return (status) => (status === 404 && id !== null && !app.met.has(id) ? 'resource-gone' : refused)
}
