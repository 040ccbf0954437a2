import { expect, test } from 'vitest'
import { formatDate, parseDate } from './date-pattern.ts'

const moment = new Date('2026-02-03T14:05:06.789Z')

test.each([
  ['M/d/yyyy h:mm:ss tt', '2/3/2026 2:05:06 PM'],
  ['yyyyMMddHHmmss.fff', '20260203140506.789'],
  ['yy-MM-dd H:m:s.f', '26-02-03 14:5:6.7'],
  ["yyyy-MM-dd'T'HH:mm:ss'Z'", '2026-02-03T14:05:06Z'],
  ['dddd, d MMMM yyyy', 'Tuesday, 3 February 2026'],
  ['ddd dd MMM yyyy hh tt', 'Tue 03 Feb 2026 02 PM'],
])('%s writes %s, and reads it back to the same text', (pattern, text) => {
  expect(formatDate(moment, pattern)).toBe(text)
  expect(formatDate(parseDate(text, pattern), pattern)).toBe(text)
})

test.each([
  ['2026-13-01', 'yyyy-MM-dd'],
  ['2026-02-30', 'yyyy-MM-dd'],
  ['2026-02-3', 'yyyy-MM-dd'],
  ['2026-02-03x', 'yyyy-MM-dd'],
  ['25:00', 'HH:mm'],
  ['Marz', 'MMMM'],
  ['x', 'yyyyyyyyy'],
  ['x', 'zzz'],
])('%s does not follow %s', (text, pattern) => {
  expect(() => parseDate(text, pattern)).toThrow(/date pattern/)
})
