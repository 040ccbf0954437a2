import { expect, test } from 'vitest'
import { duration, span } from './times.ts'

test.each([
  [0, '0 ms'],
  [400, '400 ms'],
  [45_000, '45 s'],
  [40 * 60_000, '40 min'],
  [3_723_000, '1 h 2 min'],
  [7_200_000, '2 h'],
  [30 * 86_400_000, '30 days'],
  [86_400_000 + 3_600_000, '1 day 1 h'],
])('%i ms of a schedule is %s', (ms, text) => {
  expect(span(ms)).toBe(text)
})

test('what a run took keeps to seconds', () => {
  expect([duration(40), duration(3249)]).toEqual(['40 ms', '3.2 s'])
})
