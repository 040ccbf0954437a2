/**
 * @see RFC 7643 §2.3.8 Complex, §2.4 Multi-Valued Attributes, §2.5 Unassigned and Null Values — https://www.rfc-editor.org/rfc/rfc7643#section-2.4
 */
import { invalidValue } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import type { AttributeDefinition } from './attribute.ts'
import { mergeElements } from './elements.ts'
import { findSubAttribute } from './find-attribute.ts'
import { parseSimpleValue } from './parse-simple.ts'
import { duplicateAttribute, missingValue, refuseUnknown, valueError } from './value-errors.ts'

/**
 * The value of an attribute in canonical form, or undefined if it is unassigned: names in the schema's spelling, types
 * checked, nulls and read-only sub-attributes left out, equal elements once, at most one of them primary.
 *
 * @throws ScimError `invalidValue`; `invalidSyntax` for a name given twice or one that is not known.
 */
export function parseAttributeValue(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): JsonValue | undefined {
  if (isUnassigned(value, tolerances)) return undefined
  return definition.multiValued
    ? parseList(definition, value, path, tolerances)
    : parseElement(definition, value, path, tolerances)
}

/** Whether a given value means "no value". An empty array does so only where a list is due. */
export function isUnassigned(value: JsonValue, tolerances: Tolerances): boolean {
  return value === null || (value === '' && tolerances.allows('null-or-empty-as-unassigned'))
}

/** The elements of a multi-valued attribute, or undefined if there are none. */
export function parseList(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): JsonValue[] | undefined {
  const elements: JsonValue[] = []
  for (const given of listOf(definition, value, path, tolerances)) {
    const element = parseElement(definition, elementOf(definition, given, tolerances), path, tolerances)
    if (element !== undefined) elements.push(element)
  }
  if (elements.filter(isPrimary).length > 1) {
    throw invalidValue(`The value of "${path}" has more than one element with primary true; at most one is allowed.`)
  }
  return elements.length === 0 ? undefined : mergeElements(definition, [], elements)
}

/** One value of an attribute, or one element if it is multi-valued. */
export function parseElement(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): JsonValue | undefined {
  if (isUnassigned(value, tolerances)) {
    if (!definition.multiValued || value === '') return undefined
    throw valueError(definition, path, value, 'no null in the list')
  }
  if (definition.type !== 'complex') return parseSimpleValue(definition, value, path, tolerances)
  return parseComplex(definition, complexOf(definition, value, path, tolerances), path, tolerances)
}

/** Whether an element of a multi-valued attribute is the primary one. */
export function isPrimary(element: JsonValue): boolean {
  return isJsonObject(element) && element.primary === true
}

/** The object a complex attribute is given as. */
export function complexOf(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): JsonObject {
  if (isJsonObject(value)) return value
  if (!definition.multiValued && findSubAttribute(definition, 'value') !== undefined) {
    const [only, ...more] = Array.isArray(value) ? value : [value]
    const read = typeof only === 'string' ? { value: only } : only
    if (isJsonObject(read) && more.length === 0 && tolerances.allows('manager-as-string')) return read
  }
  throw valueError(definition, path, value, definition.multiValued ? 'objects in the list' : 'an object')
}

function listOf(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): readonly JsonValue[] {
  if (Array.isArray(value)) return value
  if (tolerances.allows('single-value-for-multi-valued')) return [value]
  throw valueError(definition, path, value, 'an array')
}

function elementOf(definition: AttributeDefinition, value: JsonValue, tolerances: Tolerances): JsonValue {
  const plain = definition.type === 'complex' && typeof value === 'string' && value !== ''
  return plain && tolerances.allows('multi-valued-plain-strings') ? { value } : value
}

function parseComplex(
  definition: AttributeDefinition,
  object: JsonObject,
  path: string,
  tolerances: Tolerances,
): JsonObject | undefined {
  const parsed: JsonObject = {}
  const seen = new Set<AttributeDefinition>()
  for (const [name, value] of Object.entries(object)) {
    const sub = findSubAttribute(definition, name)
    if (sub === undefined) {
      refuseUnknown(name, `"${path}"`, tolerances)
      continue
    }
    if (seen.has(sub)) throw duplicateAttribute(`${path}.${name}`)
    seen.add(sub)
    if (sub.mutability === 'readOnly' || value === undefined) continue
    const subPath = `${path}.${sub.name}`
    const parsedValue = parseAttributeValue(sub, value, subPath, tolerances)
    if (parsedValue !== undefined) parsed[sub.name] = parsedValue
  }
  if (Object.keys(parsed).length === 0 && !definition.multiValued) return undefined
  requireSubAttributes(definition, parsed, path)
  return Object.keys(parsed).length === 0 ? undefined : parsed
}

/** Checks that a complex value has every required sub-attribute. */
export function requireSubAttributes(definition: AttributeDefinition, value: JsonObject, path: string): void {
  for (const sub of definition.subAttributes ?? []) {
    if (sub.required && isBlank(value[sub.name])) throw missingValue(`${path}.${sub.name}`)
  }
}

/** Whether a required attribute with this value counts as missing: unassigned, or only blanks. */
export function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
