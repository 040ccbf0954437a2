import { describe, expect, it } from 'vitest'
import { describeCertificate } from '../../src/saml/metadata/certificates.ts'
import { readMetadata } from '../../src/saml/metadata/read-metadata.ts'
import { IDP, metadataOf, SSO_URL } from './forge.ts'
import { FOREIGN_KEY, KEY, makeKey, NEXT_KEY } from './keys.ts'
import { matching, part, refusal, swap } from './refused.ts'

const [OLD, WEAK, CURVE] = await Promise.all([
  makeKey('old', { days: [-400, -1] }),
  makeKey('weak', { bits: 1024 }),
  makeKey('curve', { keyType: 'ec' }),
])
const read = (text: string): ReturnType<typeof readMetadata> => readMetadata(text, Date.now())

describe("an identity provider's metadata", () => {
  it('names the identity provider, its sign-on address for the Redirect binding, and its certificate', () => {
    expect(read(metadataOf())).toEqual({ entityId: IDP, ssoUrl: SSO_URL, certificates: [KEY.base64] })
  })

  it('is read with default namespaces, a signature, comments and roles of other protocols in it', () => {
    const other = `<RoleDescriptor xmlns:fed="urn:fed" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="urn:fed"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${FOREIGN_KEY.base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor></RoleDescriptor>`
    const text = metadataOf()
      .replaceAll('md:', '')
      .replace('xmlns:md=', 'xmlns=')
      .replace(
        '<IDPSSODescriptor',
        `<!-- signed --><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>${other}<IDPSSODescriptor`,
      )
    expect(read(text)).toEqual({ entityId: IDP, ssoUrl: SSO_URL, certificates: [KEY.base64] })
  })

  it('is read with a byte order mark', () => {
    expect(read(`\uFEFF${metadataOf()}`).entityId).toBe(IDP)
  })

  it('counts a key that is for no use in particular, and none that is for encryption', () => {
    expect(read(metadataOf().replace(' use="signing"', '')).certificates).toEqual([KEY.base64])
    expect(() => read(metadataOf().replace('use="signing"', 'use="encryption"'))).toThrow('lists no certificate')
  })

  it('allows http on this machine, where simulators are', () => {
    expect(read(metadataOf({ ssoUrl: 'http://localhost:4100/sso' })).ssoUrl).toBe('http://localhost:4100/sso')
  })
})

describe('SM-05 metadata that cannot be used', () => {
  const refused: readonly [string, string, RegExp][] = [
    ['another document', '<a/>', /This is no SAML 2\.0 metadata/],
    ['no XML', 'evil', /cannot be used\. The document is not/],
    ['nothing', ' ', /cannot be used/],
    ['a document type', `<!DOCTYPE x>${metadataOf()}`, /document type/],
    ['an entity', `<!DOCTYPE x [<!ENTITY e "x">]>${metadataOf()}`, /document type/],
    ['more than 512 kB', metadataOf({ more: `<md:Extensions>${'x'.repeat(512_000)}</md:Extensions>` }), /512 kB/],
    ['10000 certificates', metadataOf({ more: keyDescriptors(10_000, () => 'AAAA') }), /larger than|too many elements/],
    ['11 certificates', metadataOf({ more: keyDescriptors(11, (index) => `AAA${index}`.slice(-4)) }), /more than 10/],
    [
      'several entities',
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>`,
      /several entities/,
    ],
    [
      'a service provider alone',
      metadataOf().replaceAll('IDPSSODescriptor', 'SPSSODescriptor'),
      /no SAML 2\.0 identity/,
    ],
    [
      'an identity provider of SAML 1.1 alone',
      metadataOf().replace('SAML:2.0:protocol"', 'SAML:1.1:protocol"'),
      /no SAML 2\.0 identity/,
    ],
    ['no entityID', metadataOf({ entityId: '' }), /no usable entityID/],
    ['an entityID with a line break', metadataOf({ entityId: 'a&#10;b' }), /no usable entityID/],
    [
      'an end that is past',
      swap('entityID=', 'validUntil="2020-01-01T00:00:00Z" entityID=')(metadataOf()),
      /not valid any more/,
    ],
    ['no Redirect binding', metadataOf().replace('HTTP-Redirect', 'SOAP'), /HTTP-Redirect binding/],
    ['a sign-on address by http', metadataOf({ ssoUrl: 'http://idp.example/sso' }), /must be an https address/],
    ['a sign-on address that is a script', metadataOf({ ssoUrl: 'javascript:alert(1)' }), /must be an https address/],
    [
      'a sign-on address with a password',
      metadataOf({ ssoUrl: 'https://a:b@idp.example' }),
      /must be an https address/,
    ],
    ['a sign-on address that is none', metadataOf({ ssoUrl: '/sso' }), /must be an https address/],
    ['no certificate', metadataOf({ keys: [] }), /lists no certificate/],
    [
      'a comment within a certificate',
      metadataOf().replace('\nMII', '\nMII<!-- -->'),
      /X509Certificate holds something other/,
    ],
    ['a certificate that is none', metadataOf({ keys: [{ ...KEY, base64: 'AAAA' }] }), /cannot be read/],
    ['a certificate with another alphabet', metadataOf({ keys: [{ ...KEY, base64: '-_-_' }] }), /cannot be read/],
    ['a key of 1024 bits', metadataOf({ keys: [WEAK] }), /shorter than 2048 bits/],
    ['a key that is not RSA', metadataOf({ keys: [CURVE] }), /no RSA key/],
    ['a certificate that has expired', metadataOf({ keys: [OLD] }), /has expired/],
  ]
  it.each(refused)('is refused: %s', (_name, text, reason) => {
    expect(thrownBy(() => read(text))).toMatchObject(refusal(reason))
  })
})

describe('certificates while an identity provider changes its key', () => {
  it('are both kept, the newest first', () => {
    expect(read(metadataOf({ keys: [KEY, NEXT_KEY] })).certificates).toEqual([NEXT_KEY.base64, KEY.base64])
  })

  it('are the newest two of three', async () => {
    const next = await makeKey('tomorrow', { days: [1, 100] })
    expect(read(metadataOf({ keys: [KEY, next, NEXT_KEY] })).certificates).toEqual([next.base64, NEXT_KEY.base64])
  })

  it('are without one that has expired or is too weak, where another is good', () => {
    expect(read(metadataOf({ keys: [OLD, WEAK, CURVE, KEY] })).certificates).toEqual([KEY.base64])
  })

  it('count once, however often they are listed', () => {
    expect(read(metadataOf({ keys: [KEY, KEY] })).certificates).toEqual([KEY.base64])
  })

  it('are described by fingerprint, subject and the days that are left', () => {
    const day = 24 * 60 * 60 * 1000
    const description = describeCertificate(KEY.base64, Date.now())
    expect(description).toMatchObject({ subject: 'CN=idp', fingerprint: matching(/^[0-9a-f]{64}$/) })
    expect(description.daysLeft).toBe(3649)
    expect(describeCertificate(KEY.base64, Date.now() + 4000 * day).daysLeft).toBeLessThan(0)
    expect(part(description.notAfter, /^\d{4}-\d{2}-\d{2}T.*Z$/)).toBe(description.notAfter)
  })
})

function keyDescriptors(count: number, base64: (index: number) => string): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `<md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${base64(index)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  ).join('')
}

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
