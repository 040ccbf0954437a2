import { describe, expect, it } from 'vitest'
import { hueOf, monogramOf, VENDOR_HUES } from './vendor.ts'

describe('monogramOf', () => {
  it.each([
    ['Okta', 'Ok'],
    ['OneLogin', 'OL'],
    ['Microsoft Entra ID', 'ME'],
    ['', '?'],
  ])('stands for %s with %s', (label, letters) => {
    expect(monogramOf(label)).toBe(letters)
  })
})

describe('hueOf', () => {
  it('gives the shipped simulators a hue each', () => {
    expect(new Set(['okta', 'onelogin', 'azure'].map(hueOf)).size).toBe(3)
  })

  it('stays in range for any id', () => {
    for (const id of ['', '__proto__', '日本語', 'x'.repeat(500)]) {
      expect(hueOf(id)).toBeGreaterThanOrEqual(1)
      expect(hueOf(id)).toBeLessThanOrEqual(VENDOR_HUES)
    }
  })
})
