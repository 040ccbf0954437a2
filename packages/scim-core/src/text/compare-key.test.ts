import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareKey, compareKeys, textKey } from './compare-key.ts'

describe('compareKey', () => {
  it.each([
    ['case', 'BJensen', 'bjensen'],
    ['composed and decomposed accents', 'Jos\u00e9', 'JOSE\u0301'],
    ['full-width letters', 'ＡＢＣ＠', 'abc@'],
    ['half-width katakana', '\uff76\uff9e', '\u30ac'],
    ['ideographic space', 'a\u3000b', 'a b'],
    ['the Kelvin sign', '\u212a', 'k'],
    ['final sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['final and medial sigma', 'οδος', 'ΟΔΟΣ'],
    ['non-ASCII capitals', 'ÉCOLE', 'école'],
    ['capital I with a dot', 'İ', 'i\u0307'],
  ])('C-005 F-044 Z-016 takes for the same: %s', (_what, left, right) => {
    expect(compareKey(left)).toBe(compareKey(right))
  })

  it.each([
    ['dotless i', 'mıke', 'mike'],
    ['sharp s', 'straße', 'strasse'],
    ['long s', 'ſ', 's'],
    ['ligatures', 'ﬁ', 'fi'],
    ['zero-width characters', 'a\u200bb', 'ab'],
    ['soft hyphen', 'a\u00adb', 'ab'],
    ['trailing blanks', 'a ', 'a'],
    ['a trailing dot', 'a.', 'a'],
    ['Cyrillic look-alikes', 'а', 'a'],
    ['accents', 'é', 'e'],
  ])('keeps apart: %s', (_what, left, right) => {
    expect(compareKey(left)).not.toBe(compareKey(right))
  })

  // Text of every script is slow to normalise on a busy machine.
  it('is its own key', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(compareKey(compareKey(text))).toBe(compareKey(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('S-034 leaves text alone where case counts', () => {
    expect(textKey('ABC', true)).toBe('ABC')
    expect(textKey('ABC', false)).toBe('abc')
  })
})

describe('compareKeys', () => {
  it('orders like the bytes of UTF-8', () => {
    const sign = (number: number) => Math.sign(number) + 0
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'))
        expect(sign(compareKeys(left, right))).toBe(sign(bytes))
      }),
      { numRuns: 2000 },
    )
  })

  it('puts characters above U+FFFF after the others', () => {
    expect(compareKeys('\u{1f600}', '\uffee')).toBeGreaterThan(0)
    expect(compareKeys('a', 'a\u{1f600}')).toBeLessThan(0)
  })
})
