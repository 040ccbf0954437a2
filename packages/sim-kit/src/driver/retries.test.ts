import { describe, expect, test } from 'vitest'
import type { RetryDecision } from '../profile/profile.ts'
import { ended, exchanges, json, once, run } from '../testing/drive-run.ts'
import type { WireAnswer } from '../testing/fake-wire.ts'

describe('retries', () => {
  const twice = (
    answer: { kind: string; status?: number },
    attempt: number,
    previousMs: number | undefined,
  ): RetryDecision =>
    answer.status === 429 && attempt < 3
      ? { retry: true, afterMs: (previousMs ?? 1000) * 2, why: '429' }
      : { retry: false }

  test('every attempt is recorded under its number, and a backoff of the vendor takes no time', async () => {
    const { driven, events, slept } = await run(once(), () => ({ status: 429 }), { retry: twice })
    expect(driven).toEqual({ status: 'finished', value: 429 })
    expect(exchanges(events).map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(slept).toEqual([])
    expect(ended(events)[0]?.waits).toEqual([
      { why: '429', ms: 2000 },
      { why: '429', ms: 4000 },
    ])
  })

  test('a wait the target demands is real', async () => {
    const respond = (index: number): WireAnswer =>
      index === 0 ? { status: 429, headers: [['Retry-After', '2']] } : json
    const { driven, slept } = await run(once(), respond, { retry: twice })
    expect(driven).toEqual({ status: 'finished', value: 200 })
    expect(slept).toEqual([2000])
  })

  test('what a vendor waits beyond the demand is its own schedule, and so is all of a form it does not read', async () => {
    const first = (retryAfter: string) => (index: number) =>
      index === 0 ? { status: 429, headers: [['Retry-After', retryAfter]] as [string, string][] } : json
    const retry = (answer: { kind: string; status?: number }): RetryDecision =>
      answer.status === 429 ? { retry: true, afterMs: 300_000, why: '429' } : { retry: false }
    expect((await run(once(), first('2'), { retry })).slept).toEqual([2000])
    expect((await run(once(), first('soon'), { retry })).slept).toEqual([])
    expect((await run(once(), first(new Date(60_000).toUTCString()), { retry })).slept).toEqual([60_000])
  })

  test('a cap cuts a demanded wait and says so', async () => {
    const respond = (index: number): WireAnswer =>
      index === 0 ? { status: 429, headers: [['Retry-After', '2']] } : json
    const { slept, notes } = await run(once(), respond, { retry: twice, maxWaitMs: 500 })
    expect(slept).toEqual([500])
    expect(notes).toEqual(['The target demands a wait of 2 s; cut to 0.5 s.'])
  })

  test('a demanded wait of years stops the run', async () => {
    const retry = (): RetryDecision => ({ retry: true, afterMs: 1e15, why: 'Retry-After' })
    const { driven } = await run(once(), () => ({ status: 429, headers: [['Retry-After', '1e12']] }), { retry })
    expect(driven).toMatchObject({ status: 'stopped', reason: 'The target demands a wait of 1000000000000 seconds.' })
  })
})
