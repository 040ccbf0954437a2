import { describe, expect, it } from 'vitest'
import { isSeveralCertificates } from './certificate.ts'

const CERTIFICATE = [0x30, 9, 0x30, 1, 7, 0x30, 0, 0x03, 2, 0, 7]
const list = (...parts: number[][]): number[] => {
  const content = parts.flat()
  return [0x30, 0x82, content.length >> 8, content.length & 0xff, ...content]
}
const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes))

describe('isSeveralCertificates', () => {
  it.each([
    ['two after one another', [...CERTIFICATE, ...CERTIFICATE]],
    ['a sequence of two', list(CERTIFICATE, CERTIFICATE)],
    ['a sequence of one', list(CERTIFICATE)],
    ['PEM text', Array.from('-----BEGIN CERTIFICATE-----', (character) => character.charCodeAt(0))],
  ])('S-069 [MUST] sees %s', (_, bytes) => {
    expect(isSeveralCertificates(base64(bytes))).toBe(true)
    expect(isSeveralCertificates(base64(bytes).replace(/=+$/, ''))).toBe(true)
  })

  it.each([
    ['one', CERTIFICATE],
    ['nothing', []],
    ['one byte', [0x30]],
    ['a length that is not there', [0x30, 0x84]],
    ['a length beyond the end', [0x30, 0x82, 0xff, 0xff, 1]],
    ['no definite length', [0x30, 0x80, 0, 0]],
    ['a length of eight bytes', [0x30, 0x88, 1, 1, 1, 1, 1, 1, 1, 1]],
    ['other bytes', [1, 2, 3]],
    ['bytes behind that are no sequence', [...CERTIFICATE, 0, 0]],
    ['an empty sequence', [0x30, 0]],
  ])('takes %s as it is', (_, bytes) => {
    expect(isSeveralCertificates(base64(bytes))).toBe(false)
  })

  it('reads any cut of one without failing', () => {
    for (let length = 0; length < CERTIFICATE.length; length++) {
      expect(isSeveralCertificates(base64(CERTIFICATE.slice(0, length)))).toBe(false)
    }
  })
})
