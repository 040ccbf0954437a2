import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'

/** The own property of a JSON object from the wire, so that `constructor` and the like are never inherited. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** An own property that is a string. */
export function ownText(object: JsonObject, key: string): string | undefined {
  const value = own(object, key)
  return typeof value === 'string' ? value : undefined
}

/** An own property that is an object. */
export function ownObject(object: JsonObject, key: string): JsonObject | undefined {
  const value = own(object, key)
  return isJsonObject(value) ? value : undefined
}

/** The objects in an own property that is an array. */
export function ownObjects(object: JsonObject, key: string): JsonObject[] {
  const value = own(object, key)
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The same object with `keys` first, in that order, and the rest as it was; every own key survives. */
export function ordered(object: JsonObject, keys: readonly string[]): JsonObject {
  const first = keys.filter((key) => Object.hasOwn(object, key))
  const rest = Object.keys(object).filter((key) => !keys.includes(key))
  // fromEntries defines properties, so a `__proto__` from the wire stays a plain key.
  return Object.fromEntries([...first, ...rest].map((key) => [key, object[key]]))
}
