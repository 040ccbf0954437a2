import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'

/** A value of JSON from the wire or from a file, by own property only. */
export function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** A text value, undefined when it is something else. */
export function ownText(object: JsonObject, key: string): string | undefined {
  const value = ownValue(object, key)
  return typeof value === 'string' ? value : undefined
}

/** The objects in an array value; empty when it is no array. */
export function ownObjects(object: JsonObject, key: string): JsonObject[] {
  const value = ownValue(object, key)
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The texts in an array value; empty when it is no array. */
export function ownTexts(object: JsonObject, key: string): string[] {
  const value = ownValue(object, key)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** An object value, empty when it is something else. */
export function ownObject(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key)
  return isJsonObject(value) ? value : {}
}
