import type { HeaderContext } from '@scimulator/sim-kit'

/** Still the value of a live app in October 2026. */
const USER_AGENT = 'Okta SCIM Client 1.0.0'

/**
 * Every header line in the order Okta was captured sending it (S5, 2018; Accept, Accept-Charset and User-Agent
 * reconfirmed since). Only GET leaves Content-Type out: the captured DELETE carries it without a body.
 */
export function composeHeaders(context: HeaderContext): readonly (readonly [string, string])[] {
  const contentType: [string, string][] =
    context.method === 'GET' ? [] : [['Content-Type', 'application/scim+json; charset=utf-8']]
  const contentLength: [string, string][] =
    context.contentLength === undefined ? [] : [['Content-Length', String(context.contentLength)]]
  return [
    ['Accept', 'application/scim+json'],
    ['Accept-Charset', 'utf-8'],
    ...contentType,
    ['User-Agent', USER_AGENT],
    ['Authorization', context.authorization],
    ...contentLength,
    ['Host', context.host],
    ['Connection', 'Keep-Alive'],
    ['Accept-Encoding', 'gzip,deflate'],
  ]
}
