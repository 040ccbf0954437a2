/**
 * @see RFC 7644 §3.4.2.2 Filtering, figure 1 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 * @see RFC 7644 errata 4670 and 4690 (Held), 7319 and 7322 (Reported) — https://www.rfc-editor.org/errata/rfc7644
 */
import { quote } from '../errors/quote.ts'
import { invalidFilter } from '../errors/scim-error.ts'
import { parseAttributePath } from '../path/attribute-path.ts'
import { createTolerances, type Tolerances } from '../tolerance/tolerances.ts'
import type { AttributePath, CompareOperator, Filter } from './ast.ts'
import { filterError, readString, type Token, tokenize } from './tokenize.ts'

/** How a filter is read: its limits, past which the answer is `invalidFilter`, and the tolerances. */
export interface FilterOptions {
  /** Characters. Default 8,192. */
  readonly maxLength?: number
  /** Nested parentheses and brackets. Default 50. */
  readonly maxDepth?: number
  /** Attribute expressions. Default 200. */
  readonly maxTerms?: number
  /** Default: none. */
  readonly tolerances?: Tolerances
}

const OPERATORS: ReadonlyMap<string, CompareOperator> = new Map(
  (['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const).map((operator) => [operator, operator]),
)
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const END: Token = { kind: 'end', text: '', start: 0, spaced: true }

/** A place in the tokens of a filter, and what has been spent of the limits. */
export interface FilterCursor {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly options: Required<FilterOptions>
  at: number
  depth: number
  terms: number
  inValuePath: boolean
}

/** A cursor at the start of `text`. */
export function createFilterCursor(text: string, options: FilterOptions = {}): FilterCursor {
  const { maxLength = 8192, maxDepth = 50, maxTerms = 200, tolerances = createTolerances([]) } = options
  if (text.length > maxLength) {
    throw invalidFilter(`The filter has ${text.length} characters; at most ${maxLength} are allowed.`)
  }
  const tokens = tokenize(text)
  return {
    text,
    tokens,
    options: { maxLength, maxDepth, maxTerms, tolerances },
    at: 0,
    depth: 0,
    terms: 0,
    inValuePath: false,
  }
}

/**
 * Reads a filter: the whole grammar of RFC 7644, names as written (see `resolveFilter`). Choices: extra blanks between
 * tokens are fine, and so is none before a string (as in the RFC's own example); `not` takes parentheses, with or
 * without a blank; a value path inside a value path, or one followed by a sub-attribute, is refused (the latter is a
 * tolerance).
 *
 * @throws ScimError `invalidFilter` with the column.
 * @example parseFilter('userName sw "j" and not (emails[type eq "work" and value ew "@example.com"])')
 */
export function parseFilter(text: string, options?: FilterOptions): Filter {
  const cursor = createFilterCursor(text, options)
  const filter = parseOr(cursor)
  const rest = peek(cursor)
  if (rest.kind !== 'end') fail(cursor, rest, 'expected "and", "or" or the end of the filter')
  return filter
}

/** Reads the part of a filter between `[` and `]`, both included. */
export function parseBracketed(cursor: FilterCursor): Filter {
  cursor.inValuePath = true
  const filter = nested(cursor, ']')
  cursor.inValuePath = false
  return filter
}

function peek(cursor: FilterCursor, ahead = 0): Token {
  return cursor.tokens[cursor.at + ahead] ?? END
}

function fail(cursor: FilterCursor, token: Token, expected: string): never {
  const found = token.kind === 'end' ? 'the filter ends' : `found ${quote(token.text)}`
  throw filterError(cursor.text, token.kind === 'end' ? cursor.text.length : token.start, `${expected}, ${found}`)
}

function isKeyword(token: Token, keyword: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === keyword
}

function parseOr(cursor: FilterCursor): Filter {
  let left = parseAnd(cursor)
  while (isKeyword(peek(cursor), 'or')) {
    takeSpaced(cursor)
    left = { kind: 'or', left, right: parseAnd(cursor) }
  }
  return left
}

function parseAnd(cursor: FilterCursor): Filter {
  let left = parseTerm(cursor)
  while (isKeyword(peek(cursor), 'and')) {
    takeSpaced(cursor)
    left = { kind: 'and', left, right: parseTerm(cursor) }
  }
  return left
}

function takeSpaced(cursor: FilterCursor): void {
  const keyword = peek(cursor)
  const next = peek(cursor, 1)
  if (!keyword.spaced) fail(cursor, keyword, 'expected a blank')
  if (!next.spaced) fail(cursor, next, `expected a blank after "${keyword.text}"`)
  cursor.at++
}

function parseTerm(cursor: FilterCursor): Filter {
  const token = peek(cursor)
  if (token.kind === '(') return nested(cursor, ')')
  if (isKeyword(token, 'not') && peek(cursor, 1).kind === '(') {
    cursor.at++
    return { kind: 'not', operand: nested(cursor, ')') }
  }
  return parseExpression(cursor)
}

function nested(cursor: FilterCursor, close: ')' | ']'): Filter {
  const { maxDepth } = cursor.options
  if (++cursor.depth > maxDepth) fail(cursor, peek(cursor), `at most ${maxDepth} levels of nesting are allowed`)
  cursor.at++
  const filter = parseOr(cursor)
  if (peek(cursor).kind !== close) fail(cursor, peek(cursor), `expected "and", "or" or "${close}"`)
  cursor.at++
  cursor.depth--
  return filter
}

function parseExpression(cursor: FilterCursor): Filter {
  const path = parsePath(cursor)
  const token = peek(cursor)
  if (token.kind === '[' && !token.spaced) {
    if (cursor.inValuePath) fail(cursor, token, 'a value path may not stand inside a value path')
    return { kind: 'valuePath', path, filter: parseElementCondition(cursor, parseBracketed(cursor)) }
  }
  return parseComparison(cursor, path)
}

// What may follow the brackets where that is tolerated: `.value eq "x"`, one more condition on the same element.
function parseElementCondition(cursor: FilterCursor, filter: Filter): Filter {
  const token = peek(cursor)
  const isSubAttribute = token.kind === 'word' && !token.spaced && token.text.startsWith('.')
  const path = isSubAttribute ? parseAttributePath(token.text.slice(1)) : undefined
  if (path === undefined || !cursor.options.tolerances.allows('value-path-sub-attribute-in-filter')) return filter
  cursor.at++
  return { kind: 'and', left: filter, right: parseComparison(cursor, path) }
}

function parseComparison(cursor: FilterCursor, path: AttributePath): Filter {
  const token = peek(cursor)
  if (isKeyword(token, 'pr')) {
    cursor.at++
    return { kind: 'present', path }
  }
  const operator = token.kind === 'word' ? OPERATORS.get(token.text.toLowerCase()) : undefined
  if (operator === undefined) fail(cursor, token, `expected an operator (${[...OPERATORS.keys()].join(', ')}, pr)`)
  cursor.at++
  return { kind: 'compare', path, operator, value: parseValue(cursor) }
}

function parsePath(cursor: FilterCursor): AttributePath {
  const token = peek(cursor)
  const path = token.kind === 'word' ? parseAttributePath(token.text) : undefined
  if (path === undefined) fail(cursor, token, 'expected an attribute path')
  const { maxTerms } = cursor.options
  if (++cursor.terms > maxTerms) fail(cursor, token, `at most ${maxTerms} expressions are allowed`)
  cursor.at++
  return path
}

function parseValue(cursor: FilterCursor): string | number | boolean | null {
  const token = peek(cursor)
  cursor.at++
  if (token.kind === 'string') return readString(cursor.text, token)
  if (token.kind === 'word') {
    if (token.text === 'true') return true
    if (token.text === 'false') return false
    if (token.text === 'null') return null
    // `+ 0` turns -0 into 0: they are the same number and print alike.
    const number = NUMBER.test(token.text) ? Number(token.text) + 0 : Number.NaN
    if (Number.isFinite(number)) return number
  }
  return fail(cursor, token, 'expected a JSON string in double quotes, a number, true, false or null')
}
