import type { JsonObject, ResourceTypeDefinition } from '@scimulator/scim-core'
import type { ScimContext } from '../context.ts'
import { hasMembers } from '../resource/derived.ts'

/** The body of a write to a resource type; one that may carry a whole membership may be larger. */
export function readWriteBody(context: ScimContext, resourceType: ResourceTypeDefinition): Promise<JsonObject> {
  const { bodyBytes, membershipBodyBytes, bodyDepth } = context.settings.limits
  const bytes = hasMembers(resourceType) ? Math.max(bodyBytes, membershipBodyBytes) : bodyBytes
  return context.readBody({ bytes, depth: bodyDepth })
}
