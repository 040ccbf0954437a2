/**
 * @see RFC 7643 §7 Schema Definition, "returned" — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import type { AttributePath } from '../filter/ast.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import type { PatchOperation } from '../patch/operation.ts'
import { parseAttributePath } from '../path/attribute-path.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import {
  allSchemas,
  canonicalPath,
  type FoundAttribute,
  findAttribute,
  findSchemaByPath,
  findSubAttribute,
} from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'

/**
 * The attributes of a body to create or replace a resource that are returned on request: the answer to the write shows
 * them, since the client named them by sending them. Names that no schema has are passed over.
 */
export function sentInBody(body: JsonObject, resourceType: ResourceTypeDefinition): AttributePath[] {
  return hasOnRequest(resourceType) ? pathsIn(body, undefined, resourceType) : []
}

/** The attributes that PATCH operations name by path or value and that are returned on request. */
export function sentInPatch(
  operations: readonly PatchOperation[],
  resourceType: ResourceTypeDefinition,
): AttributePath[] {
  if (!hasOnRequest(resourceType)) return []
  return operations.flatMap(({ path, value }) => {
    if (path === undefined) return isJsonObject(value) ? pathsIn(value, undefined, resourceType) : []
    // The path was read before, with the tolerances of the request: what only they understand names nothing here.
    const parsed = parseAttributePath(withoutFilter(path))
    return parsed === undefined ? [] : pathsAt(parsed, value, resourceType)
  })
}

// What is in brackets selects elements; it does not say which attribute is meant.
function withoutFilter(path: string): string {
  const open = path.indexOf('[')
  const close = path.lastIndexOf(']')
  return open < 0 || close < open ? path : path.slice(0, open) + path.slice(close + 1)
}

// Definitions are immutable, so this is only a memo.
const known = new WeakMap<ResourceTypeDefinition, boolean>()

function hasOnRequest(resourceType: ResourceTypeDefinition): boolean {
  const isOnRequest = ({ returned, subAttributes = [] }: AttributeDefinition): boolean =>
    returned === 'request' || subAttributes.some(isOnRequest)
  const has = known.get(resourceType) ?? allSchemas(resourceType).some(({ attributes }) => attributes.some(isOnRequest))
  known.set(resourceType, has)
  return has
}

function pathsIn(
  object: JsonObject,
  schema: string | undefined,
  resourceType: ResourceTypeDefinition,
): AttributePath[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = parseAttributePath(key)
    if (path === undefined) return []
    return pathsAt(schema === undefined ? path : { schema, ...path }, value, resourceType)
  })
}

function pathsAt(
  path: AttributePath,
  value: JsonValue | undefined,
  resourceType: ResourceTypeDefinition,
): AttributePath[] {
  const found = findAttribute(resourceType, path)
  if (found !== undefined) {
    return [found, ...partsOf(found, value)].filter(isOnRequest).map((each) => canonicalPath(resourceType, each))
  }
  const schema = findSchemaByPath(resourceType, path)
  return schema !== undefined && isJsonObject(value) ? pathsIn(value, schema.id, resourceType) : []
}

function partsOf(found: FoundAttribute, value: JsonValue | undefined): FoundAttribute[] {
  if (found.subAttribute !== undefined) return []
  const elements = (Array.isArray(value) ? value : [value]).filter(isJsonObject)
  const names = new Set(elements.flatMap((element) => Object.keys(element)))
  return [...names].flatMap((name) => {
    const subAttribute = findSubAttribute(found.attribute, name)
    return subAttribute === undefined ? [] : [{ ...found, subAttribute }]
  })
}

function isOnRequest({ attribute, subAttribute }: FoundAttribute): boolean {
  return attribute.returned === 'request' || subAttribute?.returned === 'request'
}
