/**
 * @see RFC 7644 §3.4.2.2 Filtering, table 3 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 * @see RFC 7644 §7.5.2 Disclosure of Sensitive Information in URIs — https://www.rfc-editor.org/rfc/rfc7644#section-7.5.2
 */
import { quote } from '../errors/quote.ts'
import { invalidFilter, sensitive } from '../errors/scim-error.ts'
import { printAttributePath } from '../path/attribute-path.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { canonicalPath, findAttribute, findSubAttribute } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { parseDateTime } from '../text/date-time.ts'
import { parseBooleanText } from '../tolerance/string-booleans.ts'
import { createTolerances, type Tolerances } from '../tolerance/tolerances.ts'
import type { AttributePath, CompareOperator, Filter } from './ast.ts'

type Literal = string | number | boolean | null
type Target = { readonly path: AttributePath; readonly definition: AttributeDefinition }
type Find = (path: AttributePath) => Target

const STRICT = createTolerances([])
const EQUALITY: readonly CompareOperator[] = ['eq', 'ne']

/**
 * Checks a parsed filter against a resource type and gives it canonical names: the schema's spelling, no URN for
 * attributes of the base schema, and the sub-attribute `value` where a multi-valued complex attribute is compared as a
 * whole (`emails co "x"` → `emails.value co "x"`). Every other engine may rely on that form.
 *
 * Choices: an attribute the type does not have, an operator the attribute's type does not take and a literal of another
 * type are refused with `invalidFilter`; so are ordering and text operators with `null`, a value path on a singular
 * attribute and a URN inside brackets. An attribute that is never returned is refused with `sensitive`.
 *
 * @throws ScimError `invalidFilter` or `sensitive`.
 */
export function resolveFilter(
  filter: Filter,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances = STRICT,
): Filter {
  return resolve(filter, (path) => findInType(resourceType, path), tolerances)
}

/** Resolves the filter between the brackets of a value path on `attribute`. */
export function resolveElementFilter(filter: Filter, attribute: AttributeDefinition, tolerances: Tolerances): Filter {
  return resolve(filter, (path) => findInElement(attribute, path), tolerances)
}

function resolve(filter: Filter, find: Find, tolerances: Tolerances): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return {
        kind: filter.kind,
        left: resolve(filter.left, find, tolerances),
        right: resolve(filter.right, find, tolerances),
      }
    case 'not':
      return { kind: 'not', operand: resolve(filter.operand, find, tolerances) }
    case 'present':
      return { kind: 'present', path: find(filter.path).path }
    case 'valuePath':
      return resolveValuePath(filter.path, filter.filter, find, tolerances)
    case 'compare': {
      const { path, definition } = comparable(find(filter.path))
      const value = resolveLiteral(path, definition, filter.operator, filter.value, tolerances)
      return { kind: 'compare', path, operator: filter.operator, value }
    }
  }
}

function resolveValuePath(written: AttributePath, inner: Filter, find: Find, tolerances: Tolerances): Filter {
  const { path, definition } = find(written)
  if (!definition.multiValued || path.subAttribute !== undefined) {
    throw invalidFilter(
      `The attribute "${printAttributePath(path)}" is not multi-valued; only a multi-valued attribute takes a filter in brackets.`,
    )
  }
  return { kind: 'valuePath', path, filter: resolveElementFilter(inner, definition, tolerances) }
}

function findInType(resourceType: ResourceTypeDefinition, path: AttributePath): Target {
  const found = findAttribute(resourceType, path)
  if (found === undefined) {
    throw invalidFilter(
      `The attribute ${quote(printAttributePath(path))} is not known; a filter on ${resourceType.name} takes attributes of its schemas, those of an extension with their full URN.`,
    )
  }
  const canonical = canonicalPath(resourceType, found)
  const definition = found.subAttribute ?? found.attribute
  if (found.attribute.returned === 'never' || definition.returned === 'never') {
    throw sensitive(`The attribute "${printAttributePath(canonical)}" may not be used in a filter.`)
  }
  return { path: canonical, definition }
}

function findInElement(attribute: AttributeDefinition, path: AttributePath): Target {
  const definition = elementAttribute(attribute, path)
  if (definition === undefined) {
    throw invalidFilter(
      `The attribute ${quote(printAttributePath(path))} is not a sub-attribute of "${attribute.name}"; inside its brackets only sub-attributes are allowed.`,
    )
  }
  return { path: { attribute: attribute.type === 'complex' ? definition.name : 'value' }, definition }
}

/** What a path inside brackets names; an element of a simple attribute is its own `value`. */
export function elementAttribute(attribute: AttributeDefinition, path: AttributePath): AttributeDefinition | undefined {
  if (path.schema !== undefined || path.subAttribute !== undefined) return undefined
  if (attribute.type === 'complex') return findSubAttribute(attribute, path.attribute)
  return path.attribute.toLowerCase() === 'value' ? { ...attribute, multiValued: false } : undefined
}

function comparable(target: Target): Target {
  const { path, definition } = target
  if (definition.type !== 'complex') return target
  const value = definition.multiValued ? findSubAttribute(definition, 'value') : undefined
  if (value === undefined) {
    throw invalidFilter(
      `The attribute "${printAttributePath(path)}" is complex and cannot be compared; name one of its sub-attributes: ${names(definition)}.`,
    )
  }
  return { path: { ...path, subAttribute: value.name }, definition: value }
}

function names(definition: AttributeDefinition): string {
  return (definition.subAttributes ?? []).map((sub) => sub.name).join(', ')
}

function resolveLiteral(
  path: AttributePath,
  definition: AttributeDefinition,
  operator: CompareOperator,
  value: Literal,
  tolerances: Tolerances,
): Literal {
  const allowed = value === null ? EQUALITY : operatorsOf(definition)
  if (allowed !== undefined && !allowed.includes(operator)) {
    const kind = value === null ? 'null' : `a ${definition.type}`
    throw invalidFilter(
      `The operator "${operator}" does not go with "${printAttributePath(path)}" and ${kind}; allowed are ${allowed.join(', ')}.`,
    )
  }
  if (value === null) return null
  const literal = definition.type === 'boolean' ? toleratedBoolean(value, tolerances) : value
  if (!isLiteralOf(definition, literal)) {
    throw invalidFilter(
      `The value ${quote(value)} does not go with "${printAttributePath(path)}"; expected ${expectation(definition)}.`,
    )
  }
  return literal
}

function operatorsOf(definition: AttributeDefinition): readonly CompareOperator[] | undefined {
  switch (definition.type) {
    case 'boolean':
    case 'binary':
      return EQUALITY
    case 'integer':
    case 'decimal':
    case 'dateTime':
      return ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
    default:
      return undefined
  }
}

function toleratedBoolean(value: Literal, tolerances: Tolerances): Literal {
  const boolean = typeof value === 'string' ? parseBooleanText(value) : undefined
  return boolean !== undefined && tolerances.allows('string-booleans') ? boolean : value
}

function isLiteralOf(definition: AttributeDefinition, value: Literal): boolean {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
    case 'decimal':
      return typeof value === 'number'
    case 'dateTime':
      return typeof value === 'string' && parseDateTime(value) !== undefined
    default:
      return typeof value === 'string'
  }
}

function expectation(definition: AttributeDefinition): string {
  switch (definition.type) {
    case 'boolean':
      return 'true or false'
    case 'integer':
    case 'decimal':
      return 'a number'
    case 'dateTime':
      return 'a date and time such as "2026-01-31T12:00:00Z"'
    default:
      return 'a string in double quotes'
  }
}
