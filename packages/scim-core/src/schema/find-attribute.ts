/**
 * @see RFC 7644 §3.10 Attribute Notation — https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 */
import type { AttributePath } from '../filter/ast.ts'
import { COMMON_ATTRIBUTES } from '../resources/common.ts'
import type { AttributeDefinition } from './attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from './schema.ts'

/** What an attribute path names. */
export interface FoundAttribute {
  /** The schema that has the attribute. */
  readonly schema: SchemaDefinition
  /** The attribute. */
  readonly attribute: AttributeDefinition
  /** The sub-attribute, where the path names one. */
  readonly subAttribute?: AttributeDefinition
}

interface SchemaIndex {
  readonly schema: SchemaDefinition
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
}

// Look-up tables of definitions seen so far; definitions are immutable, so this is only a memo.
const schemaIndexes = new WeakMap<ResourceTypeDefinition, ReadonlyMap<string, SchemaIndex>>()
const subAttributeIndexes = new WeakMap<AttributeDefinition, ReadonlyMap<string, AttributeDefinition>>()

function byName(attributes: readonly AttributeDefinition[]): ReadonlyMap<string, AttributeDefinition> {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]))
}

function indexOf(resourceType: ResourceTypeDefinition): ReadonlyMap<string, SchemaIndex> {
  let index = schemaIndexes.get(resourceType)
  if (index === undefined) {
    index = new Map(
      allSchemas(resourceType).map((schema) => {
        const own = schema === resourceType.schema ? [...schema.attributes, ...COMMON_ATTRIBUTES] : schema.attributes
        return [schema.id.toLowerCase(), { schema, attributes: byName(own) }]
      }),
    )
    schemaIndexes.set(resourceType, index)
  }
  return index
}

/** The base schema of a resource type followed by its extensions. */
export function allSchemas(resourceType: ResourceTypeDefinition): readonly SchemaDefinition[] {
  return [resourceType.schema, ...resourceType.schemaExtensions.map((extension) => extension.schema)]
}

/** The base schema or extension with this URI, whatever its case. */
export function findSchema(resourceType: ResourceTypeDefinition, uri: string): SchemaDefinition | undefined {
  return indexOf(resourceType).get(uri.toLowerCase())?.schema
}

/** The schema a path names as a whole: `urn:…:enterprise:2.0:User` reads as attribute `User` of `urn:…:2.0`. */
export function findSchemaByPath(
  resourceType: ResourceTypeDefinition,
  path: AttributePath,
): SchemaDefinition | undefined {
  if (path.schema === undefined || path.subAttribute !== undefined) return undefined
  return findSchema(resourceType, `${path.schema}:${path.attribute}`)
}

/** The sub-attribute with this name, whatever its case. */
export function findSubAttribute(attribute: AttributeDefinition, name: string): AttributeDefinition | undefined {
  let index = subAttributeIndexes.get(attribute)
  if (index === undefined) {
    index = byName(attribute.subAttributes ?? [])
    subAttributeIndexes.set(attribute, index)
  }
  return index.get(name.toLowerCase())
}

/**
 * The attribute a path names. Names and URNs are compared without case. CHOICE (RFC 7644 §3.10): an attribute of an
 * extension is found only by its full name, so that adding an extension never changes what a short name means.
 */
export function findAttribute(resourceType: ResourceTypeDefinition, path: AttributePath): FoundAttribute | undefined {
  const entry = indexOf(resourceType).get((path.schema ?? resourceType.schema.id).toLowerCase())
  const attribute = entry?.attributes.get(path.attribute.toLowerCase())
  if (entry === undefined || attribute === undefined) return undefined
  if (path.subAttribute === undefined) return { schema: entry.schema, attribute }
  const subAttribute = findSubAttribute(attribute, path.subAttribute)
  return subAttribute === undefined ? undefined : { schema: entry.schema, attribute, subAttribute }
}

/** The path of a found attribute in the schema's spelling; the URN is written for extensions only. */
export function canonicalPath(resourceType: ResourceTypeDefinition, found: FoundAttribute): AttributePath {
  return {
    ...(found.schema === resourceType.schema ? {} : { schema: found.schema.id }),
    attribute: found.attribute.name,
    ...(found.subAttribute === undefined ? {} : { subAttribute: found.subAttribute.name }),
  }
}
