import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Send, SendRequest, SendResponse } from '../src/index.ts'

/** A request as a fault looks at it. */
export interface Asked {
  readonly method: string
  /** Path below the base, decoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** The body as JSON object; empty when it is none. */
  readonly body: JsonObject
  /** Operations of a PATCH or a bulk request. */
  readonly operations: readonly JsonObject[]
  header(name: string): string | undefined
}

/** One rule that a server breaks. */
export interface Fault {
  readonly breaks: string
  /** Every row that turns red, and no other. */
  readonly rows: readonly string[]
  /** The requests it is about. */
  readonly when: (asked: Asked) => boolean
  /** Answers them; `next` asks the server that keeps to the rules. */
  readonly serve: (request: SendRequest, next: Send, asked: Asked) => Promise<SendResponse>
}

/** The requests of a method, or several, to a path. */
export const asks =
  (method: string, path: RegExp) =>
  (asked: Asked): boolean =>
    new RegExp(`^(${method})$`).test(asked.method) && path.test(asked.path)

/** A server with a fault in front of one without. */
export function withFault(next: Send, { when, serve }: Fault): Send {
  return (request) => {
    const asked = read(request)
    return when(asked) ? serve(request, next, asked) : next(request)
  }
}

/** Reads a request. */
export function read({ method, url, headers, body }: SendRequest): Asked {
  const { pathname, searchParams } = new URL(url)
  const json = parse(body)
  const object = isJsonObject(json) ? json : {}
  return {
    method,
    path: decodeURIComponent(pathname).replace(/^.*\/v2/, ''),
    query: searchParams,
    body: object,
    operations: Array.isArray(object.Operations) ? object.Operations.filter(isJsonObject) : [],
    header: (name) => headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1],
  }
}

function parse(body: string | undefined): JsonValue | undefined {
  try {
    // The edge: JSON.parse gives JSON values.
    return body === undefined ? undefined : (JSON.parse(body) as JsonValue)
  } catch {
    return undefined
  }
}

/** Changes the answer's body, where it is a JSON object of success or failure. */
export function answering(
  change: (body: JsonObject, asked: Asked, response: SendResponse) => JsonObject,
): Fault['serve'] {
  return async (request, next, asked) => {
    const response = await next(request)
    const json = parse(response.body === '' ? undefined : response.body)
    return isJsonObject(json) ? { ...response, body: JSON.stringify(change(json, asked, response)) } : response
  }
}

/** Changes every resource of the answer, in lists too. */
export function showing(change: (resource: JsonObject, asked: Asked) => JsonObject): Fault['serve'] {
  return answering((body, asked, { status }) => {
    if (status >= 400) return body
    if (!Array.isArray(body.Resources)) return 'id' in body || 'meta' in body ? change(body, asked) : body
    return { ...body, Resources: body.Resources.map((item) => (isJsonObject(item) ? change(item, asked) : item)) }
  })
}

/** Changes the request's body. */
export function taking(change: (body: JsonObject, asked: Asked) => JsonObject): Fault['serve'] {
  return (request, next, asked) => next({ ...request, body: JSON.stringify(change(asked.body, asked)) })
}

/** Leaves parameters of the query out, or writes others. */
export function querying(change: (query: URLSearchParams) => void): Fault['serve'] {
  return (request, next) => {
    const url = new URL(request.url)
    change(url.searchParams)
    // Blanks as %20: `+` is a plus in a SCIM filter.
    url.search = url.searchParams.toString().replaceAll('+', '%20')
    return next({ ...request, url: url.href })
  }
}

/** Leaves a header of the request out, or writes another value. */
export function hearing(name: string, value?: string): Fault['serve'] {
  return (request, next) => {
    const rest = request.headers.filter(([candidate]) => candidate.toLowerCase() !== name)
    return next({ ...request, headers: value === undefined ? rest : [...rest, [name, value]] })
  }
}

/** Leaves a header of the answer out, or writes another value. */
export function heading(name: string, value?: string): Fault['serve'] {
  return async (request, next) => {
    const response = await next(request)
    const rest = response.headers.filter(([candidate]) => candidate.toLowerCase() !== name)
    return { ...response, headers: value === undefined ? rest : [...rest, [name, value]] }
  }
}

/** Answers with one status for another. */
export function turning(from: number, to: number): Fault['serve'] {
  return async (request, next) => {
    const response = await next(request)
    if (response.status !== from) return response
    return { ...response, status: to, body: response.body.replace(`"status":"${from}"`, `"status":"${to}"`) }
  }
}

/** Answers with an error without asking. */
export function refusing(status: number, scimType?: string): Fault['serve'] {
  return async () => ({
    status,
    headers: [['content-type', 'application/scim+json']],
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      detail: 'Refused.',
      ...(scimType === undefined ? {} : { scimType }),
    }),
  })
}

/** Answers with success without doing anything. */
export function pretending(status: number, body = ''): Fault['serve'] {
  return async () => ({ status, headers: [['content-type', 'application/scim+json']], body })
}

/** Answers with an empty list. */
export const findingNothing: Fault['serve'] = pretending(
  200,
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  }),
)

/** Writes another filter. */
export function filtering(change: (filter: string) => string): Fault['serve'] {
  return querying((query) => query.set('filter', change(query.get('filter') ?? '')))
}

/** Changes every operation of a PATCH, or several in its place. */
export function operating(change: (operation: JsonObject) => readonly JsonObject[]): Fault['serve'] {
  return taking((body, { operations }) => ({ ...body, Operations: operations.flatMap(change) }))
}

/** The PATCH requests with such an operation. */
export function patchesWith(test: (operation: JsonObject) => boolean): Fault['when'] {
  return (asked) => asks('PATCH', /^\/(Users|Groups)\/./)(asked) && asked.operations.some(test)
}
