/**
 * @see RFC 7643 §6 ResourceType Schema — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import type { ResourceTypeDefinition } from '../../schema/schema.ts'
import { GROUP_SCHEMA_DEFINITION } from './schema.ts'

/** The Group resource type. */
export const GROUP: ResourceTypeDefinition = {
  name: 'Group',
  description: 'Group',
  endpoint: '/Groups',
  schema: GROUP_SCHEMA_DEFINITION,
  schemaExtensions: [],
}
