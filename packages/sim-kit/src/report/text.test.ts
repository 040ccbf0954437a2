import { expect, test } from 'vitest'
import { cutLong, escapeMarkup, plainLine, shorten, widthOf, wrap } from './text.ts'

test('IJ-09 what could steer a terminal or hide is shown', () => {
  expect(plainLine('a\u001b[2J\u009b\u202e\u200bb\nc\td')).toBe('a\ufffd[2J\ufffd\ufffd\ufffdb c d')
})

test('IJ-10 what a CI system would take for a command is broken up', () => {
  expect(plainLine('::error::x')).toBe(': :error::x')
  expect(plainLine(' ::stop-commands::x')).toBe(' : :stop-commands::x')
  expect(plainLine('a ##vso[task] ##[warning] ##teamcity[x] ## [y]')).toBe(
    'a # #vso[task] # #[warning] # #teamcity[x] ## [y]',
  )
})

test('the time to escape grows with the text, not with its square', () => {
  expect(escapeMarkup('\n'.repeat(300_000))).toHaveLength(300_000)
})

test('width counts columns', () => {
  expect(['ann', '佐藤', 'e\u0301', '🚀'].map(widthOf)).toEqual([3, 4, 1, 2])
})

test('a text is cut by columns and never in the middle of a character', () => {
  expect(shorten('ann', 3)).toBe('ann')
  expect(shorten('佐藤さん', 5)).toBe('佐藤…')
  expect(shorten('🚀🚀🚀', 4)).toBe('🚀…')
  expect(shorten('anna', 3)).toBe('an…')
})

test('a text beyond its limit is cut at the end, and says so', () => {
  expect(cutLong('0123456789abcdef', 11)).toBe('0123456789a … (cut after 11 characters)')
  expect(cutLong('0123456789a', 11)).toBe('0123456789a')
})

test('lines are broken at spaces; a leading indent stays', () => {
  expect(wrap('  aa bb cc', 4, 7)).toEqual(['  aa bb', '    cc'])
  expect(wrap('', 4, 7)).toEqual([''])
})
