import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Environment } from '../expressions/functions/function-spec.ts'
import { type AttributeMapping, mappedText, mappedTexts } from './attribute-mapping.ts'
import { currentValue, currentValues, pathOf } from './target.ts'

/** An attribute in which source and target differ. */
export interface Change {
  readonly mapping: AttributeMapping
  /** Absent or empty in the target's answer: `add`; present and different: `replace` (captured, Stack Overflow 79248955). */
  readonly op: 'add' | 'replace'
  /** Null and the empty string only where a knob says that cleared attributes are sent; several for app roles. */
  readonly value: string | readonly string[] | null
  /** A cleared attribute is removed, with its old value beside the path: only where a knob says so. */
  readonly removes?: true
}

/** What must be written so that `resource` holds what the source has, in the order of the mappings. */
export function differences(
  mappings: readonly AttributeMapping[],
  source: Environment,
  resource: JsonObject,
): Change[] {
  return mappings.flatMap((mapping) => {
    if (mapping.onlyOnCreation) return []
    return (pathOf(mapping.target) === 'roles' ? rolesDifference : difference)(mapping, source, resource) ?? []
  })
}

/** Mapped attributes that are null at the source while the target still holds a value. */
export function clearedAttributes(
  mappings: readonly AttributeMapping[],
  source: Environment,
  resource: JsonObject,
): AttributeMapping[] {
  return mappings.filter(
    (mapping) =>
      mapping.source.type !== 'none' &&
      !mapping.onlyOnCreation &&
      pathOf(mapping.target) !== 'roles' &&
      mappedText(mapping, source) === undefined &&
      currentValue(resource, mapping.target) !== undefined,
  )
}

function difference(mapping: AttributeMapping, source: Environment, resource: JsonObject): Change | undefined {
  const current = currentValue(resource, mapping.target)
  if (mapping.source.type === 'none') {
    const { defaultValue } = mapping
    return current === undefined && defaultValue !== undefined ? { mapping, op: 'add', value: defaultValue } : undefined
  }
  const value = mappedText(mapping, source)
  if (value === undefined) return undefined
  if (current === undefined) return { mapping, op: 'add', value }
  return equal(mapping, current, value) ? undefined : { mapping, op: 'replace', value }
}

/** `AppRoleAssignmentsComplex` only ever adds, `AssertiveAppRoleAssignmentsComplex` replaces (vendor's docs). */
function rolesDifference(mapping: AttributeMapping, source: Environment, resource: JsonObject): Change | undefined {
  const value = mappedTexts(mapping, source)
  const current = new Set(currentValues(resource, 'roles').map(roleOf))
  const missing = value.some((role) => !current.has(role))
  if (value.length === 0) return undefined
  if (!isAssertive(mapping)) return missing ? { mapping, op: 'add', value } : undefined
  return missing || current.size !== new Set(value).size ? { mapping, op: 'replace', value } : undefined
}

/** The role in a value: a JSON document in a text is what a PATCH without the flag writes. */
function roleOf(value: string): string {
  if (!value.startsWith('{')) return value
  try {
    const parsed: unknown = JSON.parse(value)
    return isJsonObject(parsed) && typeof parsed.value === 'string' ? parsed.value : value
  } catch {
    return value
  }
}

/** Whether the mapping's roles take the place of the target's. */
export function isAssertive({ source }: AttributeMapping): boolean {
  return (
    source.type === 'expression' && source.expression.kind === 'call' && source.expression.name.startsWith('Assertive')
  )
}

function equal(mapping: AttributeMapping, current: string, value: string): boolean {
  return current === value || (!mapping.exactCase && current.toLowerCase() === value.toLowerCase())
}
