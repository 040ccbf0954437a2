/**
 * @see RFC 7643 §6 ResourceType Schema — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import { resourceTypeToResource } from '@scimulator/scim-core'
import type { Handler } from '../context.ts'
import { discoveryEndpoint } from './collection.ts'

/** `/ResourceTypes`, or one of them by its name. */
export function resourceTypeHandlers(id: string | undefined): ReadonlyMap<string, Handler> {
  return discoveryEndpoint(
    ({ settings, baseUrl }) =>
      settings.resourceTypes.map((resourceType) => resourceTypeToResource(resourceType, baseUrl)),
    id,
    (resource, name) => resource.id === name,
  )
}
