import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'

/** An own property of a value of the saved state. */
export function entry(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** A text of the saved state. */
export function text(value: JsonValue | undefined, name: string): string | undefined {
  const found = entry(value, name)
  return typeof found === 'string' ? found : undefined
}

/** A number of the saved state, 0 where there is none. */
export function count(value: JsonValue | undefined, name: string): number {
  const found = entry(value, name)
  return typeof found === 'number' ? found : 0
}

/** A flag of the saved state; absent: not set. */
export function flag(value: JsonValue | undefined, name: string): boolean {
  return entry(value, name) === true
}

/** The texts of an array of the saved state. */
export function texts(value: JsonValue | undefined, name: string): string[] {
  const found = entry(value, name)
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []
}

/** The objects of an array of the saved state. */
export function objects(value: JsonValue | undefined, name: string): JsonObject[] {
  const found = entry(value, name)
  return Array.isArray(found) ? found.filter(isJsonObject) : []
}

/** The texts of an object of the saved state, by name. */
export function textMap(value: JsonValue | undefined, name: string): Map<string, string> {
  const found = entry(value, name)
  const entries = isJsonObject(found) ? Object.entries(found) : []
  return new Map(entries.flatMap(([key, item]) => (typeof item === 'string' ? [[key, item] as const] : [])))
}
