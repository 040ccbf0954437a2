import { expect, it } from 'vitest'
import { scanJson } from './json-scan.ts'

it.each([
  '{"a":1,"a":1}',
  '{"a" \n:1, "b":2, "a"\t:3}',
  '{"a":1,"\\u0061":2}',
  '[{"x":{"a":[],"b":{},"a":0}}]',
  '{"__proto__":1,"__proto__":2}',
  '{"":1,"":2}',
])('IP-04 [CHOICE] finds the key that %s has twice', (text) => {
  expect(scanJson(text, 32)).toBe('duplicateKey')
})

it.each([
  '{"a":1,"A":1,"b":"a","c":["a","a"],"d":{"a":1}}',
  '[{"a":1},{"a":1}]',
  '{"a":"\\"a\\":","b":"{\\"a\\":1}"}',
  '{"a\\\\":1,"a":2}',
  '"a"',
  '',
  '{"a',
  '{"a\\',
])('finds nothing in %s', (text) => {
  expect(scanJson(text, 32)).toBeUndefined()
})

it('IP-05 finds text that nests deeper than the limit, and no other', () => {
  const nested = (depth: number): string => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`
  expect(scanJson(nested(32), 32)).toBeUndefined()
  expect(scanJson(nested(34), 32)).toBe('tooDeep')
  expect(scanJson('['.repeat(200_000), 32)).toBe('tooDeep')
  expect(scanJson('"[[[["', 3)).toBeUndefined()
})
