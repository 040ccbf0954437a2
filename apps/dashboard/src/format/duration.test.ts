import { describe, expect, it } from 'vitest'
import { formatDuration, spanMs } from './duration.ts'

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.2, '<1 ms'],
    [41.4, '41 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [3210, '3.2 s'],
    [48_000, '48 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min'],
    [250_000, '4 min 10 s'],
    [3_599_700, '1 h 00 min'],
    [7_500_000, '2 h 05 min'],
    [518_400_000, '6 d'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('says a dash for what is no duration', () => {
    expect([formatDuration(-1), formatDuration(Number.NaN)]).toEqual(['–', '–'])
  })
})

describe('spanMs', () => {
  it('counts to now while there is no end', () => {
    expect(spanMs('2026-11-25T09:00:00Z', null, Date.parse('2026-11-25T09:00:04Z'))).toBe(4000)
  })

  it('is never negative when clocks differ', () => {
    expect(spanMs('2026-11-25T09:00:05Z', null, Date.parse('2026-11-25T09:00:04Z'))).toBe(0)
  })
})
