/**
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import {
  type Filter,
  type ListQuery,
  parseFilter,
  type ResourceTypeDefinition,
  resolveFilter,
  resolveSortBy,
  toCursorListResponse,
  toListResponse,
} from '@scimulator/scim-core'
import type { ScimContext } from '../context.ts'
import { withoutAddresses } from '../resource/address-filter.ts'
import { createView } from '../resource/view.ts'
import type { Reply } from '../response/reply.ts'

/** One page of a resource type, for `GET` and for `.search` alike. */
export async function queryResources(
  context: ScimContext,
  resourceType: ResourceTypeDefinition,
  query: ListQuery,
): Promise<Reply> {
  const { settings, tenant } = context
  const { filter, sortBy, sortOrder, startIndex, count, cursor, projection } = query
  const view = createView(context, resourceType, projection)
  const scope = { tenant, resourceType: resourceType.name, query }
  const { totalResults, resources, next } = await settings.store.read(tenant).query({
    resourceType: resourceType.name,
    ...(filter === undefined ? {} : { filter: readFilter(filter, resourceType, context) }),
    ...(sortBy === undefined ? {} : { sortBy: resolveSortBy(sortBy, resourceType), sortOrder }),
    startIndex,
    count,
    ...(cursor === undefined ? {} : { after: settings.cursors.open(cursor, scope) }),
    include: view.include,
  })
  const rendered = resources.map(view.render)
  if (cursor === undefined) return { status: 200, body: toListResponse(rendered, totalResults, startIndex) }
  const nextCursor = next && settings.cursors.seal(next, scope)
  return { status: 200, body: toCursorListResponse(rendered, totalResults, nextCursor) }
}

function readFilter(text: string, resourceType: ResourceTypeDefinition, context: ScimContext): Filter {
  const { settings, tolerances, baseUrl } = context
  const parsed = parseFilter(text, { maxLength: settings.limits.filterLength, tolerances })
  const resolved = resolveFilter(parsed, resourceType, tolerances)
  return withoutAddresses(resolved, resourceType, { baseUrl, resourceTypes: settings.resourceTypes })
}
