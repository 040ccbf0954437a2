import type { JsonObject } from '@scimulator/scim-core'
import type { HeaderContext } from '@scimulator/sim-kit'
import type { KnobValue } from './evidence/knobs.ts'
import { ownObject, ownText } from './own-json.ts'
import { type CustomHeaders, readCustomHeaders } from './settings/custom-headers.ts'

/** What the header lines of an app depend on, besides the request. */
export interface HeaderOptions {
  readonly contentType: KnobValue<'content-type'>
  readonly customHeaders: CustomHeaders
}

/**
 * Every header line of a request in wire order. Captured: no User-Agent, no Accept, Content-Length without chunking.
 * The order is inferred; Accept-Encoding and Connection were absent behind a proxy and are left out (weak). Custom Headers
 * come last on every call; one that has the name of a line takes its place (a guide has admins set Content-Type so).
 */
export function composeHeaders(
  context: HeaderContext,
  { contentType, customHeaders }: HeaderOptions,
): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [
    ['Host', context.host],
    ['Authorization', context.authorization],
  ]
  if (context.contentLength !== undefined) {
    headers.push(['Content-Type', contentType], ['Content-Length', String(context.contentLength)])
  }
  const byName = new Map(customHeaders.map((header) => [header[0].toLowerCase(), header]))
  const own = headers.map((header) => byName.get(header[0].toLowerCase()) ?? header)
  const taken = new Set(headers.map(([name]) => name.toLowerCase()))
  return [...own, ...[...byName].flatMap(([name, header]) => (taken.has(name) ? [] : [header]))]
}

/** The Custom Headers of a settings document. */
export function customHeadersOf(settings: JsonObject | undefined): CustomHeaders {
  return readCustomHeaders(ownText(ownObject(settings ?? {}, 'configuration'), 'customHeaders') ?? '').headers
}
