import type { HeaderContext } from '@scimulator/sim-kit'
import type { KnobValue } from './evidence/knobs.ts'

/**
 * Every header line of a request in wire order. Captured: no User-Agent, no Accept, Content-Length without chunking.
 * The order is inferred; Accept-Encoding and Connection were absent behind a proxy and are left out (weak).
 */
export function composeHeaders(
  context: HeaderContext,
  contentType: KnobValue<'content-type'> = 'application/scim+json',
): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [
    ['Host', context.host],
    ['Authorization', context.authorization],
  ]
  if (context.contentLength !== undefined) {
    headers.push(['Content-Type', contentType], ['Content-Length', String(context.contentLength)])
  }
  return headers
}
