/**
 * @see RFC 7643 §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import type { JsonObject } from '../json.ts'
import type { AttributeDefinition } from './attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from './schema.ts'
import { RESOURCE_TYPE_SCHEMA, SCHEMA_SCHEMA } from './urns.ts'

/** The body of a schema under `/Schemas`; `baseUrl` has no trailing slash. */
export function schemasToResource(schema: SchemaDefinition, baseUrl: string): JsonObject {
  return {
    schemas: [SCHEMA_SCHEMA],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(attributeToJson),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
  }
}

/** The body of a resource type under `/ResourceTypes`; its id is its name. */
export function resourceTypeToResource(resourceType: ResourceTypeDefinition, baseUrl: string): JsonObject {
  return {
    schemas: [RESOURCE_TYPE_SCHEMA],
    id: resourceType.name,
    name: resourceType.name,
    description: resourceType.description,
    endpoint: resourceType.endpoint,
    schema: resourceType.schema.id,
    schemaExtensions: resourceType.schemaExtensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${resourceType.name}` },
  }
}

// RFC 7643 erratum 6004 (Verified): complex attributes have neither caseExact nor uniqueness.
function attributeToJson(attribute: AttributeDefinition): JsonObject {
  const { name, type, multiValued, description, required, mutability, returned } = attribute
  const { caseExact, uniqueness, canonicalValues, referenceTypes, subAttributes } = attribute
  return {
    name,
    type,
    multiValued,
    description,
    required,
    ...(type === 'complex' ? {} : { caseExact }),
    ...(canonicalValues === undefined ? {} : { canonicalValues: [...canonicalValues] }),
    mutability,
    returned,
    ...(type === 'complex' ? {} : { uniqueness }),
    ...(referenceTypes === undefined ? {} : { referenceTypes: [...referenceTypes] }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(attributeToJson) }),
  }
}
