import type { Exchange, RecordedResponse, Step } from '@scimulator/admin-api'
import { FAULT_HEADER } from '../faults/faulty-client.ts'
import type { WireRequest, WireResult } from '../http/wire-client.ts'
import { cutLong } from '../report/text.ts'
import type { Masker } from './mask.ts'
import { readTolerances } from './tolerances.ts'

/** One exchange as the driver saw it. */
export interface SeenExchange {
  readonly step: Step
  readonly attempt: number
  readonly startedAt: Date
  readonly shape: string
  readonly quirks: readonly string[]
  readonly request: WireRequest
  readonly result: WireResult
}

/** Longest body recorded, in characters. */
const BODY_LIMIT = 100_000
/** Characters of a fault's name: a target may say anything. */
const FAULT_LIMIT = 200
/** Characters beyond the limit that are looked through for secrets too: longer than any credential. */
const SEAM = 100_000

/** An exchange as it leaves the run: masked, then cut. */
export function toExchange(
  seen: SeenExchange,
  index: number,
  options: { readonly masker: Masker; readonly bodyLimit?: number },
): Exchange {
  const { request, result } = seen
  const limit = options.bodyLimit ?? BODY_LIMIT
  const answered = result.kind === 'response' ? result : undefined
  const fault = result.fault ?? headerOf(result, FAULT_HEADER)
  // Masked before it is cut: a secret cut in two would not be known any more.
  const response = answered && options.masker.response(pickResponse(answered, limit + SEAM))
  const sent = options.masker.request({
    method: request.method,
    target: request.target,
    headers: request.headers.map(([name, value]) => [name, value]),
    body: request.body?.slice(0, limit + SEAM) ?? null,
  })
  return {
    id: `x${index + 1}`,
    stepId: seen.step.id,
    index,
    attempt: seen.attempt,
    startedAt: seen.startedAt.toISOString(),
    ms: result.ms,
    request: { ...sent, body: sent.body === null ? null : cut(sent.body, limit, request.body?.length ?? 0) },
    response: response ? { ...response, body: cut(response.body, limit, answered?.body.length ?? 0) } : null,
    error: result.kind === 'silence' ? options.masker.text(result.reason) : null,
    shape: seen.shape,
    quirks: [...seen.quirks],
    tolerances: readTolerances(headerOf(result, 'Scimulator-Exchange')),
    ...(fault === undefined ? {} : { fault: sayFault(fault, options.masker) }),
  }
}

/** A fault's name as it leaves the run. */
export function sayFault(fault: string, masker: Masker): string {
  return cutLong(masker.text(fault), FAULT_LIMIT)
}

function headerOf(result: WireResult, wanted: string): string | undefined {
  const headers = result.kind === 'response' ? result.headers : []
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1]
}

function pickResponse(
  { status, reasonPhrase, headers, body }: Extract<WireResult, { kind: 'response' }>,
  length: number,
): RecordedResponse {
  return { status, reasonPhrase, headers, body: body.slice(0, length) }
}

/** Cuts a masked text of which `whole` characters came. */
function cut(text: string, limit: number, whole: number): string {
  if (text.length <= limit && whole <= limit + SEAM) return text
  return `${text.slice(0, limit)}… (${whole - limit} characters more)`
}
