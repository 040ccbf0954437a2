import { isJsonObject, type JsonValue } from './json.ts'

/** Whether two JSON values are the same; the order of keys and keys without a value do not matter. */
export function isSameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((value, at) => isSameJson(value, right[at]))
    )
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  const keys = assignedKeys(left)
  return (
    keys.length === assignedKeys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameJson(left[key], right[key]))
  )
}

function assignedKeys(object: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined)
}
