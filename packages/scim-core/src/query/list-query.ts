/**
 * @see RFC 9865 §2 Query Parameters and Response Attributes — https://www.rfc-editor.org/rfc/rfc9865#section-2
 * @see RFC 7644 §3.4.2 Query Resources, §3.4.2.4 Pagination, §3.4.3 Querying Using HTTP POST — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { quote } from '../errors/quote.ts'
import { invalidSyntax, invalidValue } from '../errors/scim-error.ts'
import type { AttributePath } from '../filter/ast.ts'
import { isJsonObject } from '../json.ts'
import { SEARCH_REQUEST } from '../schema/urns.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { type Projection, parseAttributeList } from './projection.ts'

/** The order of a sorted list. */
export type SortOrder = 'ascending' | 'descending'

/** What a list request asks for. Filter and sortBy are still text: see `parseFilter` and `resolveSortBy`. */
export interface ListQuery {
  /** Text of the filter; absent: every resource. */
  readonly filter?: string
  /** Text of the attribute path to sort by; absent: the order of the service provider. */
  readonly sortBy?: string
  /** Default ascending; says nothing without `sortBy`. */
  readonly sortOrder: SortOrder
  /** 1-based, at least 1. */
  readonly startIndex: number
  /** Asks for pages by cursor, of which '' is the first; absent: by index. */
  readonly cursor?: string
  /** From 0 (totals only) to the maximum. */
  readonly count: number
  /** Which attributes the resources are to come with. */
  readonly projection: Projection
}

/** Page sizes of the service provider. */
export interface ListLimits {
  /** Resources of a page at most; a larger `count` is cut to it. */
  readonly maxCount: number
  /** Resources of a page when the client names no `count`. */
  readonly defaultCount: number
}

const MAX_NAMES = 1000

/**
 * Reads the parameters of a list request from a query string or a SearchRequest body. A startIndex below 1 is 1, a
 * negative count is 0, a count above the maximum is the maximum. Choices: parameter names are case-insensitive; one given
 * twice is refused, but for the two attribute lists, which are merged; unknown parameters are ignored; `cursor` and
 * `startIndex` together are refused, since they ask for different ways of paging (RFC 9865 §2.4).
 *
 * @throws ScimError `invalidValue`.
 */
export function parseListQuery(query: Readonly<Record<string, unknown>>, limits: ListLimits): ListQuery {
  const filter = readText(query, 'filter')
  const sortBy = readText(query, 'sortBy')
  const cursor = readText(query, 'cursor')
  const startIndex = readInteger(query, 'startIndex') ?? 1
  const count = readInteger(query, 'count') ?? limits.defaultCount
  if (cursor !== undefined && read(query, 'startIndex') !== undefined) {
    throw invalidValue('The parameters "cursor" and "startIndex" are both given; only one is allowed.')
  }
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(sortBy === undefined ? {} : { sortBy }),
    ...(cursor === undefined ? {} : { cursor }),
    sortOrder: readSortOrder(query),
    startIndex: Math.max(1, startIndex),
    count: Math.min(Math.max(0, count), limits.maxCount),
    projection: parseProjection(query),
  }
}

/**
 * Reads a SearchRequest body.
 *
 * @throws ScimError `invalidSyntax` if it is none, `invalidValue` for a bad parameter.
 */
export function parseSearchRequest(body: unknown, limits: ListLimits, tolerances: Tolerances): ListQuery {
  if (!isJsonObject(body)) throw invalidSyntax('The body is not a JSON object; expected a SearchRequest message.')
  const schemas = read(body, 'schemas')
  const named =
    Array.isArray(schemas) && schemas.some((uri) => String(uri).toLowerCase() === SEARCH_REQUEST.toLowerCase())
  if (!named && !tolerances.allows('missing-schemas')) {
    throw invalidSyntax(`The attribute "schemas" lacks "${SEARCH_REQUEST}"; a search request must name it.`)
  }
  return parseListQuery(body, limits)
}

/**
 * Reads `attributes` and `excludedAttributes`. CHOICE: giving both is refused, since the RFC calls them mutually exclusive;
 * so are more than 1,000 names.
 *
 * @throws ScimError `invalidValue`.
 */
export function parseProjection(query: Readonly<Record<string, unknown>>): Projection {
  const attributes = readAttributes(query, 'attributes')
  const excludedAttributes = readAttributes(query, 'excludedAttributes')
  if (attributes.length > 0 && excludedAttributes.length > 0) {
    throw invalidValue('The parameters "attributes" and "excludedAttributes" are both given; only one is allowed.')
  }
  if (attributes.length > 0) return { attributes }
  return excludedAttributes.length > 0 ? { excludedAttributes } : {}
}

function read(query: Readonly<Record<string, unknown>>, name: string): unknown {
  const keys = Object.keys(query).filter((key) => key.toLowerCase() === name.toLowerCase())
  if (keys.length > 1) throw invalidValue(`The parameter "${name}" is given twice; give it once.`)
  const [key] = keys
  return key === undefined ? undefined : (query[key] ?? undefined)
}

function readText(query: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = read(query, name)
  if (value === undefined || typeof value === 'string') return value
  throw invalidValue(`The parameter "${name}" is not valid; expected one text.`)
}

function readInteger(query: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = read(query, name)
  if (value === undefined) return undefined
  const integer = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  if (typeof integer === 'number' && Number.isSafeInteger(integer)) return integer
  throw invalidValue(`The value ${quote(value)} of "${name}" is not valid; expected an integer.`)
}

function readSortOrder(query: Readonly<Record<string, unknown>>): SortOrder {
  const value = readText(query, 'sortOrder') ?? 'ascending'
  if (value === 'ascending' || value === 'descending') return value
  throw invalidValue(`The value ${quote(value)} of "sortOrder" is not valid; expected "ascending" or "descending".`)
}

function readAttributes(query: Readonly<Record<string, unknown>>, name: string): AttributePath[] {
  const value = read(query, name)
  const lists: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  const paths = lists.flatMap((list) => {
    if (typeof list === 'string') return parseAttributeList(list)
    throw invalidValue(`The parameter "${name}" is not valid; expected attribute names.`)
  })
  if (paths.length <= MAX_NAMES) return paths
  throw invalidValue(`The parameter "${name}" has ${paths.length} names; at most ${MAX_NAMES} are allowed.`)
}
