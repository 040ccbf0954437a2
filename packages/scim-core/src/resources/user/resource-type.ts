/**
 * @see RFC 7643 §6 ResourceType Schema — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import type { ResourceTypeDefinition } from '../../schema/schema.ts'
import { ENTERPRISE_USER_SCHEMA_DEFINITION } from './enterprise-extension.ts'
import { USER_SCHEMA_DEFINITION } from './schema.ts'

/** The User resource type. CHOICE: the Enterprise User extension is not required, since minimal Users lack it. */
export const USER: ResourceTypeDefinition = {
  name: 'User',
  description: 'User Account',
  endpoint: '/Users',
  schema: USER_SCHEMA_DEFINITION,
  schemaExtensions: [{ schema: ENTERPRISE_USER_SCHEMA_DEFINITION, required: false }],
}
