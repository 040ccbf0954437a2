/**
 * @see RFC 7643 §3 SCIM Resources, §3.1 Common Attributes — https://www.rfc-editor.org/rfc/rfc7643#section-3.1
 */
import type { AttributeDefinition } from '../schema/attribute.ts'
import { defineAttribute, defineReference } from '../schema/define.ts'

/**
 * The attributes of every resource, whatever its schema. They stand in no schema's attribute list, as in the RFC's own
 * dump of the schemas.
 */
export const COMMON_ATTRIBUTES: readonly AttributeDefinition[] = [
  defineReference('schemas', 'The URIs of the schemas the resource has attributes of.', ['uri'], {
    multiValued: true,
    required: true,
    returned: 'always',
  }),
  defineAttribute('id', 'The identifier of the resource, issued by the service provider.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  defineAttribute('externalId', 'The identifier of the resource as defined by the provisioning client.', {
    caseExact: true,
  }),
  defineAttribute('meta', 'Metadata about the resource.', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      defineAttribute('resourceType', 'The name of the resource type.', { caseExact: true, mutability: 'readOnly' }),
      defineAttribute('created', 'When the resource was added.', { type: 'dateTime', mutability: 'readOnly' }),
      defineAttribute('lastModified', 'When the resource last changed.', { type: 'dateTime', mutability: 'readOnly' }),
      defineReference('location', 'The URI of the resource.', ['uri'], { mutability: 'readOnly' }),
      defineAttribute('version', 'The version of the resource, equal to its ETag.', {
        caseExact: true,
        mutability: 'readOnly',
      }),
    ],
  }),
]
