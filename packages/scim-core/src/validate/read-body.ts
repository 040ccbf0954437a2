/**
 * @see RFC 7643 §2.1 Attributes, §3.3 Attribute Extensions to Resources — https://www.rfc-editor.org/rfc/rfc7643#section-3.3
 */
import { quote } from '../errors/quote.ts'
import { invalidValue } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { parseAttributePath } from '../path/attribute-path.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { type FoundAttribute, findAttribute } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import { duplicateAttribute, refuseUnknown } from '../schema/value-errors.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { readSchemaUri, unknownSchema } from './schemas.ts'

/** The values a body gives, unchecked, under the definition each belongs to, in the order of the body. */
export type GivenAttributes = Map<SchemaDefinition, Map<AttributeDefinition, JsonValue>>

interface Reader {
  readonly resourceType: ResourceTypeDefinition
  readonly tolerances: Tolerances
  readonly given: GivenAttributes
}

/** Sorts the keys of a body by what they name, whatever their spelling. */
export function readBody(
  body: JsonObject,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
): GivenAttributes {
  const reader: Reader = { resourceType, tolerances, given: new Map([[resourceType.schema, new Map()]]) }
  readObject(reader, resourceType.schema, body)
  return reader.given
}

function readObject(reader: Reader, schema: SchemaDefinition, object: JsonObject): void {
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) readKey(reader, schema, key, value)
  }
}

function readKey(reader: Reader, schema: SchemaDefinition, key: string, value: JsonValue): void {
  const { resourceType, tolerances } = reader
  const found = findAttribute(resourceType, { schema: schema.id, attribute: key })
  const isBase = schema === resourceType.schema
  const named = found === undefined && isBase ? readSchemaUri(key, resourceType, tolerances) : undefined
  if (found !== undefined) put(reader, found, key, value)
  else if (named !== undefined) readContainer(reader, named, key, value)
  else if (!readDottedKey(reader, schema, key, value))
    ignoreKey(reader, isBase ? resourceType.name : `"${schema.id}"`, key, value)
}

function ignoreKey({ resourceType, tolerances }: Reader, where: string, key: string, value: JsonValue): void {
  const isExtension = key.includes(':') && isJsonObject(value)
  if (!isExtension) refuseUnknown(key, where, tolerances)
  else if (!tolerances.allows('unknown-schemas')) throw unknownSchema(key, resourceType)
}

function put(reader: Reader, found: FoundAttribute, key: string, value: JsonValue): void {
  const attributes = reader.given.get(found.schema) ?? new Map<AttributeDefinition, JsonValue>()
  if (attributes.has(found.attribute)) throw duplicateAttribute(key)
  attributes.set(found.attribute, value)
  reader.given.set(found.schema, attributes)
}

function readContainer(reader: Reader, schema: SchemaDefinition, key: string, value: JsonValue): void {
  if (value === null) return
  const isBase = schema === reader.resourceType.schema
  if (isBase && !reader.tolerances.allows('core-uri-as-key')) {
    refuseUnknown(key, reader.resourceType.name, reader.tolerances)
  } else if (isJsonObject(value)) {
    readObject(reader, schema, value)
  } else {
    throw invalidValue(`The value ${quote(value)} of "${schema.id}" is not valid; expected an object of attributes.`)
  }
}

// A key such as "name.givenName" or "urn:…:User:department"; a key with a filter has no meaning in a whole resource.
function readDottedKey(reader: Reader, schema: SchemaDefinition, key: string, value: JsonValue): boolean {
  const path = key.includes('.') || key.includes(':') ? parseAttributePath(key) : undefined
  const found = path && findAttribute(reader.resourceType, { schema: schema.id, ...path })
  if (found === undefined || found.attribute.multiValued || !reader.tolerances.allows('dotted-keys')) return false
  if (found.subAttribute === undefined) put(reader, found, key, value)
  else putSubAttribute(reader, found, found.subAttribute, key, value)
  return true
}

function putSubAttribute(
  reader: Reader,
  found: FoundAttribute,
  sub: AttributeDefinition,
  key: string,
  value: JsonValue,
): void {
  const attributes = reader.given.get(found.schema) ?? new Map<AttributeDefinition, JsonValue>()
  const complex = attributes.get(found.attribute) ?? {}
  if (!isJsonObject(complex) || Object.hasOwn(complex, sub.name)) throw duplicateAttribute(key)
  attributes.set(found.attribute, { ...complex, [sub.name]: value })
  reader.given.set(found.schema, attributes)
}
