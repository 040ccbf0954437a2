import type { ScimRequest } from '@scimulator/sim-kit'

/** Nothing but what the service itself sends. */
export const EXACT: Readonly<Record<string, string>> = { readBack: 'off' }
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
/** What every cycle starts with. */
export const PROBES: readonly string[] = [
  'GET /Users?filter=userName+eq+%22GUID%22',
  'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22GUID%22',
]

/** Method, path and operations of each request, GUIDs replaced. */
export function trace(requests: readonly ScimRequest[]): string[] {
  return requests.map(({ method, path, body }) => {
    const operations = body?.Operations === undefined ? '' : ` ${JSON.stringify(body.Operations)}`
    return `${method} ${path}${operations}`.replaceAll(GUID, 'GUID')
  })
}
