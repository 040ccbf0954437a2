import { quote } from '../errors/quote.ts'
import { invalidSyntax, invalidValue, mutability, type ScimError } from '../errors/scim-error.ts'
import type { JsonValue } from '../json.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import type { AttributeDefinition } from './attribute.ts'

/** `invalidValue`: what was wrong, then what is allowed. A value that is never returned is not quoted either. */
export function valueError(definition: AttributeDefinition, path: string, value: unknown, allowed: string): ScimError {
  const shown = definition.returned === 'never' ? '' : `${quote(value)} `
  return invalidValue(`The value ${shown}of "${path}" is not valid; expected ${allowed}.`, { cause: { path } })
}

/** `invalidValue`: a required attribute without a value. */
export function missingValue(path: string): ScimError {
  return invalidValue(`The attribute "${path}" has no value; it is required.`, { cause: { path } })
}

/** `invalidSyntax`: a name given twice in one object; names are compared without case (RFC 7643 §2.1). */
export function duplicateAttribute(name: string): ScimError {
  return invalidSyntax(`The attribute ${quote(name)} is given twice; names are case-insensitive, give each once.`)
}

/** `mutability`: another value for an immutable attribute that has one. */
export function immutableError(path: string, value: JsonValue | undefined): ScimError {
  return mutability(
    `The value ${quote(value)} of "${path}" is not the one it has; it is immutable and only the same value is allowed.`,
  )
}

/** Reports a name no schema knows with `invalidSyntax`, unless such names are ignored. */
export function refuseUnknown(name: string, where: string, tolerances: Tolerances): void {
  if (tolerances.allows('unknown-attributes')) return
  throw invalidSyntax(
    `The attribute ${quote(name)} is not known in ${where}; only attributes of its schemas are allowed.`,
    { cause: { name } },
  )
}
