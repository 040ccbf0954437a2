import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { isName } from './names.ts'

/** A request to a team as a fault looks at it. */
export interface Asked {
  readonly method: string
  /** Path below the base as it came: `/Users/2819c223`. */
  readonly path: string
  /** Query as it came, with its question mark; empty without one. */
  readonly search: string
  readonly body: string
}

/** An answer before it goes out. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Asks the server that keeps to the rules. */
export type Ask = (asked: Asked) => Promise<Answered>

/** Whether a request changes nothing: a search is a POST that reads. */
export function isRead(asked: Asked): boolean {
  const { method } = asked
  return method !== 'PUT' && method !== 'PATCH' && method !== 'DELETE' && (method !== 'POST' || isSearch(asked))
}

/** Whether a request is a search by POST. */
export function isSearch({ method, path }: Asked): boolean {
  return method === 'POST' && withoutSlash(path).endsWith('/.search')
}

/** A path without the slash at its end: the server takes both. */
export function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}

/** Whether an answer turns away whoever asks, whatever the request. */
export function isTurnedAway({ status }: Answered): boolean {
  return status === 401 || status === 429
}

/** Parameters of a list that defects look at. */
const LIST_PARAMETERS: readonly string[] = ['filter', 'startIndex', 'count', 'cursor']

/** The parameters of a query; those of a list in this letter case, which does not matter to the server. */
export function queryOf({ search }: Pick<Asked, 'search'>): URLSearchParams {
  const query = new URLSearchParams(search)
  return new URLSearchParams(
    [...query].map(([name, value]) => [LIST_PARAMETERS.find((known) => isName(name, known)) ?? name, value]),
  )
}

/** The same request with another query; the request itself where the query is no other. */
export function withQuery(asked: Asked, change: (query: URLSearchParams) => void): Asked {
  const query = queryOf(asked)
  const before = query.toString()
  change(query)
  if (query.toString() === before) return asked
  // Blanks as %20: in a SCIM filter `+` is a plus.
  const text = query.toString().replaceAll('+', '%20')
  return { ...asked, search: text === '' ? '' : `?${text}` }
}

/** Levels of nesting that defects look into: the server refuses what is deeper. */
const DEEPEST = 64

/** The JSON object of a text; undefined when it is none, or one that is nested too deeply to be written again. */
export function objectOf(text: string): JsonObject | undefined {
  try {
    // The edge: JSON.parse gives JSON values.
    const value = JSON.parse(text) as JsonValue
    return isJsonObject(value) && !isDeep(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isDeep(root: JsonValue): boolean {
  let level: readonly (JsonValue | undefined)[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap((value) => (Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : []))
  }
  return false
}

/** The answer with another JSON body. */
export function withBody(answer: Answered, body: JsonObject): Answered {
  return { ...answer, body: JSON.stringify(body) }
}

/** A SCIM error. */
export function scimError(status: number, detail: string, scimType?: string): Answered {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  }
  return { status, headers: { 'content-type': 'application/scim+json; charset=utf-8' }, body: JSON.stringify(body) }
}

/** A page as a proxy in front of a server writes it. */
export function htmlPage(status: number, title: string): Answered {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>`,
  }
}
