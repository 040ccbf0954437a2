import { expect, test } from 'vitest'
import { readYaml } from './read-yaml.ts'

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[at]}`).join(', ')}]`),
].join('\n')

test.each([
  ['aliases that blow it up', bomb, '1:1', /^Its aliases stand for more than 100 values/],
  ['an alias of itself', 'a: &a\n  b: *a\n', '1:1', 'An alias stands inside of what it names.'],
  ['nesting without end', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, undefined, 'It is nested too deeply.'],
  ['a tag that means code', 'ok: 1\na: !!js/function "f()"\n', '2:4', /tag/],
  ['a key twice', 'a: 1\na: 2\n', '2:1', /unique/],
  ['two documents', 'a: 1\n---\nb: 2\n', '2:1', /^A second document begins here/],
])('%s is refused', (_what, text, place, message) => {
  const read = readYaml(text)
  expect(read.value).toBeUndefined()
  expect(read.problems[0]?.message).toMatch(message)
  if (place !== undefined) expect(read.place(read.problems[0]?.offset ?? -1)).toBe(place)
})

test('what JSON cannot say becomes what it would be there, and names of prototypes are names', () => {
  expect(readYaml('a: .inf\nb: 012\nc: no\n').value).toEqual({ a: null, b: 12, c: 'no' })
  const { value } = readYaml('__proto__: {polluted: 1}\n')
  expect(Object.keys(value ?? {})).toEqual(['__proto__'])
  expect('polluted' in {}).toBe(false)
})
