/**
 * @see RFC 7644 §3.5.2.1 Add Operation, §3.5.2.2 Remove Operation, §3.5.2.3 Replace Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.1
 */
import { invalidSyntax, mutability } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { complexOf, isUnassigned, parseAttributeValue, parseList } from '../schema/parse-value.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { mergeComplex, patchSubAttribute } from './complex.ts'
import { withKey } from './context.ts'
import { addElements, patchElements, removeListed } from './elements.ts'
import { checkChange, checkRemoval } from './mutability.ts'
import type { PatchOp } from './operation.ts'
import type { Target } from './target.ts'

/** The value of an attribute after an operation on it, on a part of it or on some of its elements. */
export function patchAttribute(
  op: PatchOp,
  target: Exclude<Target, { kind: 'schema' }>,
  before: JsonValue | undefined,
  value: JsonValue | undefined,
  tolerances: Tolerances,
): JsonValue | undefined {
  const { attribute } = target
  switch (target.kind) {
    case 'attribute':
      return op === 'remove'
        ? removed(attribute, before, value, tolerances)
        : assigned(op, attribute, before, value, tolerances)
    case 'subAttribute': {
      const path = `${attribute.name}.${target.subAttribute.name}`
      const complex = patchSubAttribute(op, objectOf(before), target.subAttribute, value, path, tolerances)
      return complexOrNothing(attribute, before, withoutStaleParts(attribute, objectOf(before), complex))
    }
    case 'elements': {
      const operation = { op, attribute, value, tolerances }
      const list = patchElements(operation, listOf(before), target.filter, target.subAttribute)
      if (list.length === 0 && before !== undefined) checkRequired(attribute)
      return listOrNothing(list)
    }
  }
}

function removed(
  attribute: AttributeDefinition,
  before: JsonValue | undefined,
  value: JsonValue | undefined,
  tolerances: Tolerances,
): JsonValue | undefined {
  if (!attribute.multiValued || value === undefined || value === null) {
    checkRemoval(attribute, attribute.name, before)
    return undefined
  }
  if (!tolerances.allows('patch-value-array-for-remove')) {
    throw invalidSyntax(
      `The operation "remove" of "${attribute.name}" has a value; name the elements to remove with a filter in the path.`,
    )
  }
  const list = removeListed({ op: 'remove', attribute, value, tolerances }, listOf(before))
  if (list.length === 0 && before !== undefined) checkRequired(attribute)
  return listOrNothing(list)
}

function assigned(
  op: PatchOp,
  attribute: AttributeDefinition,
  before: JsonValue | undefined,
  value: JsonValue | undefined,
  tolerances: Tolerances,
): JsonValue | undefined {
  const after = newValue(op, attribute, before, value ?? null, tolerances)
  checkChange(attribute, attribute.name, before, after)
  return after
}

function newValue(
  op: PatchOp,
  attribute: AttributeDefinition,
  before: JsonValue | undefined,
  value: JsonValue,
  tolerances: Tolerances,
): JsonValue | undefined {
  const path = attribute.name
  if (isUnassigned(value, tolerances)) return op === 'add' && attribute.multiValued ? before : undefined
  if (attribute.multiValued) {
    if (op === 'replace') return parseList(attribute, value, path, tolerances)
    return listOrNothing(addElements({ op, attribute, value, tolerances }, listOf(before)))
  }
  if (attribute.type !== 'complex') return parseAttributeValue(attribute, value, path, tolerances)
  const given = complexOf(attribute, value, path, tolerances)
  const complex = mergeComplex(op, attribute, objectOf(before), given, path, tolerances)
  return complexOrNothing(attribute, before, withoutStaleParts(attribute, objectOf(before), complex))
}

// A reference and what is derived from it follow the value: with another value, what the client left as it was is gone.
function withoutStaleParts(attribute: AttributeDefinition, before: JsonObject, after: JsonObject): JsonObject {
  if (before.value === after.value) return after
  const stale = (attribute.subAttributes ?? []).filter(
    (sub) => sub.type === 'reference' || sub.mutability === 'readOnly',
  )
  return stale.reduce((rest, { name }) => (rest[name] === before[name] ? withKey(rest, name, undefined) : rest), after)
}

function checkRequired(attribute: AttributeDefinition): void {
  if (attribute.required) throw mutability(`The attribute "${attribute.name}" is required; it must keep a value.`)
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function complexOrNothing(
  attribute: AttributeDefinition,
  before: JsonValue | undefined,
  after: JsonObject,
): JsonObject | undefined {
  const value = Object.keys(after).length === 0 ? undefined : after
  checkChange(attribute, attribute.name, before, value)
  return value
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

function listOrNothing(list: JsonValue[]): JsonValue[] | undefined {
  return list.length === 0 ? undefined : list
}
