/**
 * @see RFC 7643 §2.1 Attributes — https://www.rfc-editor.org/rfc/rfc7643#section-2.1
 */
import type { JsonObject, JsonValue } from '../json.ts'
import { duplicateAttribute, refuseUnknown } from '../schema/value-errors.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'

/**
 * The members of a protocol message by their lower-case names: names are case-insensitive like those of attributes.
 *
 * @throws ScimError `invalidValue` or `invalidSyntax` for a member the message does not have, or has twice.
 */
export function readMembers<Name extends string>(
  object: JsonObject,
  names: readonly Name[],
  where: string,
  tolerances: Tolerances,
): Partial<Record<Name, JsonValue>> {
  const members: Partial<Record<Name, JsonValue>> = {}
  for (const [key, value] of Object.entries(object)) {
    const name = names.find((known) => known === key.toLowerCase())
    if (name === undefined) refuseUnknown(key, where, tolerances)
    else if (Object.hasOwn(members, name)) throw duplicateAttribute(key)
    else if (value !== undefined) members[name] = value
  }
  return members
}
