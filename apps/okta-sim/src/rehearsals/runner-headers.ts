import type { HeaderContext } from '@scimulator/sim-kit'

/**
 * What the runner of the published suites sends (S11): a media type on GET too, and fewer lines on POST. Their order,
 * Host and Content-Length are inferred.
 */
export function composeRunnerHeaders({
  method,
  host,
  authorization,
  contentLength,
}: HeaderContext): readonly (readonly [string, string])[] {
  const length = contentLength === undefined ? [] : [['Content-Length', String(contentLength)] as const]
  if (method === 'POST') {
    return [
      ['Host', host],
      ['Content-Type', 'application/json'],
      ['Authorization', authorization],
      ['Accept', 'application/scim+json; charset=utf-8'],
      ...length,
    ]
  }
  return [
    ['Host', host],
    ['Accept-Charset', 'utf-8'],
    ['Content-Type', 'application/scim+json; charset=utf-8'],
    ['Authorization', authorization],
    ['Accept', 'application/scim+json'],
    ['User-Agent', 'OKTA SCIM Integration'],
    ...length,
  ]
}
