import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonLine, jsonLines } from './json-lines.ts'

function asText(lines: JsonLine[] | null): string {
  return (lines ?? [])
    .map((line) => '  '.repeat(line.indent) + line.tokens.map((token) => token.text).join(''))
    .join('\n')
}

describe('jsonLines', () => {
  it('lays any value out as JSON.stringify would with two spaces', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(asText(jsonLines(JSON.stringify(value)))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  it('does not depend on the white space that was sent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonLines(JSON.stringify(value, null, 3))).toEqual(jsonLines(JSON.stringify(value)))
      }),
    )
  })

  it('keeps duplicate keys, key order, escapes and number spelling as sent', () => {
    expect(asText(jsonLines('{"b":1.50,"a":"\\u00e9","b":1E2}'))).toBe(
      '{\n  "b": 1.50,\n  "a": "\\u00e9",\n  "b": 1E2\n}',
    )
  })

  it('tells keys from strings', () => {
    const kinds = jsonLines('{"active":"False","n":null}')?.flatMap((line) => line.tokens.map((token) => token.kind))
    expect(kinds?.filter((kind) => kind !== 'punctuation')).toEqual(['key', 'string', 'key', 'literal'])
  })

  it('is none for text that is not JSON', () => {
    expect([jsonLines('<html>'), jsonLines(''), jsonLines('{"a":')]).toEqual([null, null, null])
  })

  it('takes very deep and very long input', () => {
    const deep = `${'['.repeat(2000)}${']'.repeat(2000)}`
    expect(jsonLines(deep)?.length).toBeGreaterThan(2000)
    expect(jsonLines(JSON.stringify('x'.repeat(2_000_000)))).toHaveLength(1)
  })
})
