import type { Answer, RetryDecision } from '@scimulator/sim-kit'

const DEFAULT_WAIT_MS = 5 * 60_000
const MAX_ATTEMPTS = 10

/**
 * Okta's rate-limit rule (S15): only 429 is retried. The first wait is the integer seconds of `Retry-After`,
 * 5 minutes where that is missing or no integer (the HTTP-date form too); each further 429 doubles the wait;
 * the tenth attempt is the last. Everything else waits for an admin to press Retry.
 */
export function decideRetry(answer: Answer, attempt: number, previousMs: number | undefined): RetryDecision {
  if (answer.kind === 'silence' || answer.status !== 429 || attempt >= MAX_ATTEMPTS) return { retry: false }
  if (previousMs !== undefined) {
    return { retry: true, afterMs: previousMs * 2, why: 'Another 429: Okta doubles the previous wait' }
  }
  const seconds = answer.header('Retry-After')?.trim() ?? ''
  if (/^\d{1,9}$/.test(seconds)) {
    return { retry: true, afterMs: Number(seconds) * 1000, why: `429 with Retry-After: ${seconds}` }
  }
  return { retry: true, afterMs: DEFAULT_WAIT_MS, why: '429 without integer Retry-After: Okta waits 5 minutes' }
}
