import type { Answer, RetryDecision } from '@scimulator/sim-kit'
import type { KnobValue } from './evidence/knobs.ts'

const UNSTATED_WAIT_MS = 1000

/**
 * What follows an answer OneLogin does not like. Inferred: nothing, an admin retries by hand;
 * the knob allows one more try after 429 or 503, as late as Retry-After asks.
 */
export function decideRetry(answer: Answer, attempt: number, retry: KnobValue<'retry'> = 'none'): RetryDecision {
  if (retry === 'none' || attempt > 1 || answer.kind === 'silence') return { retry: false }
  if (answer.status !== 429 && answer.status !== 503) return { retry: false }
  const seconds = Number(answer.header('retry-after'))
  const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : UNSTATED_WAIT_MS
  return { retry: true, afterMs, why: `answer ${answer.status}` }
}
