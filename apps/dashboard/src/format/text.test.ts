import { describe, expect, it } from 'vitest'
import { cutMiddle, decodeTarget, formatCount, plural, visible, wordsOfId } from './text.ts'

describe('counts', () => {
  it('groups digits and picks the number', () => {
    expect([formatCount(12_480), plural(1, 'step'), plural(0, 'step'), plural(2, 'person', 'people')]).toEqual([
      '12,480',
      '1 step',
      '0 steps',
      '2 people',
    ])
  })
})

describe('cutMiddle', () => {
  it('keeps start and end and the length asked for', () => {
    expect(cutMiddle('/Users/2819c223-7f76-453a-919d-413861904646', 17)).toBe('/Users/281…904646')
    expect([...cutMiddle('a'.repeat(99), 17)]).toHaveLength(17)
  })

  it('leaves short text and never splits a sign', () => {
    expect(cutMiddle('short', 5)).toBe('short')
    expect(cutMiddle('😀😀😀😀😀😀', 3)).toBe('😀😀…')
  })
})

describe('decodeTarget', () => {
  it('decodes what is well formed and leaves the rest', () => {
    expect(decodeTarget('/Users?filter=userName%20eq%20%22ada%22')).toBe('/Users?filter=userName eq "ada"')
    expect(decodeTarget('/Users?filter=%E0%A4%A')).toBe('/Users?filter=%E0%A4%A')
  })
})

describe('wordsOfId', () => {
  it('reads an id as words', () => {
    expect(wordsOfId('patch-value_array-for-remove')).toBe('patch value array for remove')
  })
})

describe('visible', () => {
  it('writes out signs that would turn the words around a name, and leaves every script alone', () => {
    expect(visible('gnp\u202Eexe\u0000')).toBe('gnp⟨U+202E⟩exe⟨U+0000⟩')
    expect(visible('محمد 山田 👩‍👩‍👧 O’Brien')).toBe('محمد 山田 👩‍👩‍👧 O’Brien')
  })
})

describe('decodeTarget of hidden signs', () => {
  it('leaves them escaped', () => {
    expect(decodeTarget('/Users/a%E2%80%AEb%0Ac%20d')).toBe('/Users/a%E2%80%AEb%0Ac d')
  })
})
