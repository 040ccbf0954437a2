import { describe, expect, test } from 'vitest'
import type { Evidence, TransportRule } from '../profile/profile.ts'
import { parseBaseUrl } from './base-url.ts'
import { clearTextWarning, isLoopback, transportNotes } from './transport.ts'

const evidence: Evidence = { mark: 'vendor-docs', source: 'a page', date: '2026' }
const transport: TransportRule[] = (['https', 'publicCertificate', 'noUnderscore'] as const).map((rule) => ({
  rule,
  evidence,
}))
const notes = (url: string, wire = {}) => transportNotes({ transport }, 'Fake', parseBaseUrl(url), wire)

describe('transport', () => {
  test.each(['localhost', 'a.b.localhost', '127.1.2.3', '::1'])('%s is this machine', (host) => {
    expect(isLoopback(host)).toBe(true)
  })
  test.each(['localhost.example.com', 'notlocalhost', '10.0.0.1', '127.0.0.1.nip.io'])('%s is not', (host) => {
    expect(isLoopback(host)).toBe(false)
  })

  test('CL-04 a token in clear text to another machine is warned of', () => {
    expect(clearTextWarning(parseBaseUrl('http://h.example:81/x'))).toContain('the token goes to h.example:81')
    expect(clearTextWarning(parseBaseUrl('http://h.example/t'), 'client secret')).toContain('the client secret goes to')
    expect(clearTextWarning(parseBaseUrl('http://t.localhost:81/x'))).toBeUndefined()
    expect(clearTextWarning(parseBaseUrl('https://h.example/x'))).toBeUndefined()
  })

  test('what the vendor’s cloud demands is noted where it is not met', () => {
    expect(notes('https://h.example/scim')).toEqual([])
    expect(notes('http://localhost:1/my_scim')).toEqual([
      'Fake itself calls https addresses only (vendor-docs: a page).',
      'Fake itself takes no underscore in the address (vendor-docs: a page).',
    ])
    expect(notes('https://localhost/')).toHaveLength(1)
    expect(notes('https://h.example/', { ca: 'x' })).toHaveLength(1)
  })

  test('CL-05 a certificate that was not checked is noted for every vendor', () => {
    expect(transportNotes({}, 'Fake', parseBaseUrl('https://h/'), { insecure: true })).toEqual([
      '--insecure: the target’s certificate was not checked.',
    ])
  })
})
