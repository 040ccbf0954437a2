import { describe, expect, it } from 'vitest'
import { rfcLink, webLink } from './rfc-link.ts'

describe('rfcLink', () => {
  it('leads to the section', () => {
    expect(rfcLink('RFC 7644 §3.5.2.2')).toBe('https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.2')
    expect(rfcLink('RFC 7643 2.5')).toBe('https://www.rfc-editor.org/rfc/rfc7643#section-2.5')
  })

  it('leads to the document when no section is named', () => {
    expect(rfcLink('RFC 9865')).toBe('https://www.rfc-editor.org/rfc/rfc9865')
  })

  it('is none for other text', () => {
    expect(rfcLink('vendor documentation')).toBeNull()
  })
})

describe('webLink', () => {
  it('takes the web address out of a note', () => {
    expect(webLink('Docs (https://docs.test/a?b=1), read 2026-11-20')).toBe('https://docs.test/a?b=1')
  })

  it('is none for anything that is no web address', () => {
    expect([webLink('javascript:alert(1)'), webLink('data:text/html,x'), webLink('dossier 4.2')]).toEqual([
      null,
      null,
      null,
    ])
  })
})
