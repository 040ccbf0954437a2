import type { Answer } from '@scimulator/sim-kit'
import { expect, test } from 'vitest'
import { decideRetry } from './retry.ts'

const answer = (status: number, retryAfter?: string): Answer => ({
  kind: 'response',
  exchange: 'x1',
  status,
  reasonPhrase: '',
  header: (name) => (name === 'retry-after' ? retryAfter : undefined),
  body: '',
  json: undefined,
})

test('nothing is tried again by itself: an admin retries by hand', () => {
  for (const status of [429, 500, 503]) expect(decideRetry(answer(status), 1)).toEqual({ retry: false })
})

test('the knob allows one more try after 429 and 503, as late as Retry-After asks', () => {
  expect(decideRetry(answer(429, '7'), 1, 'once')).toMatchObject({ retry: true, afterMs: 7000 })
  expect(decideRetry(answer(503), 1, 'once')).toMatchObject({ retry: true, afterMs: 1000 })
  expect(decideRetry(answer(503, 'soon'), 1, 'once')).toMatchObject({ retry: true, afterMs: 1000 })
  expect(decideRetry(answer(429, '7'), 2, 'once')).toEqual({ retry: false })
  expect(decideRetry(answer(500), 1, 'once')).toEqual({ retry: false })
  expect(decideRetry({ kind: 'silence', exchange: 'x1', reason: 'reset' }, 1, 'once')).toEqual({ retry: false })
})
