import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { offsetInSource } from './source-place.ts'

/** The rest of the line at the place of a path. */
function at(source: string, path: (string | number)[], within?: number): string {
  const offset = offsetInSource(parseDocument(source), source, path, within)
  return source.slice(offset).split('\n')[0] ?? ''
}

test('a value is found by keys and indexes, in YAML and in JSON', () => {
  const yaml = 'a: 1\nb:\n  - x: one\n    y: "two"\n  - [3, 4]\n'
  expect(at(yaml, ['b', 0, 'y'])).toBe('"two"')
  expect(at(yaml, ['b', 1, 1])).toBe('4]')
  const json = '{\n\t"a": {\n\t\t"b": [true, {"c": null}]\n\t}\n}'
  expect(at(json, ['a', 'b', 1, 'c'])).toBe('null}]')
})

test('what is not there is placed at what holds it, a value left out at its key', () => {
  const yaml = 'a:\n  b:\n  c: 1\n'
  expect(at(yaml, ['a', 'b'])).toBe('b:')
  expect(at(yaml, ['a', 'nothing', 'deeper'])).toBe('b:')
  expect(at(yaml, ['x'])).toBe('a:')
  expect(at('', ['x'])).toBe('')
  expect(at('a: &x {b: 1}\nc: *x\n', ['c', 'b'])).toBe('1}')
})

test.each<[string, string]>([
  ['plain', 'e: one {X} two\n'],
  ['plain over two lines', 'e: one\n  {X} two\n'],
  ['in double quotes', 'e: "one {X} two"\n'],
  ['in double quotes with escapes', 'e: "\\"n\\u0065 {X} two"\n'],
  ['in double quotes over two lines', 'e: "one\n    {X} two"\n'],
  ['in single quotes with a doubled one', "e: 'o''e {X} two'\n"],
  ['in JSON', '{"e": "one\\t{X} two"}'],
  ['as a literal block', 'e: |\n  one\n  {X} two\nf: 1\n'],
  ['as a literal block of lines with blanks before them', 'e: |2\n     a\n    {X} two\n'],
  ['as a literal block with an empty line', 'e: |-\n\n  one\n\n  {X} two\n'],
  ['as a folded block', 'e: >\n  one\n  {X} two\n'],
  ['with a character of two units', 'e: "o😀 {X} two"\n'],
])('a place inside a text is found where it is written %s', (_style, source) => {
  const document = parseDocument(source)
  const value = String(document.get('e'))
  for (const character of ['{', 'X', 'w']) {
    const offset = offsetInSource(document, source, ['e'], value.indexOf(character))
    expect([character, source[offset]]).toEqual([character, character])
  }
})
