/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH, figure 7 — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { quote } from '../errors/quote.ts'
import { invalidPath, type ScimError } from '../errors/scim-error.ts'
import type { AttributePath, Filter } from '../filter/ast.ts'
import { createFilterCursor, type FilterCursor, type FilterOptions, parseBracketed } from '../filter/parse.ts'
import { isAttributeName, parseAttributePath } from './attribute-path.ts'

/** The target of a PATCH operation; names as written. */
export interface PatchPath {
  /** The attribute path; before a filter, that of the multi-valued attribute. */
  readonly path: AttributePath
  /** What stands in the brackets; its paths are relative to the element. */
  readonly filter?: Filter
  /** The sub-attribute after the brackets. */
  readonly subAttribute?: string
}

const MAX_ATTRIBUTE_PATH = 1024
const ARRAY_INDEX = /^\[\s*(?:\d+\s*)?\]/

function pathError(text: string, start: number, expected: string): ScimError {
  const column = start + 1
  return invalidPath(`The path ${quote(text)} is not valid at column ${column}: ${expected}.`, {
    cause: { text, column },
  })
}

/**
 * Reads the path of a PATCH operation: an attribute path, or a value path with or without a sub-attribute.
 *
 * @throws ScimError `invalidPath` with the column, or `invalidFilter` if what stands in the brackets is no filter.
 * @example parsePatchPath('addresses[type eq "work"].streetAddress')
 */
export function parsePatchPath(text: string, options?: FilterOptions): PatchPath {
  const bracket = text.indexOf('[')
  const written = bracket < 0 ? text : text.slice(0, bracket)
  if (written.length > MAX_ATTRIBUTE_PATH) {
    throw invalidPath(`The path has ${written.length} characters; at most ${MAX_ATTRIBUTE_PATH} are allowed.`)
  }
  const path = parseAttributePath(written)
  if (path === undefined) {
    throw pathError(text, 0, 'expected an attribute path such as "userName", "name.familyName" or a URN and a name')
  }
  if (bracket < 0) return { path }
  if (ARRAY_INDEX.test(text.slice(bracket)))
    throw pathError(text, bracket, 'expected a filter in the brackets, SCIM has no indexes')
  if (!text.includes(']')) throw pathError(text, text.length, 'expected "]"')
  const cursor = createFilterCursor(text, options)
  cursor.at = cursor.tokens.findIndex((token) => token.kind === '[')
  const filter = parseBracketed(cursor)
  const subAttribute = parseSubAttribute(cursor)
  return { path, filter, ...(subAttribute === undefined ? {} : { subAttribute }) }
}

function parseSubAttribute(cursor: FilterCursor): string | undefined {
  const [token, after] = cursor.tokens.slice(cursor.at, cursor.at + 2)
  if (token === undefined || token.kind === 'end') return undefined
  const name = token.kind === 'word' && !token.spaced && token.text.startsWith('.') ? token.text.slice(1) : ''
  if (!isAttributeName(name)) throw pathError(cursor.text, token.start, 'expected "." and a sub-attribute, or the end')
  if (after !== undefined && after.kind !== 'end') throw pathError(cursor.text, after.start, 'expected the end')
  return name
}
