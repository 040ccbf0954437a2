/**
 * @see RFC 7643 §2.4 Multi-Valued Attributes — https://www.rfc-editor.org/rfc/rfc7643#section-2.4
 */
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { isSameJson } from '../json-compare.ts'
import { textKey } from '../text/compare-key.ts'
import type { AttributeDefinition } from './attribute.ts'
import { findSubAttribute } from './find-attribute.ts'

/**
 * The key under which two elements are the same one. CHOICE: an element is known by its `value` and `type` ("no two with
 * the same type and value", §2.4); by its `value` alone where that is immutable, as in a group's members; by all of it
 * where it has no `value`. A simple element is its own value.
 */
export function elementKey(attribute: AttributeDefinition, element: JsonValue): string {
  if (!isJsonObject(element)) return keyOf(attribute, element)
  const value = findSubAttribute(attribute, 'value')
  if (value === undefined || element[value.name] === undefined) return keyOfWhole(attribute, element)
  const key = keyOf(value, element[value.name])
  const type = value.mutability === 'immutable' ? undefined : findSubAttribute(attribute, 'type')
  return type === undefined ? key : `${key} ${keyOf(type, element[type.name])}`
}

function keyOf(definition: AttributeDefinition, value: JsonValue | undefined): string {
  const exact = definition.caseExact || definition.type === 'binary' || definition.type === 'reference'
  return JSON.stringify(typeof value === 'string' ? textKey(value, exact) : (value ?? null))
}

function keyOfWhole(attribute: AttributeDefinition, element: JsonObject): string {
  return (attribute.subAttributes ?? []).map((sub) => keyOf(sub, element[sub.name])).join(' ')
}

/**
 * Adds elements to a list: one already there (see `elementKey`) takes over the new one's sub-attributes, except where
 * they are immutable; others are appended. Returns `list` itself if nothing changed.
 */
export function mergeElements(
  attribute: AttributeDefinition,
  list: readonly JsonValue[],
  added: readonly JsonValue[],
): JsonValue[] {
  const merged = [...list]
  const places = new Map(list.map((element, at) => [elementKey(attribute, element), at]))
  for (const element of added) {
    const key = elementKey(attribute, element)
    const place = places.get(key)
    if (place === undefined) {
      places.set(key, merged.length)
      merged.push(element)
      continue
    }
    merged[place] = mergeElement(attribute, merged[place] ?? element, element)
  }
  return merged
}

function mergeElement(attribute: AttributeDefinition, element: JsonValue, other: JsonValue): JsonValue {
  if (!isJsonObject(element) || !isJsonObject(other)) return element
  const merged = { ...element }
  for (const [name, value] of Object.entries(other)) {
    const sub = findSubAttribute(attribute, name)
    const keep = sub?.mutability === 'immutable' || (name === 'value' && element[name] !== undefined)
    if (!keep) merged[name] = value
  }
  return isSameJson(merged, element) ? element : merged
}
