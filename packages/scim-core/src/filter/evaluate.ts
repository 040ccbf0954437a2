/**
 * What a filter means. Where the RFC is silent this is the reading every engine follows:
 *
 * - *Values of a path.* The path of a multi-valued attribute, or of a sub-attribute of one, has as many values as there
 *   are elements with it. Absent, `null` and `[]` are the same: no value.
 * - `eq co sw ew gt ge lt le` hold when at least one value satisfies them; with no value they are false.
 * - `ne` is the negation of `eq`: it holds when no value equals the operand, hence also with no value
 *   (`title ne "A"` finds those without a title; `emails.type ne "work"` finds those with no work address at all).
 * - `x eq null` is `not (x pr)`, `x ne null` is `x pr`.
 * - `pr` holds when a value is there that is not the empty string; for a complex attribute, when some sub-attribute is
 *   present. `false` and `0` are present. `co ""`, `sw ""` and `ew ""` hold for every string, the empty one included.
 * - `not` is two-valued: there is no "unknown".
 * - A value path holds when one element satisfies the whole inner filter, in which `ne`, `not` and absence speak of that
 *   element alone (`emails[type ne "work"]` needs an element that is not a work address). No element: false.
 * - `primary` of an element without it is `false`, so `emails[primary eq false]` finds that element.
 * - Strings are compared by `compareKey` unless the attribute is caseExact, then as they are; ordering is by code point
 *   of the key; operands are literal text, `%`, `_` and `*` included. dateTimes are compared as instants, numbers by
 *   value, binary and references by exact text.
 * - An attribute the resource type does not have counts as having no value (RFC 7644 §3.4.2.1); `resolveFilter` refuses
 *   it where a single type is queried.
 *
 * @see RFC 7644 §3.4.2.2 Filtering, tables 3 to 5 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { findAttribute, findSubAttribute } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import type { AttributePath, CompareOperator, Filter } from './ast.ts'
import { matchesValue } from './compare.ts'
import { elementAttribute } from './resolve.ts'

/** Whether a resource, or an element of a multi-valued attribute, satisfies a filter. */
export type Predicate<T> = (subject: T) => boolean

type Literal = string | number | boolean | null
type Values<T> = (subject: T) => readonly JsonValue[]

/** What a path names: its type, and how to get its values from the subject. */
interface Source<T> {
  readonly definition: AttributeDefinition
  readonly values: Values<T>
  /** The values operators see, where they differ: `primary` is false if absent. */
  readonly compared?: Values<T>
}
type Find<T> = (path: AttributePath) => Source<T> | undefined

/** Whether a resource in its wire shape satisfies a filter. */
export function evaluateFilter(filter: Filter, resource: JsonObject, resourceType: ResourceTypeDefinition): boolean {
  return compileFilter(filter, resourceType)(resource)
}

/** The filter as a function of a resource in its wire shape, for use on many resources. */
export function compileFilter(filter: Filter, resourceType: ResourceTypeDefinition): Predicate<JsonObject> {
  return compile(filter, (path) => sourceInResource(resourceType, path))
}

/** The inner filter of a value path on `attribute` as a function of one element. */
export function compileElementFilter(filter: Filter, attribute: AttributeDefinition): Predicate<JsonValue> {
  return compile(filter, (path) => sourceInElement(attribute, path))
}

function compile<T>(filter: Filter, find: Find<T>): Predicate<T> {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [compile(filter.left, find), compile(filter.right, find)]
      return (subject) => left(subject) && right(subject)
    }
    case 'or': {
      const [left, right] = [compile(filter.left, find), compile(filter.right, find)]
      return (subject) => left(subject) || right(subject)
    }
    case 'not': {
      const operand = compile(filter.operand, find)
      return (subject) => !operand(subject)
    }
    case 'present':
      return compilePresent(find(filter.path))
    case 'compare':
      return compileCompare(find(filter.path), filter.operator, filter.value)
    case 'valuePath': {
      const source = find(filter.path)
      if (source === undefined) return () => false
      const element = compileElementFilter(filter.filter, source.definition)
      return (subject) => source.values(subject).some(element)
    }
  }
}

function compilePresent<T>(source: Source<T> | undefined): Predicate<T> {
  if (source === undefined) return () => false
  return (subject) => source.values(subject).some(isPresent)
}

function compileCompare<T>(source: Source<T> | undefined, operator: CompareOperator, literal: Literal): Predicate<T> {
  if (operator === 'ne') {
    const equal = compileCompare(source, 'eq', literal)
    return (subject) => !equal(subject)
  }
  if (literal === null) {
    const present = compilePresent(source)
    return (subject) => operator === 'eq' && !present(subject)
  }
  if (source === undefined) return () => false
  const { definition, values, compared = values } = comparable(source)
  const matches = matchesValue(definition, operator, literal)
  return (subject) => compared(subject).some(matches)
}

// A multi-valued complex attribute compared as a whole means its `value`.
function comparable<T>(source: Source<T>): Source<T> {
  const { definition, values } = source
  const value = definition.multiValued ? findSubAttribute(definition, 'value') : undefined
  if (value === undefined) return source
  return { definition: value, values: (subject) => values(subject).flatMap((element) => subValues(value, element)) }
}

function isPresent(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(isPresent)
  if (isJsonObject(value)) return Object.values(value).some((part) => part !== undefined && isPresent(part))
  return value !== null && value !== ''
}

function sourceInResource(resourceType: ResourceTypeDefinition, path: AttributePath): Source<JsonObject> | undefined {
  const found = findAttribute(resourceType, path)
  if (found === undefined) return undefined
  const { schema, attribute, subAttribute } = found
  const own: Values<JsonObject> =
    schema === resourceType.schema
      ? (resource) => listOf(resource[attribute.name])
      : (resource) => listOf(partOf(resource[schema.id], attribute.name))
  if (subAttribute === undefined) return { definition: attribute, values: own }
  return sourceOf(attribute, subAttribute, (resource, read) => own(resource).flatMap(read))
}

function sourceInElement(attribute: AttributeDefinition, path: AttributePath): Source<JsonValue> | undefined {
  const definition = elementAttribute(attribute, path)
  if (definition === undefined) return undefined
  if (attribute.type !== 'complex') return { definition, values: listOf }
  return sourceOf(attribute, definition, (element, read) => read(element))
}

function sourceOf<T>(
  attribute: AttributeDefinition,
  sub: AttributeDefinition,
  each: (subject: T, read: (element: JsonValue) => readonly JsonValue[]) => readonly JsonValue[],
): Source<T> {
  const read = (element: JsonValue) => subValues(sub, element)
  const values: Values<T> = (subject) => each(subject, read)
  if (!attribute.multiValued || sub.name !== 'primary') return { definition: sub, values }
  const orFalse = (element: JsonValue) => (read(element).length === 0 ? [false] : read(element))
  return { definition: sub, values, compared: (subject) => each(subject, orFalse) }
}

function subValues(sub: AttributeDefinition, element: JsonValue): readonly JsonValue[] {
  return listOf(partOf(element, sub.name))
}

function partOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
