/**
 * @see RFC 7643 §4.1.2 "groups", §4.2 "members" — https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 */
import type { ResourceTypeDefinition } from '@scimulator/scim-core'

/** Whether resources of this type have members, which the store keeps apart from their attributes. */
export function hasMembers(resourceType: ResourceTypeDefinition): boolean {
  return resourceType.schema.attributes.some(({ name, multiValued }) => name === 'members' && multiValued)
}

/** Whether resources of this type show the groups they belong to. */
export function hasGroups(resourceType: ResourceTypeDefinition): boolean {
  return resourceType.schema.attributes.some(({ name, mutability }) => name === 'groups' && mutability === 'readOnly')
}
