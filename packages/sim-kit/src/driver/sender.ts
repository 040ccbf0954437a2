import type { Step } from '@scimulator/admin-api'
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { TokenRefused, type TokenSource } from '../auth/token-source.ts'
import type { Answer, FindingDraft, ScimRequest } from '../behaviour/behaviour.ts'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import { peekKnobs } from '../evidence/watch-knobs.ts'
import { FAULT_HEADER } from '../faults/faulty-client.ts'
import { noAccessToken, stoppedAnswering, waitTooLong } from '../findings/target-findings.ts'
import { parseBaseUrl } from '../http/base-url.ts'
import type { WireClient, WireRequest, WireResult } from '../http/wire-client.ts'
import type { Connection, Profile } from '../profile/profile.ts'
import type { Recorder } from '../recorder/recorder.ts'
import type { LaneTime, SimulatedClock } from './clock.ts'
import type { PassWatch } from './pass-watch.ts'
import { judgeFirstAnswer } from './preflight.ts'
import { RunStopped } from './stop.ts'

/** What the driver works with. */
export interface DriveDeps {
  readonly client: WireClient
  readonly connection: Connection
  /** Where the Authorization value comes from, if not from the connection. */
  readonly tokens?: TokenSource
  readonly profile: Pick<Profile, 'headers' | 'retry'>
  readonly knobs: Readonly<Record<string, string>>
  /** The app's settings document; absent: the vendor's defaults. */
  readonly settings?: JsonObject
  readonly recorder: Recorder
  readonly clock: SimulatedClock
  /** Whether the target was met, in an earlier run or, set here, in this one. Default: not yet. */
  readonly meeting?: Meeting
  readonly signal?: AbortSignal
  /** Caps waits the target demands, in milliseconds; absent: they are waited out. */
  readonly maxWaitMs?: number
  /** Told of the passes of the run. */
  readonly passes?: PassWatch
  /** Told what a person should know about the run, one line each. */
  readonly note?: (line: string) => void
}

/** Sends one request of a step, with the retries of the profile's policy, in the time of its lane. */
export type Sender = (request: ScimRequest, step: Step, time: LaneTime) => Promise<Answer>

/** Silent exchanges after which a run stops. An answer clears those of its own method only: a target may answer reads and hang on writes. */
const SILENCES = 3
/** A demanded wait beyond this stops the run. */
const LONGEST_WAIT_MS = 60 * 60 * 1000

interface Attempt {
  readonly answer: Answer
  readonly sent: number
}

/** Whether a target has given an answer worth going on with: from then on every answer is the vendor's to judge. */
export interface Meeting {
  met: boolean
}

/** A sender over one run: it judges the first answer of a target nobody has met, counts silences, and notes exchanges with an injected failure. */
export function createSender(deps: DriveDeps, faulted: Set<string>): Sender {
  const { meeting = { met: false } } = deps
  const base = parseBaseUrl(deps.connection.baseUrl)
  let silent: { method: ScimRequest['method']; exchange: string }[] = []

  /** `sent` is how often the request has gone out so far; the answer is that of the last time. */
  const attemptOnce = async (request: ScimRequest, step: Step, sent: number): Promise<Attempt> => {
    const wire = toWire(request, base, await authorizationOf(request, deps), deps)
    const startedAt = deps.recorder.now()
    const result = await deps.client.send(wire, deps.signal)
    const { shape, quirks = [] } = request
    const sending = { step, shape, quirks, request: wire }
    const { before } = result
    // What the client asked again by itself is told, and is nobody's to judge.
    if (before !== undefined)
      deps.recorder.exchange({ ...sending, attempt: sent + 1, startedAt, result: { kind: 'silence', ...before } })
    const attempt = before === undefined ? sent + 1 : sent + 2
    const since = new Date(startedAt.getTime() + (before?.ms ?? 0))
    const exchange = deps.recorder.exchange({ ...sending, attempt, startedAt: since, result })
    if (result.faulted) faulted.add(exchange)
    return { answer: toAnswer(result, exchange), sent: attempt }
  }

  const watch = (answer: Answer, request: ScimRequest): void => {
    if (deps.signal?.aborted) throw new RunStopped('interrupted')
    const judged = answer.kind === 'response' && request.ownVerdict
    const verdict = meeting.met || judged ? undefined : judgeFirstAnswer(answer, request)
    if (verdict !== undefined) stop(deps, verdict)
    meeting.met = true
    if (answer.kind === 'response') {
      silent = silent.filter(({ method }) => method !== request.method)
      return
    }
    silent.push({ method: request.method, exchange: answer.exchange })
    const exchanges = silent.map(({ exchange }) => exchange)
    if (exchanges.length >= SILENCES) stop(deps, stoppedAnswering(exchanges, answer.reason))
  }

  return async (request, step, time) => {
    let previousMs: number | undefined
    let all = 0
    for (let attempt = 1; ; attempt++) {
      deps.clock.enter(time)
      const { answer, sent } = await attemptOnce(request, step, all)
      all = sent
      watch(answer, request)
      const decision = deps.profile.retry(answer, attempt, previousMs, knobsFor(request, deps))
      if (!decision.retry) return answer
      previousMs = decision.afterMs
      const demandedMs = Math.min(demandOf(answer, deps.clock.now()), decision.afterMs)
      const skippedMs = decision.afterMs - (await waitDemanded(answer, demandedMs, deps))
      deps.clock.enter(time)
      deps.clock.pass(skippedMs)
      deps.recorder.waited(step, { ms: skippedMs, why: decision.why })
      if (deps.signal?.aborted) throw new RunStopped('interrupted')
    }
  }
}

function stop(deps: DriveDeps, finding: FindingDraft): never {
  deps.recorder.finding(finding)
  throw new RunStopped(finding.title)
}

async function authorizationOf(request: ScimRequest, deps: DriveDeps): Promise<string> {
  if (request.authorization !== undefined) return request.authorization
  if (deps.tokens === undefined) return deps.connection.authorization
  try {
    return await deps.tokens.authorization(request.freshToken)
  } catch (error) {
    if (error instanceof TokenRefused) stop(deps, noAccessToken(error.message))
    throw error
  }
}

function toWire(
  request: ScimRequest,
  base: { host: string; path: string },
  authorization: string,
  deps: DriveDeps,
): WireRequest {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const headers = deps.profile.headers({
    method: request.method,
    host: base.host,
    authorization,
    contentLength: body === undefined ? undefined : Buffer.byteLength(body),
    knobs: knobsFor(request, deps),
    ...(deps.settings === undefined ? {} : { settings: deps.settings }),
  })
  const own = request.shape === OWN_CHECK ? { ownCheck: true as const } : {}
  return { method: request.method, target: base.path + request.path, headers, body, ...own }
}

/** An own check goes by the knobs without being a use of them. */
function knobsFor({ shape }: ScimRequest, { knobs }: DriveDeps): DriveDeps['knobs'] {
  return shape === OWN_CHECK ? peekKnobs(knobs) : knobs
}

function toAnswer(result: WireResult, exchange: string): Answer {
  if (result.kind === 'silence') return { kind: 'silence', exchange, reason: result.reason }
  const { status, reasonPhrase, body, headers } = result
  return {
    kind: 'response',
    exchange,
    status,
    reasonPhrase,
    header(name) {
      const wanted = name.toLowerCase()
      return headers.find(([key]) => key.toLowerCase() === wanted)?.[1]
    },
    body,
    json: parseJson(body),
  }
}

function parseJson(text: string): JsonValue | undefined {
  try {
    // The edge: JSON.parse gives JSON values.
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/**
 * The milliseconds an answer demands, unless a fault was injected on purpose; what a vendor waits beyond them is its own
 * schedule. @see RFC 9110 §10.2.3 Retry-After — https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
function demandOf(answer: Answer, now: Date): number {
  if (answer.kind === 'silence' || answer.header(FAULT_HEADER) !== undefined) return 0
  const text = answer.header('retry-after')?.trim() ?? ''
  const seconds = text === '' ? Number.NaN : Number(text)
  if (seconds >= 0) return seconds * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? 0 : Math.max(date - now.getTime(), 0)
}

/** Waits for real, up to the cap; gives the milliseconds waited. */
async function waitDemanded(answer: Answer, ms: number, deps: DriveDeps): Promise<number> {
  if (ms === 0) return 0
  const wait = deps.maxWaitMs === undefined ? ms : Math.min(ms, deps.maxWaitMs)
  if (wait > LONGEST_WAIT_MS) stop(deps, waitTooLong(answer.exchange, Math.round(ms / 1000)))
  if (wait < ms) deps.note?.(`The target demands a wait of ${ms / 1000} s; cut to ${wait / 1000} s.`)
  else if (wait >= 1000) deps.note?.(`Waiting ${wait / 1000} s, as the target demands.`)
  await deps.clock.sleep(wait, deps.signal)
  return wait
}
