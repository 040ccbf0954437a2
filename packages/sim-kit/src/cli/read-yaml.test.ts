import { expect, test } from 'vitest'
import { readYaml } from './read-yaml.ts'

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[at]}`).join(', ')}]`),
].join('\n')

test.each([
  ['aliases that blow it up', bomb, '3:40', /^The aliases up to this one stand for more than 100 values/],
  ['one alias too many', `a: &a 1\nb:\n${'  - *a\n'.repeat(100)}`, '102:5', /^The aliases up to this one stand/],
  ['an alias of itself', 'a: &a\n  b: *a\n', '2:6', 'An alias stands inside of what it names.'],
  ['an alias of nothing', 'a: 1\nb: [*c]\n', '2:5', 'No anchor &c stands before this alias.'],
  ['an alias before its anchor', 'a: *c\nb: &c 1\n', '1:4', 'No anchor &c stands before this alias.'],
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

test('aliases that stand for something are what they stand for', () => {
  const text = `a: &a {x: 1}\nb: *a\nc: [&d 2, *d]\na2: &a 3\ne: *a\nmany:\n${'  - *a\n'.repeat(90)}`
  expect(readYaml(text).value).toMatchObject({ b: { x: 1 }, c: [2, 2], e: 3 })
})

test('what JSON cannot say becomes what it would be there, and names of prototypes are names', () => {
  expect(readYaml('a: .inf\nb: 012\nc: no\n').value).toEqual({ a: null, b: 12, c: 'no' })
  const { value } = readYaml('__proto__: {polluted: 1}\n')
  expect(Object.keys(value ?? {})).toEqual(['__proto__'])
  expect('polluted' in {}).toBe(false)
})
