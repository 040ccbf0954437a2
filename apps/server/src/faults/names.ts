/**
 * @see RFC 7643 §2.1 Attributes — https://www.rfc-editor.org/rfc/rfc7643#section-2.1
 */
import type { JsonObject, JsonValue } from '@scimulator/scim-core'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:'

/** The key by which an object has a member, whatever its letter case; the name itself where it has none. */
export function keyOf(object: JsonObject, name: string): string {
  return Object.keys(object).find((key) => isName(key, name)) ?? name
}

/** The member of an object, whatever the letter case of its name. */
export function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  const key = keyOf(object, name)
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The object with another value of a member. */
export function withMember(object: JsonObject, name: string, value: JsonValue): JsonObject {
  return { ...object, [keyOf(object, name)]: value }
}

/** The object with these names in this letter case; one that has a name twice keeps the second as it is. */
export function spelt(object: JsonObject, names: readonly string[]): JsonObject {
  if (Object.keys(object).every((key) => names.every((name) => key === name || !isName(key, name)))) return object
  const renamed: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    const name = names.find((known) => isName(key, known)) ?? key
    const isTaken = Object.hasOwn(renamed, name) || (name !== key && Object.hasOwn(object, name))
    Object.assign(renamed, { [isTaken ? key : name]: value })
  }
  return renamed
}

/** Whether two names are the same in whatever letter case. */
export function isName(given: string, name: string): boolean {
  return given.length === name.length && given.toLowerCase() === name.toLowerCase()
}

/** Whether a path names this attribute of a core schema, by its short name or its full one. */
export function isAttribute(path: unknown, name: string): boolean {
  if (typeof path !== 'string') return false
  const isFull = isName(path.slice(0, CORE.length), CORE)
  return isName(isFull ? path.slice(path.lastIndexOf(':') + 1) : path, name)
}
