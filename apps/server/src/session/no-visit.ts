import type { Request } from 'express'

/** Whether a request is not the person's own: a HEAD or a prefetch must not spend a one-time key. */
export function isNoVisit(request: Request): boolean {
  const purpose = request.get('sec-purpose') ?? request.get('purpose') ?? ''
  return request.method === 'HEAD' || purpose.includes('prefetch')
}
