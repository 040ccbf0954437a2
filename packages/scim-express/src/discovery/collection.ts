/**
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import { forbidden, type JsonObject, LIST_RESPONSE, notFound } from '@scimulator/scim-core'
import type { Handler, ScimContext } from '../context.ts'
import type { Reply } from '../response/reply.ts'

/** A filter on a discovery endpoint is refused: ignored, the whole list would look like the matches. @throws ScimError 403. */
export function assertNoFilter({ query }: ScimContext): void {
  const names = [...new URLSearchParams(query).keys()]
  if (names.some((name) => name.toLowerCase() === 'filter')) throw forbidden('A discovery endpoint takes no filter.')
}

/** The endpoint of a discovery collection, or of one of its resources. Paging, sorting and projection are ignored here. */
export function discoveryEndpoint(
  all: (context: ScimContext) => JsonObject[],
  id: string | undefined,
  isNamed: (resource: JsonObject, id: string) => boolean,
): ReadonlyMap<string, Handler> {
  const get: Handler = (context) => {
    assertNoFilter(context)
    const resources = all(context)
    if (id === undefined) return toList(resources)
    const found = resources.find((resource) => isNamed(resource, id))
    if (found === undefined) throw notFound('There is no such resource.')
    return { status: 200, body: found }
  }
  return new Map([['GET', get]])
}

function toList(resources: JsonObject[]): Reply {
  const totalResults = resources.length
  return {
    status: 200,
    body: { schemas: [LIST_RESPONSE], totalResults, startIndex: 1, itemsPerPage: totalResults, Resources: resources },
  }
}
