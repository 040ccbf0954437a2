import type { Answer, RetryDecision } from '@scimulator/sim-kit'
import { knob } from './evidence/knobs.ts'

/** Minutes between two cycles: fixed, not configurable (vendor's docs). */
export const CYCLE_MINUTES = 40

/** Pause between two cycles. */
export const CYCLE_MS: number = CYCLE_MINUTES * 60_000

/** Days between a soft delete and the hard delete in the directory (vendor's docs). */
export const HARD_DELETE_MS: number = 30 * 24 * 60 * 60_000

/** Time without an answer before a request is given up: the default of .NET's HttpClient (inferred). */
export const TIMEOUT_MS = 100_000

/** Tries of one request where Retry-After is honoured (inferred). */
const TRIES = 3

/**
 * Nothing is retried within a cycle: a failed object goes to escrow and is evaluated again in the next cycle. Whether
 * 429 with Retry-After is waited for is a knob, because the vendor's answers contradict each other.
 */
export function retryPolicy(
  answer: Answer,
  attempt: number,
  _previousMs: number | undefined,
  knobs: Readonly<Record<string, string>>,
): RetryDecision {
  if (knob({ knobs }, 'retryAfter') === 'ignore' || attempt >= TRIES) return { retry: false }
  if (answer.kind === 'silence' || answer.status !== 429) return { retry: false }
  const seconds = Number(answer.header('retry-after') ?? Number.NaN)
  if (!Number.isFinite(seconds) || seconds < 0) return { retry: false }
  return { retry: true, afterMs: seconds * 1000, why: 'TooManyRequests' }
}
