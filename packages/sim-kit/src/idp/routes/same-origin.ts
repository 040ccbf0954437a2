import type { Request } from 'express'

/**
 * Whether a request comes from one of the simulator's own pages. `same-site` does not do: to a browser every port of
 * `localhost` is the same site.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = request.get('origin')
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get('host')
}
