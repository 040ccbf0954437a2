/**
 * @see RFC 7644 §3.5.2.1 Add Operation, §3.5.2.3 Replace Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.1
 */
import type { JsonObject, JsonValue } from '../json.ts'
import { isSameJson } from '../json-compare.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { findSubAttribute } from '../schema/find-attribute.ts'
import { parseAttributeValue } from '../schema/parse-value.ts'
import { duplicateAttribute, refuseUnknown } from '../schema/value-errors.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { withKey } from './context.ts'
import { checkChange, checkRemoval, readOnlyError } from './mutability.ts'
import type { PatchOp } from './operation.ts'

/** Applies an operation to one sub-attribute of a complex value; `path` names the sub-attribute in errors. */
export function patchSubAttribute(
  op: PatchOp,
  complex: JsonObject,
  sub: AttributeDefinition,
  value: JsonValue | undefined,
  path: string,
  tolerances: Tolerances,
): JsonObject {
  const before = complex[sub.name] ?? undefined
  if (op === 'remove') {
    checkRemoval(sub, path, before)
    return withKey(complex, sub.name, undefined)
  }
  if (sub.mutability === 'readOnly') throw readOnlyError(path)
  const parsed = parseAttributeValue(sub, value ?? null, path, tolerances)
  const after = op === 'add' && Array.isArray(before) && Array.isArray(parsed) ? union(before, parsed) : parsed
  checkChange(sub, path, before, after)
  return withKey(complex, sub.name, after)
}

/**
 * Sets the sub-attributes that `value` names and leaves the others as they are. A read-only one is ignored if it is the
 * value already there, else refused unless the tolerance `read-only-in-value` is on.
 */
export function mergeComplex(
  op: PatchOp,
  attribute: AttributeDefinition,
  complex: JsonObject,
  value: JsonObject,
  path: string,
  tolerances: Tolerances,
): JsonObject {
  let merged = complex
  const seen = new Set<AttributeDefinition>()
  for (const [name, part] of Object.entries(value)) {
    const sub = findSubAttribute(attribute, name)
    if (sub === undefined) {
      refuseUnknown(name, `"${path}"`, tolerances)
      continue
    }
    if (seen.has(sub)) throw duplicateAttribute(`${path}.${name}`)
    seen.add(sub)
    if (sub.mutability !== 'readOnly') {
      merged = patchSubAttribute(op, merged, sub, part, `${path}.${sub.name}`, tolerances)
    } else if (!isSameJson(part, merged[sub.name]) && !tolerances.allows('read-only-in-value')) {
      throw readOnlyError(`${path}.${sub.name}`)
    }
  }
  return merged
}

function union(before: readonly JsonValue[], added: readonly JsonValue[]): JsonValue[] {
  return [...before, ...added.filter((value) => !before.some((other) => isSameJson(value, other)))]
}
