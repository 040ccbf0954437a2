import type { Request } from 'express'

/** By what browsers say that they load ahead, or for a small picture, what nobody has opened. */
const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']

/** Whether a request is not the person's own: a HEAD, a prefetch or a preview must not spend a one-time key. */
export function isNoVisit(request: Request): boolean {
  if (request.method === 'HEAD') return true
  return PURPOSES.some((name) => /prefetch|preview/i.test(request.get(name) ?? ''))
}
