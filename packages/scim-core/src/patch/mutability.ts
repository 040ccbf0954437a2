/**
 * @see RFC 7643 §2.2 Attribute Characteristics, §7 mutability — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { mutability } from '../errors/scim-error.ts'
import type { JsonValue } from '../json.ts'
import { isSameJson } from '../json-compare.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { isBlank } from '../schema/parse-value.ts'
import { immutableError, missingValue } from '../schema/value-errors.ts'

/** The error for an operation on a read-only attribute. */
export function readOnlyError(path: string): Error {
  return mutability(`The attribute "${path}" is read-only; a client may not change it.`, { cause: { path } })
}

/** Checks that an attribute may go from one value to another; undefined is unassigned. */
export function checkChange(
  attribute: AttributeDefinition,
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): void {
  if (attribute.required && isBlank(after)) throw missingValue(path)
  if (attribute.mutability === 'immutable' && before !== undefined && !isSameJson(before, after)) {
    throw immutableError(path, after)
  }
}

/** Checks that an attribute may be removed. */
export function checkRemoval(attribute: AttributeDefinition, path: string, before: JsonValue | undefined): void {
  if (attribute.mutability === 'readOnly') throw readOnlyError(path)
  if (attribute.required) throw mutability(`The attribute "${path}" is required; it may not be removed.`)
  if (attribute.mutability === 'immutable' && before !== undefined) {
    throw mutability(`The attribute "${path}" is immutable; it may not be removed once it has a value.`)
  }
}
