/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 * @see RFC 7644 erratum 8097 (Held for Document Update): add with a filter that matches nothing — https://www.rfc-editor.org/errata/rfc7644
 */
import { invalidValue, noTarget } from '../errors/scim-error.ts'
import type { Filter } from '../filter/ast.ts'
import { compileElementFilter } from '../filter/evaluate.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { isSameJson } from '../json-compare.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { elementKey, mergeElements } from '../schema/elements.ts'
import {
  complexOf,
  isPrimary,
  isUnassigned,
  parseElement,
  parseList,
  requireSubAttributes,
} from '../schema/parse-value.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { mergeComplex, patchSubAttribute } from './complex.ts'
import { checkChange } from './mutability.ts'
import type { PatchOp } from './operation.ts'

/** An operation on the elements of a multi-valued attribute. */
export interface ElementsOperation {
  readonly op: PatchOp
  readonly attribute: AttributeDefinition
  readonly value: JsonValue | undefined
  readonly tolerances: Tolerances
}

/** Appends the elements that are not there yet; one given with primary true takes it from the others. */
export function addElements({ attribute, value, tolerances }: ElementsOperation, list: JsonValue[]): JsonValue[] {
  const given = Array.isArray(value) ? value : [value ?? null]
  const added = parseList(attribute, given, attribute.name, tolerances) ?? []
  const merged = mergeElements(attribute, list, added)
  const primaries = new Set(added.filter(isPrimary).map((element) => elementKey(attribute, element)))
  return withOnePrimary(merged, (element) => primaries.has(elementKey(attribute, element)))
}

/** Removes the elements that `value` names, each by what makes it that element (see `elementKey`). */
export function removeListed({ attribute, value, tolerances }: ElementsOperation, list: JsonValue[]): JsonValue[] {
  const given = Array.isArray(value) ? value : [value ?? null]
  const elements = parseList(attribute, given, attribute.name, tolerances) ?? []
  const keys = new Set(elements.map((element) => elementKey(attribute, element)))
  const values = new Set(elements.flatMap((element) => bareValue(element) ?? []))
  return list.filter((element) => {
    const value = isJsonObject(element) ? element.value : undefined
    return !keys.has(elementKey(attribute, element)) && !(typeof value === 'string' && values.has(value))
  })
}

// An element given by its value alone means every element with that value, whatever its type.
function bareValue(element: JsonValue): string | undefined {
  if (!isJsonObject(element) || element.type !== undefined) return undefined
  return typeof element.value === 'string' ? element.value : undefined
}

/** Applies an operation to the elements that a filter selects. */
export function patchElements(
  operation: ElementsOperation,
  list: JsonValue[],
  filter: Filter,
  subAttribute: AttributeDefinition | undefined,
): JsonValue[] {
  const matches = compileElementFilter(filter, operation.attribute)
  if (operation.op === 'remove' && subAttribute === undefined) return list.filter((element) => !matches(element))
  const touched = new Set<JsonValue>()
  const patched = list.flatMap((element) => {
    if (!matches(element)) return [element]
    const after = patchElement(operation, element, subAttribute)
    if (after !== undefined) touched.add(after)
    return after === undefined ? [] : [after]
  })
  if (patched.length === list.length && touched.size === 0 && operation.op !== 'remove') {
    if (isNothingToCreate(operation)) return list
    return addElements({ ...operation, value: [createElement(operation, filter, subAttribute)] }, list)
  }
  const one = withOnePrimary(patched, (element) => touched.has(element) && isPrimary(element))
  return mergeElements(operation.attribute, [], one)
}

function patchElement(
  { op, attribute, value, tolerances }: ElementsOperation,
  element: JsonValue,
  sub: AttributeDefinition | undefined,
): JsonValue | undefined {
  const path = attribute.name
  if (attribute.type !== 'complex') return parseElement(attribute, value ?? null, path, tolerances)
  const complex = isJsonObject(element) ? element : {}
  const after =
    sub !== undefined
      ? patchSubAttribute(op, complex, sub, value, `${path}.${sub.name}`, tolerances)
      : op === 'add'
        ? mergeComplex(op, attribute, complex, complexOf(attribute, value ?? null, path, tolerances), path, tolerances)
        : replaceElement(attribute, complex, value, tolerances)
  return after === undefined || Object.keys(after).length === 0 ? undefined : after
}

// CHOICE (RFC 7644 §3.5.2.3, "record values SHALL be replaced"): the element is replaced as a whole, so what the value
// leaves out is gone. Immutable sub-attributes must be the same.
function replaceElement(
  attribute: AttributeDefinition,
  before: JsonObject,
  value: JsonValue | undefined,
  tolerances: Tolerances,
): JsonObject | undefined {
  const given = Array.isArray(value) && value.length === 1 ? value[0] : value
  const after = parseElement(attribute, given ?? null, attribute.name, tolerances)
  if (!isJsonObject(after)) return undefined
  for (const sub of attribute.subAttributes ?? []) {
    checkChange(sub, `${attribute.name}.${sub.name}`, before[sub.name] ?? undefined, after[sub.name])
  }
  return after
}

// To clear a part of an element that is not there changes nothing.
function isNothingToCreate({ value, tolerances }: ElementsOperation): boolean {
  return isUnassigned(value ?? null, tolerances) && tolerances.allows('create-missing-value-path')
}

function createElement(
  { attribute, op, value, tolerances }: ElementsOperation,
  filter: Filter,
  sub: AttributeDefinition | undefined,
): JsonObject {
  const equalities = attribute.type === 'complex' ? equalitiesOf(filter) : undefined
  if (equalities === undefined || !tolerances.allows('create-missing-value-path')) {
    throw noTarget(`The path "${attribute.name}[…]" matches no element; "${op}" needs one that does.`)
  }
  const path = attribute.name
  const created =
    sub === undefined
      ? mergeComplex(
          'replace',
          attribute,
          equalities,
          complexOf(attribute, value ?? null, path, tolerances),
          path,
          tolerances,
        )
      : patchSubAttribute('replace', equalities, sub, value, `${path}.${sub.name}`, tolerances)
  requireSubAttributes(attribute, created, path)
  return created
}

// The element that a conjunction of equalities describes; undefined if the filter says anything else.
function equalitiesOf(filter: Filter): JsonObject | undefined {
  if (filter.kind === 'compare') {
    return filter.operator === 'eq' && filter.value !== null ? { [filter.path.attribute]: filter.value } : undefined
  }
  if (filter.kind !== 'and') return undefined
  const [left, right] = [equalitiesOf(filter.left), equalitiesOf(filter.right)]
  if (left === undefined || right === undefined) return undefined
  return Object.keys(left).some((name) => Object.hasOwn(right, name)) ? undefined : { ...left, ...right }
}

// RFC 7644 §3.5.2: setting primary to true on one value sets it to false on all others.
function withOnePrimary(list: JsonValue[], isNewPrimary: (element: JsonValue) => boolean): JsonValue[] {
  const chosen = list.filter(isNewPrimary)
  if (chosen.length === 0) return list
  if (chosen.length > 1) {
    throw invalidValue('The operation sets primary to true on more than one element; at most one is allowed.')
  }
  return list.map((element) =>
    isJsonObject(element) && element !== chosen[0] && isPrimary(element) ? { ...element, primary: false } : element,
  )
}

/** Whether a list is as it was. */
export function isSameList(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  return (
    left.length === right.length && left.every((element, at) => element === right[at] || isSameJson(element, right[at]))
  )
}
