import { describe, expect, it } from 'vitest'
import { cleanUrl } from './clean-url.ts'

describe('cleanUrl', () => {
  it.each([
    ['https://your\u2014team\u2014name.example.com/metadata', 'https://your-team-name.example.com/metadata'],
    ['  https://a.example/x \n', 'https://a.example/x'],
    ['\u201Chttps://a.example/x\u201D', 'https://a.example/x'],
    ['https://a.example//saml///metadata', 'https://a.example/saml/metadata'],
    ['https:///a.example/x', 'https://a.example/x'],
    ['https://a.example/x?next=//b//c', 'https://a.example/x?next=//b//c'],
  ])('makes %j what was meant', (text, url) => {
    expect(cleanUrl(text)).toEqual({ url, changed: text !== url })
  })

  it('leaves a good address as it is', () => {
    const url = 'http://localhost:4101/idp/app/exk1/sso/saml/metadata'
    expect(cleanUrl(url)).toEqual({ url, changed: false })
  })
})
