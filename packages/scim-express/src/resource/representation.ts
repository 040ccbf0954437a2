/**
 * @see RFC 7643 §3.1 Common Attributes — https://www.rfc-editor.org/rfc/rfc7643#section-3.1
 */
import { type JsonObject, type ResourceTypeDefinition, toETag } from '@scimulator/scim-core'
import type { GroupReference, MemberReference, StoredResource } from '@scimulator/scim-store'

/** What is needed to turn stored resources into their wire shape. */
export interface Addressing {
  readonly baseUrl: string
  readonly resourceTypes: readonly ResourceTypeDefinition[]
}

/** A stored resource in its wire shape, before projection. Derived attributes appear when the read brought them along. */
export function toResource(stored: StoredResource, resourceType: ResourceTypeDefinition, at: Addressing): JsonObject {
  const { schemas, ...attributes } = stored.attributes
  return {
    schemas,
    id: stored.id,
    ...attributes,
    ...(isFilled(stored.members) ? { members: stored.members.map((member) => toMember(member, at)) } : {}),
    ...(isFilled(stored.groups) ? { groups: stored.groups.map((group) => toGroup(group, at)) } : {}),
    meta: {
      resourceType: resourceType.name,
      created: stored.created,
      lastModified: stored.lastModified,
      location: locationOf(stored, resourceType, at.baseUrl),
      version: toETag(stored.version),
    },
  }
}

/** The URI of a resource: `meta.location`, `Location` and `$ref` alike. */
export function locationOf({ id }: { id: string }, resourceType: ResourceTypeDefinition, baseUrl: string): string {
  return `${baseUrl}${resourceType.endpoint}/${encodeURIComponent(id)}`
}

function toMember({ value, type, display }: MemberReference, at: Addressing): JsonObject {
  return { value, ...refTo(value, type, at), type, ...(display === undefined ? {} : { display }) }
}

function toGroup({ value, type, display }: GroupReference, at: Addressing): JsonObject {
  return { value, ...refTo(value, 'Group', at), ...(display === undefined ? {} : { display }), type }
}

function refTo(id: string, typeName: string, { resourceTypes, baseUrl }: Addressing): JsonObject {
  const type = resourceTypes.find(({ name }) => name === typeName)
  return type === undefined ? {} : { $ref: locationOf({ id }, type, baseUrl) }
}

function isFilled<Element>(list: readonly Element[] | undefined): list is readonly Element[] {
  return list !== undefined && list.length > 0
}
