import { type JsonObject, type JsonValue, PATCH_OP } from '@scimulator/scim-core'
import { CheckFailure, TargetError } from '../failure.ts'
import { Answer, type Warn } from './answer.ts'
import type { CheckExchange, HeaderList, Send, SendResponse } from './exchange.ts'
import type { createMask } from './mask.ts'

/** What a request carries beside its method, path and body. */
export interface RequestOptions {
  /** Parameters of the query, not yet encoded. */
  readonly query?: Readonly<Record<string, string | number>>
  /** Replaces or, with an empty string, leaves out a header the client would send. */
  readonly headers?: Readonly<Record<string, string>>
}

/** One operation of a PATCH. */
export interface Operation {
  /** What is to be done, as it goes out. */
  readonly op: string
  /** What it is to be done to, as it goes out. */
  readonly path?: string
  /** What is to be added or put in place. */
  readonly value?: JsonValue
}

/** What the clients of one run share. */
export interface Connection {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly authorization: string | undefined
  /** What `/Me` is asked with, where that is not the authorization of the run. */
  readonly meAuthorization: string | undefined
  readonly send: Send
  readonly timeoutMs: number
  readonly mask: ReturnType<typeof createMask>
  readonly signal: AbortSignal
  /** Told of every answer, to know what has to be removed. */
  readonly onAnswer: (request: Sent, answer: Answer) => void
  /** Exchanges in a row that brought no answer. */
  silent: number
}

/** A request as the run remembers it. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly body: JsonValue | undefined
}

/** Room for the check that makes most, 101 Users, where a 429 puts each of them off twice. */
const REQUESTS_PER_CHECK = 360
const LONGEST_WAIT_MS = 30_000
/** So many exchanges in a row without an answer, and the target is gone. */
const SILENT_EXCHANGES = 3

/** A SCIM client of one check: it records what it sends. */
export class Client {
  /** What was sent and answered so far, in order. */
  readonly exchanges: CheckExchange[] = []
  readonly #connection: Connection
  readonly #warn: Warn
  readonly #limit: number

  /** Takes at most `limit` requests: more in one check, and the check is the fault. */
  constructor(connection: Connection, warn: Warn, limit: number = REQUESTS_PER_CHECK) {
    this.#connection = connection
    this.#warn = warn
    this.#limit = limit
  }

  /** The address of the target, without a trailing slash. */
  get baseUrl(): string {
    return this.#connection.baseUrl
  }

  /** The Authorization header of the run. */
  get authorization(): string | undefined {
    return this.#connection.authorization
  }

  /** The headers of a request to `/Me`, where others than those of the run speak for somebody. */
  get asMe(): Readonly<Record<string, string>> {
    const { meAuthorization } = this.#connection
    return meAuthorization === undefined ? {} : { authorization: meAuthorization }
  }

  /** Sends a request as given; a string body goes out as it is. Waits once or twice when told to by a 429. */
  async send(
    method: string,
    path: string,
    body?: JsonValue,
    { query = {}, headers = {} }: RequestOptions = {},
  ): Promise<Answer> {
    const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    const target = search.length === 0 ? path : `${path}?${search.join('&')}`
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#exchange(method, target, this.#headers(body !== undefined, headers), text)
      const answer = new Answer(response, `${method} ${cut(decode(target))}`, this.#warn)
      const wait = Number(answer.header('retry-after')) * 1000
      if (response.status === 429 && attempt < 3 && wait >= 0 && wait <= LONGEST_WAIT_MS) {
        await new Promise((resolve) => setTimeout(resolve, wait))
        continue
      }
      this.#connection.onAnswer({ method, path, body }, answer)
      return answer
    }
  }

  /** Reads. @throws TargetError when the target is gone. */
  get(path: string, query: Readonly<Record<string, string | number>> = {}, headers = {}): Promise<Answer> {
    return this.send('GET', path, undefined, { query, headers })
  }

  /** Makes a resource, or sends another body that POST takes. @throws TargetError when the target is gone. */
  post(path: string, body: JsonValue, options?: RequestOptions): Promise<Answer> {
    return this.send('POST', path, body, options)
  }

  /** Replaces a resource. @throws TargetError when the target is gone. */
  put(path: string, body: JsonValue, options?: RequestOptions): Promise<Answer> {
    return this.send('PUT', path, body, options)
  }

  /** Sends a PatchOp message. */
  patch(path: string, operations: readonly Operation[], options?: RequestOptions): Promise<Answer> {
    const body: JsonObject = { schemas: [PATCH_OP], Operations: operations.map((operation) => ({ ...operation })) }
    return this.send('PATCH', path, body, options)
  }

  /** Deletes a resource. @throws TargetError when the target is gone. */
  delete(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, { headers })
  }

  #headers(hasBody: boolean, given: Readonly<Record<string, string>>): HeaderList {
    const { authorization } = this.#connection
    const own = {
      ...(authorization === undefined ? {} : { authorization }),
      accept: 'application/scim+json',
      ...(hasBody ? { 'content-type': 'application/scim+json' } : {}),
    }
    return Object.entries({ ...own, ...given }).filter(([, value]) => value !== '')
  }

  async #exchange(
    method: string,
    target: string,
    headers: HeaderList,
    body: string | undefined,
  ): Promise<SendResponse> {
    const { send, baseUrl, mask, timeoutMs, signal } = this.#connection
    if (this.exchanges.length >= this.#limit) throw new CheckFailure('The check did not end: too many requests.')
    signal.throwIfAborted()
    const deadline = AbortSignal.timeout(timeoutMs)
    const request = {
      method,
      url: /^https?:/.test(target) ? target : `${baseUrl}${target}`,
      headers,
      body,
      signal: AbortSignal.any([signal, deadline]),
    }
    const started = performance.now()
    const record = (response: SendResponse | null, error: string | null): void => {
      const ms = Math.round(performance.now() - started)
      const recorded = response === null ? null : mask.response(response)
      this.exchanges.push({ request: mask.request(request), response: recorded, error, ms })
    }
    try {
      const response = await send(request)
      record(response, null)
      this.#connection.silent = 0
      return response
    } catch (error) {
      signal.throwIfAborted()
      const reason = deadline.aborted ? `no complete answer within ${timeoutMs} ms` : reasonOf(error)
      record(null, mask.text(reason))
      this.#connection.silent += 1
      if (this.#connection.silent >= SILENT_EXCHANGES) {
        throw new TargetError(`The target stopped answering: ${mask.text(reason)}.`)
      }
      throw new CheckFailure(`${method} ${cut(decode(target))} was not answered: ${mask.text(reason)}.`)
    }
  }
}

/** What an error says, with what caused it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  return inner instanceof Error && inner.message !== '' ? inner.message : error.message
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
