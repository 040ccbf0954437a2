import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'

/** URN of the enterprise extension, the only extension of the default mappings. */
export const EXTENSION = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** The attribute of the target a mapping writes. */
export type Target =
  | { readonly kind: 'simple'; readonly name: string }
  | { readonly kind: 'sub'; readonly parent: string; readonly name: string }
  /** Sub-attribute of the element of a multi-valued attribute that a filter `by eq "is"` picks. */
  | {
      readonly kind: 'element'
      readonly parent: string
      readonly by: 'type' | 'primary'
      readonly is: string
      readonly name: string
    }
  | { readonly kind: 'extension'; readonly urn: string; readonly name: string }

/** The path as the mapping page and a PATCH write it. */
export function pathOf(target: Target): string {
  switch (target.kind) {
    case 'simple':
      return target.name
    case 'sub':
      return `${target.parent}.${target.name}`
    case 'element':
      return `${target.parent}[${target.by} eq "${target.is}"].${target.name}`
    case 'extension':
      return `${target.urn}:${target.name}`
  }
}

/** Whether the target's attribute is a boolean: JSON in a POST, the dialect's form in a PATCH. */
export function isBoolean(target: Target): boolean {
  return target.kind === 'element' ? target.name === 'primary' : isActive(target)
}

/** Whether the target is `active`. */
export function isActive(target: Target): boolean {
  return target.kind === 'simple' && target.name === 'active'
}

/** What a resource holds there, as text; undefined when it is unassigned or an empty string. */
export function currentValue(resource: JsonObject, target: Target): string | undefined {
  return asText(read(resource, target))
}

/** The values of a multi-valued attribute of texts or of objects with a `value`. */
export function currentValues(resource: JsonObject, name: string): string[] {
  const values = property(resource, name)
  if (!Array.isArray(values)) return []
  return values.flatMap((value) => asText(isJsonObject(value) ? property(value, 'value') : value) ?? [])
}

/** The manager's id in a resource. */
export function managerOf(resource: JsonObject): string | undefined {
  const manager = property(property(resource, EXTENSION), 'manager')
  return asText(property(manager, 'value'))
}

/** An own property of a JSON object. */
export function property(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function read(resource: JsonObject, target: Target): JsonValue | undefined {
  switch (target.kind) {
    case 'simple':
      return property(resource, target.name)
    case 'sub':
      return property(property(resource, target.parent), target.name)
    case 'element':
      return property(elementOf(property(resource, target.parent), target.by, target.is), target.name)
    case 'extension':
      return property(property(resource, target.urn), target.name)
  }
}

function elementOf(values: JsonValue | undefined, by: string, is: string): JsonValue | undefined {
  if (!Array.isArray(values)) return undefined
  // RFC 7643 §4.1.2: `type` is not case-exact.
  return values.find((value) => asText(property(value, by))?.toLowerCase() === is.toLowerCase())
}

function asText(value: JsonValue | undefined): string | undefined {
  // .NET spells booleans with a capital.
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
