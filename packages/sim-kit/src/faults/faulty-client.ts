import type { WireClient, WireRequest, WireResult } from '../http/wire-client.ts'
import type { Random } from '../profile/evidence.ts'
import { faultText, type WayFault } from './fault.ts'

/** Header by which an answer says that a fault was injected on purpose: here, or by a server that can. */
export const FAULT_HEADER = 'Scimulator-Fault'

/** What failures on the way go by. */
export interface WayOptions {
  readonly basePath: string
  readonly random: Random
  /** Milliseconds after which the vendor gives a request up. */
  readonly timeoutMs: number
  /** Lets simulated time pass: a delay of ours is nobody's to wait for. */
  readonly pass: (ms: number) => void
}

/** A client with failures on the way to the target. The first fault that hits a request wins; own checks are spared. */
export function faultyClient(
  client: WireClient,
  faults: readonly WayFault[],
  { basePath, random, timeoutMs, pass }: WayOptions,
): WireClient {
  const hits = faults.map(() => 0)
  const strikes = (fault: WayFault, index: number, request: WireRequest): boolean => {
    if (fault.count !== undefined && (hits[index] ?? 0) >= fault.count) return false
    if (!matches(fault, request, basePath)) return false
    if (fault.probability !== undefined && random.integer(1_000_000) >= fault.probability * 1_000_000) return false
    hits[index] = (hits[index] ?? 0) + 1
    return true
  }
  return {
    async send(request, signal) {
      const fault = request.ownCheck ? undefined : faults.find((one, index) => strikes(one, index, request))
      if (fault === undefined) return await client.send(request, signal)
      return { ...(await play(fault, client, request, { signal, timeoutMs, pass })), fault: faultText(fault) }
    },
    close: () => client.close(),
  }
}

function matches({ method, resource, contains }: WayFault, request: WireRequest, basePath: string): boolean {
  if (method !== undefined && method !== request.method) return false
  const [first] = request.target.slice(basePath.length).replace(/^\/+/, '').split(/[/?]/, 1)
  if (resource !== undefined && resource !== first) return false
  return contains === undefined || [request.target, request.body ?? ''].some((text) => text.includes(contains))
}

async function play(
  fault: WayFault,
  client: WireClient,
  request: WireRequest,
  { signal, timeoutMs, pass }: Pick<WayOptions, 'timeoutMs' | 'pass'> & { readonly signal: AbortSignal | undefined },
): Promise<WireResult> {
  switch (fault.kind) {
    case 'duplicate':
      await client.send(request, signal)
      return { ...(await client.send(request, signal)), faulted: true }
    case 'loseReply':
      return lost('the answer was lost on purpose', await client.send(request, signal))
    case 'reset':
      return lost('the request was lost on purpose', { ms: 0 })
    case 'slow':
      pass(Math.min(fault.ms, timeoutMs))
      if (fault.ms >= timeoutMs) return lost(`no complete answer within ${timeoutMs} ms`, { ms: timeoutMs })
      return client.send(request, signal)
    case 'status':
      return injected(fault)
  }
}

function lost(reason: string, { ms, before }: Pick<WireResult, 'ms' | 'before'>): WireResult {
  return { kind: 'silence', reason, ms, faulted: true, ...(before === undefined ? {} : { before }) }
}

function injected({ status, retryAfter }: WayFault): WireResult {
  const body = JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail: 'A fault was injected here on purpose.',
  })
  const headers: [string, string][] = [
    ['Content-Type', 'application/scim+json'],
    [FAULT_HEADER, 'status'],
  ]
  if (retryAfter !== undefined) headers.push(['Retry-After', retryAfter])
  return { kind: 'response', status, reasonPhrase: '', headers, body, ms: 0, faulted: true }
}
