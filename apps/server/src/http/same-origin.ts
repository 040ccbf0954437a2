import type { Request } from 'express'
import { ApiFailure } from './api-error.ts'

/**
 * Lets only the dashboard's own pages change something. `same-site` is refused as well: every port of `localhost` is
 * the same site.
 *
 * @throws ApiFailure 403.
 */
export function assertSameOrigin(request: Request): void {
  const site = request.get('sec-fetch-site')
  const allowed = site === undefined ? isOwnOrigin(request) : site === 'same-origin'
  if (!allowed) throw new ApiFailure(403, 'crossOrigin', 'Only the dashboard itself may change something here.')
}

function isOwnOrigin(request: Request): boolean {
  const origin = request.get('origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  return new URL(origin).host === request.get('host')
}
