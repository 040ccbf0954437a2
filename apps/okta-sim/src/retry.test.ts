import type { Answer } from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { decideRetry } from './retry.ts'

function answered(status: number, retryAfter?: string): Answer {
  const header = (name: string) => (name.toLowerCase() === 'retry-after' ? retryAfter : undefined)
  return { kind: 'response', exchange: 'x1', status, reasonPhrase: '', header, body: '', json: undefined }
}

const wait = (answer: Answer, attempt = 1, previous?: number) => {
  const decision = decideRetry(answer, attempt, previous)
  return decision.retry ? decision.afterMs : undefined
}

describe('rate limits', () => {
  it('waits the integer seconds of Retry-After', () => {
    expect(wait(answered(429, '7'))).toBe(7000)
  })

  it.each([undefined, '', 'null', '1.5', '-3', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
    'waits 5 minutes on Retry-After %s',
    (value) => {
      expect(wait(answered(429, value))).toBe(300_000)
    },
  )

  it('doubles the previous wait on a further 429', () => {
    expect(wait(answered(429, '7'), 2, 7000)).toBe(14_000)
    expect(wait(answered(429), 3, 600_000)).toBe(1_200_000)
  })

  it('gives up after the tenth attempt', () => {
    expect(wait(answered(429, '1'), 9, 256_000)).toBe(512_000)
    expect(wait(answered(429, '1'), 10, 512_000)).toBeUndefined()
  })

  it.each([400, 401, 404, 409, 500, 503])('never retries %i by itself', (status) => {
    expect(wait(answered(status, '1'))).toBeUndefined()
  })

  it('never retries a request without an answer by itself', () => {
    expect(wait({ kind: 'silence', exchange: 'x1', reason: 'Read timed out' })).toBeUndefined()
  })
})
