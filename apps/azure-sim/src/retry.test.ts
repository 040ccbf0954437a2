import type { Answer } from '@scimulator/sim-kit'
import { expect, test } from 'vitest'
import { retryPolicy } from './retry.ts'

const busy = (retryAfter: string | undefined, status = 429): Answer => ({
  kind: 'response',
  exchange: 'x1',
  status,
  reasonPhrase: '',
  header: (name) => (name === 'retry-after' ? retryAfter : undefined),
  body: '',
  json: undefined,
})

test('a failed request is not retried within the cycle, not even after 429', () => {
  for (const answer of [busy('1'), busy('1', 503), { kind: 'silence', exchange: 'x1', reason: 'reset' } as const]) {
    expect(retryPolicy(answer, 1, undefined, {})).toEqual({ retry: false })
  }
})

test('the knob retryAfter waits as long as 429 asks, three tries at most', () => {
  const knobs = { retryAfter: 'honour' }
  expect(retryPolicy(busy('2'), 1, undefined, knobs)).toEqual({ retry: true, afterMs: 2000, why: 'TooManyRequests' })
  expect(retryPolicy(busy('2'), 3, 2000, knobs)).toEqual({ retry: false })
  for (const answer of [busy(undefined), busy('soon'), busy('-1'), busy('2', 503)]) {
    expect(retryPolicy(answer, 1, undefined, knobs)).toEqual({ retry: false })
  }
})
