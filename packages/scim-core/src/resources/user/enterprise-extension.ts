/**
 * @see RFC 7643 §4.3 Enterprise User Schema Extension — https://www.rfc-editor.org/rfc/rfc7643#section-4.3
 * @see RFC 7643 errata 8471 and 8472 (Verified) — https://www.rfc-editor.org/errata/rfc7643
 */
import { defineAttribute, defineReference } from '../../schema/define.ts'
import type { SchemaDefinition } from '../../schema/schema.ts'
import { ENTERPRISE_USER_SCHEMA } from '../../schema/urns.ts'

/** The Enterprise User extension of the User. */
export const ENTERPRISE_USER_SCHEMA_DEFINITION: SchemaDefinition = {
  id: ENTERPRISE_USER_SCHEMA,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    defineAttribute('employeeNumber', 'The number of the person in the organization.'),
    defineAttribute('costCenter', 'The name of a cost center.'),
    defineAttribute('organization', 'The name of an organization.'),
    defineAttribute('division', 'The name of a division.'),
    defineAttribute('department', 'The name of a department.'),
    defineAttribute('manager', 'The manager of the User.', {
      type: 'complex',
      subAttributes: [
        defineAttribute('value', 'The id of the User who is the manager.', { caseExact: true }),
        defineReference('$ref', 'The URI of the User who is the manager.', ['User']),
        defineAttribute('displayName', 'The displayName of the manager.', { mutability: 'readOnly' }),
      ],
    }),
  ],
}
