import { expect, it } from 'vitest'
import type { JsonValue } from './json.ts'
import { isSameJson } from './json-compare.ts'

it('compares JSON by value, keys in any order, lists in theirs', () => {
  expect(isSameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1, d: undefined })).toBe(true)
  const pairs: [JsonValue | undefined, JsonValue | undefined][] = [
    [1, '1'],
    [null, undefined],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{}, []],
    [{ valueOf: 1 }, { x: 1 }],
  ]
  for (const [left, right] of pairs) expect(isSameJson(left, right)).toBe(false)
})
