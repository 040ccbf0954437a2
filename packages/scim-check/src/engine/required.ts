/**
 * @see RFC 7643 §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Discovery } from '../discovery/discovery.ts'

/** Values for what a schema of the target requires beyond the RFC, so that it takes our resources. */
export function requiredValues({ schemas }: Discovery, schema: string, name: string): JsonObject {
  const definition = schemas?.find(({ id }) => String(id).toLowerCase() === schema.toLowerCase())
  return valuesOf(definition?.attributes, name)
}

function valuesOf(attributes: JsonValue | undefined, name: string): JsonObject {
  const values: JsonObject = {}
  for (const attribute of Array.isArray(attributes) ? attributes.filter(isJsonObject) : []) {
    if (attribute.required !== true || attribute.mutability === 'readOnly') continue
    const value = sampleOf(attribute, name)
    const key = String(attribute.name)
    if (value !== undefined && /^[A-Za-z]\w*$/.test(key) && key !== 'schemas' && key !== 'members') {
      values[key] = attribute.multiValued === true ? [value] : value
    }
  }
  return values
}

/** A value an attribute takes by its definition. */
export function sampleOf(attribute: JsonObject, name: string): JsonValue | undefined {
  const { type, canonicalValues } = attribute
  if (type === 'complex') return complexValue(attribute, name)
  if (Array.isArray(canonicalValues) && canonicalValues[0] !== undefined) return canonicalValues[0]
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'decimal') return 1
  if (type === 'dateTime') return '2026-01-01T00:00:00Z'
  if (type === 'binary') return 'AAAA'
  if (type === 'reference') return 'https://example.com/'
  return name
}

function complexValue({ name: key, multiValued, subAttributes }: JsonObject, name: string): JsonValue {
  const inner = valuesOf(subAttributes, name)
  const names = Array.isArray(subAttributes) ? subAttributes.filter(isJsonObject).map((sub) => sub.name) : ['value']
  if (multiValued === true && names.includes('value') && !Object.hasOwn(inner, 'value')) inner.value = name
  if (key === 'emails') inner.value = `${name}@example.com`
  return inner
}
