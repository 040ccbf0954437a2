import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { NAMESPACE } from './names.ts'
import { readAuthnRequest } from './read-request.ts'

const post = (xml: string): string => Buffer.from(xml).toString('base64')
const redirect = (xml: string): string => deflateRawSync(Buffer.from(xml)).toString('base64')
const request = (inner: string, attributes = 'ID="_1" Version="2.0"'): string =>
  `<p:AuthnRequest xmlns:p="${NAMESPACE.protocol}" xmlns:a="${NAMESPACE.assertion}" ${attributes}>${inner}</p:AuthnRequest>`

describe('an AuthnRequest', () => {
  test('is read the same by both bindings', () => {
    const xml = request(
      `<a:Issuer> https://sp </a:Issuer><a:Subject/><p:NameIDPolicy Format="urn:f"/><p:RequestedAuthnContext Comparison="minimum"><a:AuthnContextClassRef>urn:c</a:AuthnContextClassRef></p:RequestedAuthnContext>`,
      'ID="_1" Version="2.0" IsPassive="true" AssertionConsumerServiceURL="https://sp/acs"',
    )
    const read = {
      id: '_1',
      issuer: 'https://sp',
      acsUrl: 'https://sp/acs',
      nameIdFormat: 'urn:f',
      hasSubject: true,
      isPassive: true,
      authnContext: { comparison: 'minimum', classes: ['urn:c'] },
    }
    expect(readAuthnRequest(post(xml), 'post')).toEqual(read)
    expect(readAuthnRequest(redirect(xml), 'redirect')).toEqual(read)
  })

  test('may say next to nothing', () => {
    expect(readAuthnRequest(post(request('')), 'post')).toEqual({
      id: '_1',
      issuer: undefined,
      acsUrl: undefined,
      nameIdFormat: undefined,
      hasSubject: false,
      isPassive: false,
      authnContext: undefined,
    })
  })

  test.each<[string, string, 'post' | 'redirect', RegExp]>([
    ['no base64', '<xml>', 'post', /not base64/],
    ['nothing', '', 'post', /not base64/],
    ['uncompressed', post(request('')), 'redirect', /not compressed/],
    ['a bomb', redirect(`<a>${' '.repeat(1_000_000)}</a>`), 'redirect', /too long/],
    ['too long', 'A'.repeat(200_000), 'post', /too long/],
    ['a document type', post(`<!DOCTYPE a>${request('')}`), 'post', /document type/],
    ['no XML', post('hello'), 'post', /well-formed/],
    ['half an element', post('<a><b></a>'), 'post', /well-formed/],
    ['another message', post(`<p:Response xmlns:p="${NAMESPACE.protocol}"/>`), 'post', /no AuthnRequest/],
    ['another namespace', post('<AuthnRequest ID="_1" Version="2.0"/>'), 'post', /no AuthnRequest/],
    ['a logout', post(`<p:LogoutRequest xmlns:p="${NAMESPACE.protocol}"/>`), 'post', /no single logout/],
    ['version 1.1', post(request('', 'ID="_1" Version="1.1"')), 'post', /Version/],
    ['no id', post(request('', 'Version="2.0"')), 'post', /no ID/],
  ])('is refused when it is %s', (_name, parameter, binding, reason) => {
    expect(() => readAuthnRequest(parameter, binding)).toThrow(reason)
  })
})
