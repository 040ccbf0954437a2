/**
 * @see RFC 7643 §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { allSchemas, type SchemaDefinition, schemasToResource } from '@scimulator/scim-core'
import type { Handler, ScimContext } from '../context.ts'
import { discoveryEndpoint } from './collection.ts'

/** `/Schemas`, or one of them by its URN, whatever the case. */
export function schemaHandlers(id: string | undefined): ReadonlyMap<string, Handler> {
  return discoveryEndpoint(
    (context) => schemasOf(context).map((schema) => schemasToResource(schema, context.baseUrl)),
    id,
    (resource, urn) => String(resource.id).toLowerCase() === urn.toLowerCase(),
  )
}

function schemasOf({ settings }: ScimContext): SchemaDefinition[] {
  return [...new Set(settings.resourceTypes.flatMap((resourceType) => [...allSchemas(resourceType)]))]
}
