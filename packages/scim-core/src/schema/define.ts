/**
 * @see RFC 7643 §2.2 Attribute Characteristics — https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 */
import type { AttributeDefinition } from './attribute.ts'

/** The characteristics of an attribute that differ from the RFC's defaults. */
export type AttributeOptions = Partial<Omit<AttributeDefinition, 'name' | 'description'>>

/**
 * An attribute with every characteristic spelled out; what `options` leaves out has the default of RFC 7643 §2.2:
 * a singular, optional, case-insensitive string that is readWrite, returned by default and not unique.
 */
export function defineAttribute(
  name: string,
  description: string,
  options: AttributeOptions = {},
): AttributeDefinition {
  return Object.freeze({
    type: 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...options,
    name,
    description,
  })
}

/** A `$ref`-like attribute: references are always compared by case (RFC 7643 §2.3.7). */
export function defineReference(
  name: string,
  description: string,
  referenceTypes: readonly string[],
  options: AttributeOptions = {},
): AttributeDefinition {
  return defineAttribute(name, description, { type: 'reference', caseExact: true, referenceTypes, ...options })
}
