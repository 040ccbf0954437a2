import { X509Certificate } from 'node:crypto'
import { type DirectoryGroup, generateDirectory } from '@scimulator/sim-kit'
import {
  accept,
  minutesBetween,
  only,
  open,
  parse,
  pick,
  readMetadata,
  responseOf,
  SERVICE_PROVIDER,
  type ServedSignOn,
  serveSignOn,
  serviceProvider,
  signedElements,
  signInAt,
} from '@scimulator/sim-kit/testing/saml'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { vendor as okta } from '../vendor.ts'
import { signOn } from './sign-on.ts'

const directory = generateDirectory({ users: 12, groups: 2, seed: 's' })
const [person] = directory.people.filter(({ active }) => active)
const userName = person?.userName ?? ''
const leaver = directory.people.find(({ active }) => !active)?.userName ?? ''
const defaults = Object.fromEntries(signOn.knobs.map((knob) => [knob.id, knob.default]))

let idp: ServedSignOn
beforeAll(async () => {
  idp = await serveSignOn(okta, { directory })
})
afterEach(async () => {
  idp.setDirectory(directory)
  await idp.change({ knobs: defaults, relayState: '' })
})
afterAll(() => idp.close())

describe('Okta’s metadata', () => {
  it('has the issuer of the app, prefix md, one key, two formats and POST before Redirect', async () => {
    const { document, xml, entityId } = await readMetadata(idp.metadataUrl)
    expect(entityId).toMatch(/^http:\/\/www\.okta\.com\/exk[0-9A-Za-z]{17}$/)
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><md:EntityDescriptor entityID=/)
    const role = only(document, 'IDPSSODescriptor')
    expect(role.getAttribute('WantAuthnRequestsSigned')).toBe('false')
    const children = Array.from(role.childNodes).map((node) => node.nodeName)
    expect(children).toEqual([
      'md:KeyDescriptor',
      'md:NameIDFormat',
      'md:NameIDFormat',
      'md:SingleSignOnService',
      'md:SingleSignOnService',
    ])
    expect(only(document, 'X509Certificate').textContent).toContain('\n')
    const services = Array.from(role.getElementsByTagName('md:SingleSignOnService'))
    expect(services.map((service) => service.getAttribute('Binding')?.split(':').at(-1))).toEqual([
      'HTTP-POST',
      'HTTP-Redirect',
    ])
    expect(new Set(services.map((service) => service.getAttribute('Location'))).size).toBe(1)
    expect(xml).not.toContain('Signature')
  })

  it('has a certificate of Okta’s form for ten years', async () => {
    const read = new X509Certificate((await readMetadata(idp.metadataUrl)).certificate)
    expect(read.subject.split('\n')).toEqual([
      'C=US',
      'ST=California',
      'L=San Francisco',
      'O=Okta',
      'OU=SSOProvider',
      expect.stringMatching(/^CN=dev-\d{8}$/),
      'emailAddress=info@okta.com',
    ])
    expect(new Date(read.validTo).getFullYear() - new Date(read.validFrom).getFullYear()).toBe(10)
  })
})

describe('Okta’s response', () => {
  it('is accepted by a service provider that wants both signatures', async () => {
    const { page, sp } = await signInAt(idp, userName, { wantAuthnResponseSigned: true })
    const profile = await accept(sp, page)
    expect(profile.nameID).toBe(userName)
    expect(profile.attributes).toBeUndefined()
  })

  it('signs response and assertion, right also for another implementation', async () => {
    const { xml, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Response', 'Assertion'])
    expect(xml.match(/rsa-sha256/g)).toHaveLength(2)
    expect(xml).not.toContain('InclusiveNamespaces')
  })

  it('has Okta’s prefixes, ids, issuers and order', async () => {
    const { xml, document, metadata } = await signInAt(idp, userName)
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><saml2p:Response Destination=/)
    const [response, assertion] = [document.documentElement, only(document, 'Assertion')]
    for (const node of [response, assertion]) expect(node.getAttribute('ID')).toMatch(/^id\d{24}$/)
    expect(Array.from(response.childNodes).map((node) => node.nodeName)).toEqual([
      'saml2:Issuer',
      'ds:Signature',
      'saml2p:Status',
      'saml2:Assertion',
    ])
    expect(Array.from(assertion.childNodes).map((node) => node.nodeName)).toEqual([
      'saml2:Issuer',
      'ds:Signature',
      'saml2:Subject',
      'saml2:Conditions',
      'saml2:AuthnStatement',
    ])
    for (const issuer of Array.from(document.getElementsByTagName('saml2:Issuer'))) {
      expect(issuer.getAttribute('Format')).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:entity')
      expect(issuer.textContent).toBe(metadata.entityId)
    }
  })

  it('is valid five minutes each way, names the request and ends no session', async () => {
    const { document } = await signInAt(idp, userName)
    const issued = document.documentElement.getAttribute('IssueInstant')
    expect(issued).toMatch(/\.\d{3}Z$/)
    const conditions = only(document, 'Conditions')
    expect(minutesBetween(issued, conditions.getAttribute('NotBefore'))).toBe(-5)
    expect(minutesBetween(issued, conditions.getAttribute('NotOnOrAfter'))).toBe(5)
    const data = only(document, 'SubjectConfirmationData')
    expect(minutesBetween(issued, data.getAttribute('NotOnOrAfter'))).toBe(5)
    expect(data.getAttribute('Recipient')).toBe(SERVICE_PROVIDER.acsUrl)
    expect(only(document, 'Audience').textContent).toBe(SERVICE_PROVIDER.entityId)
    const request = document.documentElement.getAttribute('InResponseTo')
    const statement = only(document, 'AuthnStatement')
    expect([data.getAttribute('InResponseTo'), statement.getAttribute('SessionIndex')]).toEqual([request, request])
    expect(statement.hasAttribute('SessionNotOnOrAfter')).toBe(false)
    expect(only(document, 'NameID').getAttribute('Format')).toMatch(/unspecified$/)
  })

  it('to a start at Okta answers no request and always sends RelayState', async () => {
    const page = await pick(await open(idp.startUrl), userName)
    expect(page.html).toContain('id="appForm"')
    expect(page.html).toContain('name="RelayState" value=""')
    const document = parse(responseOf(page))
    expect(document.documentElement.hasAttribute('InResponseTo')).toBe(false)
    expect(only(document, 'SubjectConfirmationData').hasAttribute('InResponseTo')).toBe(false)
    expect(only(document, 'AuthnStatement').getAttribute('SessionIndex')).toMatch(/^id\d{13}\.\d{10}$/)
  })

  it('with attributes keeps the prefix xs in the canonical form and leaves empty values out', async () => {
    const people = directory.people.map((one) => ({ ...one, familyName: '' }))
    const groups = directory.groups.map((group): DirectoryGroup => ({ ...group, members: [person?.id ?? ''] }))
    idp.setDirectory({ people, groups })
    await idp.change({ knobs: { attributeStatements: 'profile', groupAttributeStatements: 'groups' } })
    const { page, sp, xml, metadata } = await signInAt(idp, userName, { wantAuthnResponseSigned: true })
    expect(xml.match(/<ec:InclusiveNamespaces xmlns:ec="[^"]+" PrefixList="xs"\/>/g)).toHaveLength(2)
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Response', 'Assertion'])
    expect((await accept(sp, page)).attributes).toEqual({
      firstName: person?.givenName,
      email: person?.email,
      groups: groups.map(({ displayName }) => displayName),
    })
  })

  it.each([
    [{ responseSignature: 'Unsigned' }, ['Assertion']],
    [{ assertionSignature: 'Unsigned' }, ['Response']],
    [{ signatureAlgorithm: 'RSA-SHA1', digestAlgorithm: 'SHA1' }, ['Response', 'Assertion']],
  ])('is signed as %j says', async (knobs, signed) => {
    await idp.change({ knobs })
    const { xml, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(signed)
    expect(xml.includes('rsa-sha1')).toBe('signatureAlgorithm' in knobs)
  })
})

describe('Okta’s own pages', () => {
  it('refuse a person without the app by 403 App Not Assigned', async () => {
    const page = await pick(await open(idp.startUrl), leaver)
    expect([page.status, page.html.includes('<h1>403 App Not Assigned</h1>')]).toEqual([403, true])
    expect(page.html).toContain('as the vendor documents it')
  })

  it.each([
    ['another address', { callbackUrl: 'https://evil.test/acs' }],
    ['another Name ID format', { identifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }],
  ])('refuse a request for %s', async (_name, change) => {
    const sp = serviceProvider(await readMetadata(idp.metadataUrl), change)
    expect((await open(await sp.getAuthorizeUrlAsync('', undefined, {}))).status).toBe(400)
  })

  it('let the Name ID format of the app pass', async () => {
    await idp.change({ knobs: { nameIdFormat: 'EmailAddress' } })
    const identifierFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
    const { page, sp } = await signInAt(idp, userName, { identifierFormat })
    expect(await accept(sp, page)).toMatchObject({ nameIDFormat: identifierFormat })
  })
})

describe('people at Okta', () => {
  it('are assigned and named as the last run left them', async () => {
    const id = person?.id ?? ''
    const entry = { oktaId: '00u', scimId: null, formerId: '1', active: false, userName, status: 'unassigned' }
    idp.setDirectory(directory, { users: { [id]: entry }, groups: {} })
    expect((await pick(await open(idp.startUrl), userName)).status).toBe(403)
    const renamed = { ...entry, status: 'assigned', userName: 'renamed@example.com' }
    idp.setDirectory(directory, { users: { [id]: renamed }, groups: {} })
    const { document } = await signInAt(idp, 'renamed@example.com')
    expect(only(document, 'NameID').textContent).toBe('renamed@example.com')
  })
})

describe('evidence of Okta’s sign-on', () => {
  it('stands beside every behaviour and knob, each under an id of its own', () => {
    for (const list of [signOn.behaviours, signOn.knobs]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
      for (const { evidence } of list)
        expect([evidence.source, evidence.date.slice(0, 2)]).toEqual([expect.stringMatching(/./), '20'])
    }
    expect(signOn.knobs.filter((knob) => !knob.values.includes(knob.default))).toEqual([])
  })
})
