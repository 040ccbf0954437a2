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
  const { filter, sortBy, sortOrder, startIndex, count, projection } = query
  const view = createView(context, resourceType, projection)
  const { totalResults, resources } = await settings.store.read(tenant).query({
    resourceType: resourceType.name,
    ...(filter === undefined ? {} : { filter: readFilter(filter, resourceType, context) }),
    ...(sortBy === undefined ? {} : { sortBy: resolveSortBy(sortBy, resourceType), sortOrder }),
    startIndex,
    count,
    include: view.include,
  })
  return { status: 200, body: toListResponse(resources.map(view.render), totalResults, startIndex) }
}

function readFilter(text: string, resourceType: ResourceTypeDefinition, context: ScimContext): Filter {
  const { settings, tolerances, baseUrl } = context
  const parsed = parseFilter(text, { maxLength: settings.limits.filterLength, tolerances })
  const resolved = resolveFilter(parsed, resourceType, tolerances)
  return withoutAddresses(resolved, resourceType, { baseUrl, resourceTypes: settings.resourceTypes })
}
