import { notFound, quote, type ResourceTypeDefinition } from '@scimulator/scim-core'
import type { StoredResource } from '@scimulator/scim-store'

/** The resource, if this tenant has one of this type under the id; whoever else may have it. @throws ScimError 404. */
export function required(
  stored: StoredResource | undefined,
  resourceType: ResourceTypeDefinition,
  id: string,
): StoredResource {
  if (stored === undefined) throw notFound(`The ${resourceType.name} ${quote(id)} was not found.`)
  return stored
}
