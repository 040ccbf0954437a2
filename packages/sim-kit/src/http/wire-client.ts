import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { getCACertificates } from 'node:tls'
import { type BaseUrl, parseBaseUrl } from './base-url.ts'
import { startDeadline } from './deadline.ts'
import { readBody } from './read-body.ts'
import { createLookup, RefusedAddressError } from './resolve.ts'
import { describeFailure } from './silence.ts'

/** One request, exactly as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  /** Request target of the request line, verbatim. */
  readonly target: string
  /** Every header line, in order and case; the client adds none. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | undefined
  /** The simulator asks for itself: no failure is injected on the way. */
  readonly ownCheck?: true
}

/** A request that was lost on a connection the target had just closed, and was asked once more. */
export interface LostRequest {
  readonly reason: string
  readonly ms: number
}

/** What came back, or why nothing did. */
export type WireResult = Told &
  (
    | {
        readonly kind: 'response'
        readonly status: number
        readonly reasonPhrase: string
        readonly headers: [string, string][]
        readonly body: string
      }
    | { readonly kind: 'silence'; readonly reason: string }
  )

interface Told {
  readonly ms: number
  /** The failure injected on the way, in words. */
  readonly fault?: string
  /** What came back is of that failure's making. */
  readonly faulted?: true
  /** The try before, where this is the second. */
  readonly before?: LostRequest
}

/** How the client reaches the target. */
export interface WireClientOptions {
  readonly baseUrl: string
  /** Deadline of one whole exchange. */
  readonly timeoutMs: number
  /** PEM of additional certificate authorities to trust. */
  readonly ca?: string
  /** Take any certificate. */
  readonly insecure?: boolean
  /** Decoded bytes of an answer above which it counts as endless. Default 10 MB. */
  readonly bodyLimit?: number
  /** Addresses never to connect to. Default: none. */
  readonly refuseAddress?: (address: string) => boolean
}

/** Sends requests byte for byte as asked. */
export interface WireClient {
  send(request: WireRequest, signal?: AbortSignal): Promise<WireResult>
  /** Closes idle connections. */
  close(): void
}

/** Default limit of an answer's decoded body. */
export const BODY_LIMIT: number = 10 * 1024 * 1024

/**
 * A client that writes exactly the header lines it is given, follows no redirect, uses no proxy and ends in bounded time.
 *
 * @throws UsageError when the base URL is none.
 */
export function createWireClient(options: WireClientOptions): WireClient {
  const base = parseBaseUrl(options.baseUrl)
  const refuse = options.refuseAddress ?? (() => false)
  const connection: http.AgentOptions & https.AgentOptions = {
    keepAlive: true,
    lookup: createLookup(refuse),
    ...(options.insecure ? { rejectUnauthorized: false } : {}),
    ...(options.ca === undefined ? {} : { ca: [...getCACertificates('default'), options.ca] }),
  }
  const agent = withShortIdle(base.secure ? new https.Agent(connection) : new http.Agent(connection))
  return {
    async send(request, signal) {
      let started = performance.now()
      const ms = (): number => Math.round((performance.now() - started) * 100) / 100
      if (isIP(base.hostname) !== 0 && refuse(base.hostname)) {
        return { kind: 'silence', reason: `${base.hostname} is an address simulators do not call`, ms: 0 }
      }
      const deadline = startDeadline(options.timeoutMs, signal)
      const lost: { before?: LostRequest } = {}
      const onLost = (error: unknown): void => {
        lost.before = { reason: `${describeFailure(error, base.host)}; asked once more`, ms: ms() }
        started = performance.now()
      }
      try {
        const limits = { deadline: deadline.signal, bodyLimit: options.bodyLimit ?? BODY_LIMIT }
        return { kind: 'response', ...(await exchange(base, agent, request, limits, onLost)), ms: ms(), ...lost }
      } catch (error) {
        const reason = deadline.passed()
          ? `no complete answer within ${options.timeoutMs} ms`
          : describeFailure(error, base.host)
        return { kind: 'silence', reason, ms: ms(), ...lost }
      } finally {
        deadline.end()
      }
    },
    close: () => agent.destroy(),
  }
}

interface Limits {
  readonly deadline: AbortSignal
  readonly bodyLimit: number
}

type Received = Omit<Extract<WireResult, { kind: 'response' }>, 'kind' | keyof Told>

async function exchange(
  base: BaseUrl,
  agent: http.Agent,
  request: WireRequest,
  limits: Limits,
  onLost: (error: unknown) => void,
): Promise<Received> {
  // A target that has just closed the connection says so before a write goes out on it.
  if (request.method !== 'GET') await turn()
  const first = open(base, agent, request, limits.deadline)
  const response = await first.response.catch((error: unknown) => {
    // What only reads may be asked again, as every client does; whether a write was done is not known.
    const isStale = first.request.reusedSocket && isReset(error) && !limits.deadline.aborted
    if (request.method !== 'GET' || !isStale) throw error
    onLost(error)
    return open(base, agent, request, limits.deadline).response
  })
  const accepts = request.headers.some(([name]) => name.toLowerCase() === 'accept-encoding')
  return {
    status: response.statusCode ?? 0,
    reasonPhrase: response.statusMessage ?? '',
    headers: pairs(response.rawHeaders),
    body: await readBody(response, accepts, limits.bodyLimit, limits.deadline),
  }
}

function open(
  base: BaseUrl,
  agent: http.Agent,
  wire: WireRequest,
  signal: AbortSignal,
): { request: http.ClientRequest; response: Promise<http.IncomingMessage> } {
  signal.throwIfAborted()
  const request = (base.secure ? https : http).request({
    agent,
    hostname: base.hostname,
    port: base.port,
    method: wire.method,
    path: wire.target,
    setHost: false,
    signal,
  })
  // Node adds these unless they were removed once: what the profile lists below is all there is.
  for (const name of ['connection', 'transfer-encoding', 'content-length']) request.removeHeader(name)
  for (const { name, values } of headerLines(wire.headers)) request.setHeader(name, values)
  request.on('socket', (socket) => clearTimeout(idle.get(socket)))
  const response = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
  })
  if (wire.body === undefined) request.end()
  else request.end(wire.body)
  return { request, response }
}

/**
 * Header lines as Node takes them: lines of one name are one entry.
 *
 * @throws TypeError when lines of one name stand apart or differ in case, or when Node would join them in one line:
 * rather no request than one that is not the vendor's.
 */
function headerLines(headers: WireRequest['headers']): { name: string; values: string[] }[] {
  const lines: { name: string; values: string[] }[] = []
  for (const [name, value] of headers) {
    const last = lines.at(-1)
    if (last?.name === name && !/^cookie$/i.test(name)) last.values.push(value)
    else if (lines.every((line) => line.name.toLowerCase() !== name.toLowerCase()))
      lines.push({ name, values: [value] })
    else throw new TypeError(`The lines of the header ${name} cannot be written as given.`)
  }
  return lines
}

function isReset(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return !(error instanceof RefusedAddressError) && (code === 'ECONNRESET' || code === 'EPIPE')
}

/** Milliseconds a connection is kept without use. */
const IDLE_MS = 1000
const idle = new WeakMap<Duplex, NodeJS.Timeout>()

/**
 * Connections are given up before a target may do so: a write that goes out on one that was just closed has no answer, and
 * it is sent once.
 */
function withShortIdle<A extends http.Agent>(agent: A): A {
  agent.on('free', (socket: Duplex) => void idle.set(socket, setTimeout(() => socket.destroy(), IDLE_MS).unref()))
  return agent
}

function pairs(raw: readonly string[]): [string, string][] {
  const result: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) result.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return result
}
