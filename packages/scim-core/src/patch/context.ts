import type { JsonObject, JsonValue } from '../json.ts'
import { isJsonObject } from '../json.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import type { PatchWork } from './work.ts'

/** What every step of a PATCH needs to know beside the resource. */
export interface PatchContext {
  readonly resourceType: ResourceTypeDefinition
  readonly tolerances: Tolerances
  readonly work: PatchWork
}

/** The value of an attribute of a resource, wherever its schema keeps it. */
export function getValue(
  resource: JsonObject,
  schema: SchemaDefinition,
  attribute: AttributeDefinition,
  { resourceType }: PatchContext,
): JsonValue | undefined {
  const container = schema === resourceType.schema ? resource : resource[schema.id]
  return (isJsonObject(container) ? container[attribute.name] : undefined) ?? undefined
}

/** A copy of the resource with the attribute set, or unassigned if `value` is undefined. */
export function setValue(
  resource: JsonObject,
  schema: SchemaDefinition,
  attribute: AttributeDefinition,
  value: JsonValue | undefined,
  { resourceType }: PatchContext,
): JsonObject {
  if (schema === resourceType.schema) return withKey(resource, attribute.name, value)
  const container = resource[schema.id]
  const changed = withKey(isJsonObject(container) ? container : {}, attribute.name, value)
  return withKey(resource, schema.id, Object.keys(changed).length === 0 ? undefined : changed)
}

/** A copy of the object with the key set, or without it if `value` is undefined. */
export function withKey(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...object, [key]: value }
  const { [key]: _removed, ...rest } = object
  return rest
}
