import { describe, expect, it } from 'vitest'
import { formatFullTime, formatListTime, formatLogTime } from './time.ts'

const now = Date.parse('2026-11-25T14:30:00Z')

describe('formatListTime', () => {
  it.each([
    ['2026-11-25T14:29:30Z', 'now'],
    ['2026-11-25T14:27:59Z', '2 min ago'],
    ['2026-11-25T13:30:01Z', '59 min ago'],
    ['2026-11-25T13:02:00Z', '13:02'],
    ['2026-11-23T14:02:00Z', '23 Nov 14:02'],
    ['not a time', '–'],
  ])('says %s as %s', (iso, text) => {
    expect(formatListTime(iso, now, 'UTC')).toBe(text)
  })

  it('goes by the day of the reader', () => {
    expect(formatListTime('2026-11-24T23:30:00Z', now, 'Europe/Helsinki')).toBe('01:30')
  })
})

describe('formatLogTime', () => {
  it('shows milliseconds', () => {
    expect(formatLogTime('2026-11-25T14:02:11.482Z', 'UTC')).toBe('14:02:11.482')
  })
})

describe('formatFullTime', () => {
  it('names the zone and gives UTC beside it', () => {
    expect(formatFullTime('2026-11-25T14:02:11.482Z', 'UTC')).toBe(
      '25 Nov 2026, 14:02:11 UTC (2026-11-25T14:02:11.482Z)',
    )
  })
})
