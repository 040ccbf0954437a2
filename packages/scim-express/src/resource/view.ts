/**
 * @see RFC 7644 §3.9 Additional Operation Response Parameters — https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 */
import {
  compileProjection,
  isAttributeReturned,
  type JsonObject,
  type Project,
  type Projection,
  type ResourceTypeDefinition,
  toETag,
} from '@scimulator/scim-core'
import type { Include, StoredResource } from '@scimulator/scim-store'
import type { ScimContext } from '../context.ts'
import type { Reply } from '../response/reply.ts'
import { hasGroups, hasMembers } from './derived.ts'
import { locationOf, toResource } from './representation.ts'

/** How a client wants to see resources of a type: what to read along, and what to show. */
export interface View {
  readonly include: Include
  /** Whether the client named attributes, so that an answer must have a body. */
  readonly isProjected: boolean
  /** A resource as the client shall see it. */
  render(stored: StoredResource): JsonObject
  /** The answer that carries one resource, with its version and address. */
  reply(status: number, stored: StoredResource): Reply
  /** The headers of an answer about a resource: the same whatever the projection. */
  headers(stored: StoredResource): Record<string, string>
}

const wholeViews = new WeakMap<ResourceTypeDefinition, Project>()

/** The view a projection asks for. What it leaves out is not even read from the store. */
export function createView(context: ScimContext, resourceType: ResourceTypeDefinition, projection: Projection): View {
  const { baseUrl, settings } = context
  const isProjected = projection.attributes !== undefined || projection.excludedAttributes !== undefined
  const isWhole = !isProjected && (projection.sent ?? []).length === 0
  const project = isWhole ? wholeView(resourceType) : compileProjection(resourceType, projection)
  const at = { baseUrl, resourceTypes: settings.resourceTypes }
  const render = (stored: StoredResource): JsonObject => project(toResource(stored, resourceType, at))
  const headers = (stored: StoredResource): Record<string, string> => ({
    etag: toETag(stored.version),
    location: locationOf(stored, resourceType, baseUrl),
  })
  return {
    include: {
      members: hasMembers(resourceType) && isAttributeReturned(resourceType, 'members', projection),
      groups: hasGroups(resourceType) && isAttributeReturned(resourceType, 'groups', projection),
    },
    isProjected,
    render,
    headers,
    reply: (status, stored) => ({ status, headers: headers(stored), body: render(stored) }),
  }
}

function wholeView(resourceType: ResourceTypeDefinition): Project {
  const known = wholeViews.get(resourceType)
  if (known !== undefined) return known
  const project = compileProjection(resourceType, {})
  wholeViews.set(resourceType, project)
  return project
}
