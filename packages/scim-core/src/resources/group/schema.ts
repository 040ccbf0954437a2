/**
 * @see RFC 7643 §4.2 "Group" Resource Schema, §8.7.1 — https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 * @see RFC 7643 erratum 5368 (Verified): displayName is required; erratum 6011 (Reported): members.display — https://www.rfc-editor.org/errata/rfc7643
 */
import { defineAttribute, defineReference } from '../../schema/define.ts'
import type { SchemaDefinition } from '../../schema/schema.ts'
import { GROUP_SCHEMA } from '../../schema/urns.ts'

/**
 * The core Group schema. CHOICE: `displayName` is unique whatever its case, and a member must have a `value`; both are
 * tighter than the RFC's dump and said here so that `/Schemas` tells the truth.
 */
export const GROUP_SCHEMA_DEFINITION: SchemaDefinition = {
  id: GROUP_SCHEMA,
  name: 'Group',
  description: 'Group',
  attributes: [
    defineAttribute('displayName', 'The name of the Group, unique over all Groups whatever its case.', {
      required: true,
      uniqueness: 'server',
    }),
    defineAttribute('members', 'The members of the Group.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        defineAttribute('value', 'The id of the member.', { caseExact: true, required: true, mutability: 'immutable' }),
        defineReference('$ref', 'The URI of the member.', ['User', 'Group'], { mutability: 'immutable' }),
        defineAttribute('type', 'The resource type of the member.', {
          mutability: 'immutable',
          canonicalValues: ['User', 'Group'],
        }),
        defineAttribute('display', 'The name of the member, derived from the member.', { mutability: 'immutable' }),
      ],
    }),
  ],
}
