import type { Finding, StepAction, StepOutcome, Subject } from '@scimulator/admin-api'
import type { JsonObject, JsonValue } from '@scimulator/scim-core'

/** One request a behaviour asks the driver to send. */
export interface ScimRequest {
  /** Id of the request shape in the profile's catalogue. */
  readonly shape: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** What follows the base URL, verbatim on the wire, query and dangling `?` or `&` included. */
  readonly path: string
  /** Sent as compact JSON in the key order given. Absent: no body. */
  readonly body?: JsonObject
  /** Sent as Authorization instead of the connection's own: a suite that tries a wrong token. */
  readonly authorization?: string
  /** The vendor judges the answer: even as the first of a target nobody has met it does not end the run. Silence does. */
  readonly ownVerdict?: true
  /** Where tokens come from an endpoint: a new one is fetched for this request and those after it. */
  readonly freshToken?: true
  /** Ids of the profile's quirks this request carries. */
  readonly quirks?: readonly string[]
}

/** What came back. `silence` is no answer: refused, reset, timed out, endless or unreadable as HTTP. */
export type Answer =
  | {
      readonly kind: 'response'
      /** Id of the recorded exchange, for findings. */
      readonly exchange: string
      readonly status: number
      readonly reasonPhrase: string
      /** First value of a response header, by case-insensitive name. */
      readonly header: (name: string) => string | undefined
      readonly body: string
      /** The body as JSON; undefined when it is empty or no JSON. */
      readonly json: JsonValue | undefined
    }
  | { readonly kind: 'silence'; readonly exchange: string; readonly reason: string }

/** How a step ended, with the vendor's words for it. */
export interface StepResult {
  readonly outcome: StepOutcome
  readonly reason?: string
}

/** A finding as a behaviour states it: the id says the rule, the driver adds nothing. */
export type FindingDraft = Omit<Finding, 'level'> & { readonly level?: Finding['level'] }

/** How a case of an acceptance suite came out. */
export type CaseResult =
  | { readonly outcome: 'pass' }
  | {
      readonly outcome: 'fail'
      /** What the suite asserts, in its words where it has some. */
      readonly asserted: string
      /** What the target did instead. */
      readonly instead: string
      readonly exchanges: readonly string[]
    }
  | { readonly outcome: 'skip'; readonly reason: string }

/** What a behaviour may ask of its driver. */
export type Command =
  | { readonly type: 'send'; readonly request: ScimRequest }
  | { readonly type: 'beginStep'; readonly subject: Subject; readonly action: StepAction; readonly cause?: string }
  | { readonly type: 'endStep'; readonly result: StepResult }
  | { readonly type: 'finding'; readonly finding: FindingDraft }
  | { readonly type: 'wait'; readonly ms: number; readonly why: string }
  | {
      readonly type: 'case'
      readonly id: string
      readonly result: CaseResult
      /** Whether a failure of the case fails the run. */
      readonly counts: boolean
    }
  | { readonly type: 'together'; readonly lanes: readonly Behaviour<unknown>[]; readonly limit: number }

/** A vendor behaviour: no sockets, no time, no logs; it yields commands and is resumed with their results. */
export type Behaviour<T> = Generator<Command, T, unknown>

/** Sends a request and waits for its answer (after the retries of the profile's policy). */
export function* send(request: ScimRequest): Behaviour<Answer> {
  // The driver resumes a `send` with an Answer: the one place where the protocol between both is stated.
  return (yield { type: 'send', request }) as Answer
}

/** Runs `body` as one step; what it returns is the step's outcome. */
export function* step(
  subject: Subject,
  action: StepAction,
  body: () => Behaviour<StepResult>,
  cause?: string,
): Behaviour<StepResult> {
  yield cause === undefined ? { type: 'beginStep', subject, action } : { type: 'beginStep', subject, action, cause }
  const result = yield* body()
  yield { type: 'endStep', result }
  return result
}

/** Records a step for which the vendor sends nothing. */
export function notSent(subject: Subject, action: StepAction, reason: string, cause?: string): Behaviour<StepResult> {
  return step(
    subject,
    action,
    function* () {
      return { outcome: 'notSent', reason }
    },
    cause,
  )
}

/** Reports what went wrong. */
export function* report(finding: FindingDraft): Behaviour<void> {
  yield { type: 'finding', finding }
}

/** Lets the vendor's own schedule pass; the driver decides whether the clock is virtual. */
export function* waitFor(ms: number, why: string): Behaviour<void> {
  yield { type: 'wait', ms, why }
}

/** Runs independent behaviours side by side, at most `limit` at once; results in the order given. */
export function* together<T>(lanes: readonly Behaviour<T>[], limit: number): Behaviour<T[]> {
  // The driver resumes `together` with one result per lane.
  return (yield { type: 'together', lanes, limit }) as T[]
}
