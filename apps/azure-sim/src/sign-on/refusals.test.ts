import { generateDirectory } from '@scimulator/sim-kit'
import {
  only,
  open,
  parse,
  pick,
  readMetadata,
  responseOf,
  type ServedSignOn,
  serveSignOn,
  serviceProvider,
} from '@scimulator/sim-kit/testing/saml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vendor } from '../vendor.ts'

const directory = generateDirectory({ users: 12, groups: 2, seed: 's' })
const leaver = directory.people.find(({ active }) => !active)?.userName ?? ''

let idp: ServedSignOn
beforeAll(async () => {
  idp = await serveSignOn(vendor, { directory })
})
afterAll(() => idp.close())

/** The page that answers a request. */
async function asked(more: Parameters<typeof serviceProvider>[1]): ReturnType<typeof open> {
  const sp = serviceProvider(await readMetadata(idp.metadataUrl), more)
  return open(await sp.getAuthorizeUrlAsync('state', undefined, {}))
}

describe('Entra’s own pages', () => {
  it.each<[string, Parameters<typeof serviceProvider>[1], string]>([
    ['an issuer that is no Identifier', { issuer: 'somebody-else' }, 'AADSTS700016'],
    ['an address that is no Reply URL', { callbackUrl: 'https://evil.test/acs' }, 'AADSTS50011'],
    ['an id that begins with a digit', { generateUniqueId: () => '1abc' }, 'begins with a digit'],
    [
      'another way to sign in',
      { disableRequestedAuthnContext: false, authnContext: ['urn:oasis:names:tc:SAML:2.0:ac:classes:X509'] },
      'AADSTS75011',
    ],
  ])('refuse %s', async (_name, change, words) => {
    const page = await asked(change)
    expect([page.status, page.html.includes(words)]).toEqual([400, true])
    expect(page.html).toContain('having trouble signing you in')
    expect(page.html).toMatch(/Correlation Id: [0-9a-f]{8}-[0-9a-f-]{27}</)
  })

  it.each([
    ['Password', 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'],
    ['PasswordProtectedTransport', 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'],
  ])('let a request for %s pass', async (_name, authnContext) => {
    const page = await asked({ disableRequestedAuthnContext: false, authnContext: [authnContext] })
    expect(page.html).toContain('Sign in with')
  })

  it('refuse a person without the app by AADSTS50105, unless no assignment is required', async () => {
    const page = await pick(await open(idp.startUrl), leaver)
    expect([page.status, page.html.includes('AADSTS50105')]).toEqual([403, true])
    expect(page.html).toContain(leaver)
    await idp.change({ knobs: { 'assignment-required': 'No' } })
    expect((await pick(await open(idp.startUrl), leaver)).status).toBe(200)
  })
})

describe('Entra’s error response', () => {
  it.each<[string, Parameters<typeof serviceProvider>[1]]>([
    ['NameIDPolicy/Format', { identifierFormat: 'urn:any' }],
    ['RequestedAuthnContext/Comparison', { disableRequestedAuthnContext: false, racComparison: 'minimum' }],
    ['IsPassive', { passive: true }],
  ])(
    'tells the service provider that %s is not supported, unsigned and without Destination',
    async (property, change) => {
      const page = await asked(change)
      const document = parse(responseOf(page))
      expect(document.documentElement.hasAttribute('Destination')).toBe(false)
      expect(document.getElementsByTagName('Signature')).toHaveLength(0)
      expect(only(document, 'StatusMessage').textContent).toContain(`'${property}'`)
      const codes = Array.from(document.getElementsByTagName('samlp:StatusCode'))
      expect(codes.map((code) => code.getAttribute('Value')?.split(':').at(-1))).toEqual([
        'Requester',
        'RequestUnsupported',
      ])
    },
  )
})
