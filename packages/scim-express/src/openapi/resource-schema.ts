/**
 * @see RFC 7643 §3 SCIM Resources, §3.3 Attribute Extensions to Resources — https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import { COMMON_ATTRIBUTES, isJsonObject, type JsonObject, type ResourceTypeDefinition } from '@scimulator/scim-core'
import { attributesToSchema, type Direction } from './attribute-schema.ts'

/** The JSON Schema of a resource type's resources, each extension under its URN. */
export function resourceToSchema(resourceType: ResourceTypeDefinition, direction: Direction): JsonObject {
  const { schema, schemaExtensions } = resourceType
  const base = attributesToSchema([...COMMON_ATTRIBUTES, ...schema.attributes], direction)
  const properties = isJsonObject(base.properties) ? base.properties : {}
  const extensions = schemaExtensions.map(({ schema: extension }): [string, JsonObject] => [
    extension.id,
    {
      title: extension.name,
      description: extension.description,
      ...attributesToSchema(extension.attributes, direction),
    },
  ])
  return {
    ...base,
    title: resourceType.name,
    description: direction === 'sent' ? sentDescription(resourceType) : resourceType.description,
    properties: {
      ...properties,
      schemas: schemasOf(resourceType),
      ...Object.fromEntries(extensions),
    },
    required: requiredOf(base, resourceType, direction),
  }
}

function sentDescription({ description }: ResourceTypeDefinition): string {
  return `${description}, as a client sends it. Read-only attributes may be sent along and are ignored.`
}

function schemasOf({ schema, schemaExtensions }: ResourceTypeDefinition): JsonObject {
  return {
    type: 'array',
    description: 'The URIs of the schemas the resource has attributes of.',
    items: { type: 'string' },
    contains: { const: schema.id },
    examples: [[schema.id, ...schemaExtensions.filter(({ required }) => required).map((each) => each.schema.id)]],
  }
}

function requiredOf(base: JsonObject, { schemaExtensions }: ResourceTypeDefinition, direction: Direction): string[] {
  const attributes = Array.isArray(base.required) ? base.required.filter((name) => typeof name === 'string') : []
  if (direction === 'shown') return [...attributes, 'id']
  return [...attributes, ...schemaExtensions.filter(({ required }) => required).map(({ schema }) => schema.id)]
}
