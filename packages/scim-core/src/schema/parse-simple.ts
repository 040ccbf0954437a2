/**
 * @see RFC 7643 §2.3 Attribute Data Types — https://www.rfc-editor.org/rfc/rfc7643#section-2.3
 */
import type { JsonValue } from '../json.ts'
import { parseDateTime } from '../text/date-time.ts'
import { parseBooleanText } from '../tolerance/string-booleans.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import type { AttributeDefinition } from './attribute.ts'
import { isSeveralCertificates } from './certificate.ts'
import { valueError } from './value-errors.ts'

const MAX_BYTES = 65_536
const MAX_KEY_BYTES = 1_000
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/
const URI_REFERENCE = /^[^\s\p{Cc}<>"{}|\\^`]+$/u
// Names must not differ in what nobody sees: RFC 8265 §3.3 takes neither controls nor what is ignored where it cannot be
// shown, but for the joiners that some scripts are written with.
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}[\p{Default_Ignorable_Code_Point}--[\u200c\u200d]]]/v

/** One value of an attribute that is not complex, checked against its data type. */
export function parseSimpleValue(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): JsonValue {
  switch (definition.type) {
    case 'boolean':
      return parseBoolean(definition, value, path, tolerances)
    case 'integer':
      // CHOICE (RFC 7643 §2.3.4): judged by its value, for JSON readers do not tell 1e3 from 1000.
      if (Number.isSafeInteger(value)) return value
      throw valueError(definition, path, value, 'an integer')
    case 'decimal':
      if (typeof value === 'number' && Number.isFinite(value)) return value
      throw valueError(definition, path, value, 'a number')
    default:
      return parseText(definition, value, path)
  }
}

function parseBoolean(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  tolerances: Tolerances,
): boolean {
  if (typeof value === 'boolean') return value
  const spelt = typeof value === 'string' ? parseBooleanText(value) : undefined
  if (spelt !== undefined && tolerances.allows('string-booleans')) return spelt
  throw valueError(definition, path, value, 'true or false')
}

function parseText(definition: AttributeDefinition, value: JsonValue, path: string): string {
  if (typeof value !== 'string') throw valueError(definition, path, value, `a string (${definition.type})`)
  const limit = maxBytes(definition, path)
  if (exceeds(value, limit)) throw valueError(definition, path, value, `at most ${limit} bytes`)
  if (!value.isWellFormed() || value.includes('\0')) {
    throw valueError(definition, path, value, 'Unicode text without NUL')
  }
  const allowed = formError(definition, value)
  if (allowed !== undefined) throw valueError(definition, path, value, allowed)
  return value
}

// What is unique or looked up is indexed by every engine, and indexes have a limit.
function maxBytes(definition: AttributeDefinition, path: string): number {
  const indexed =
    definition.uniqueness !== 'none' || definition.name === 'externalId' || definition.name === 'displayName'
  const element = definition.type === 'string' && definition.name === 'value' && path.includes('.')
  return indexed || element ? MAX_KEY_BYTES : MAX_BYTES
}

function exceeds(text: string, limit: number): boolean {
  // No UTF-16 unit takes more than 3 bytes in UTF-8, so most texts need not be encoded to know.
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit
}

function formError(definition: AttributeDefinition, text: string): string | undefined {
  switch (definition.type) {
    case 'dateTime':
      return parseDateTime(text) === undefined ? 'a date and time such as "2026-01-31T12:00:00Z"' : undefined
    case 'binary':
      if (!BASE64.test(text)) return 'base64'
      return definition.content === 'certificate' && isSeveralCertificates(text) ? 'one DER certificate' : undefined
    case 'reference':
      return URI_REFERENCE.test(text) ? undefined : 'a URI or a relative URI'
    default:
      return definition.uniqueness !== 'none' && INVISIBLE.test(text) ? 'no control or invisible characters' : undefined
  }
}
