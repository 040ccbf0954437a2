import { X509Certificate } from 'node:crypto'
import { generateDirectory } from '@scimulator/sim-kit'
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
  ValidateInResponseTo,
} from '@scimulator/sim-kit/testing/saml'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { vendor } from '../vendor.ts'
import { signOn } from './sign-on.ts'

const directory = generateDirectory({ users: 12, groups: 2, seed: 's' })
const [person] = directory.people.filter(({ active }) => active)
const userName = person?.userName ?? ''
const defaults = Object.fromEntries(signOn.knobs.map((knob) => [knob.id, knob.default]))

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const IDENTITY = 'http://schemas.microsoft.com/identity/claims'
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format'

let idp: ServedSignOn
beforeAll(async () => {
  idp = await serveSignOn(vendor, { directory })
})
afterEach(async () => {
  idp.setDirectory(directory)
  await idp.change({ knobs: defaults, loginUrl: '' })
})
afterAll(() => idp.close())

describe('Entra’s metadata', () => {
  it('is signed as a whole and has two role descriptors before the SAML role', async () => {
    const { document, xml, entityId, certificate } = await readMetadata(idp.metadataUrl)
    expect(entityId).toMatch(new RegExp(`^https://sts\\.windows\\.net/${GUID}/$`))
    expect(document.documentElement.getAttribute('ID')).toMatch(new RegExp(`^_${GUID}$`))
    expect(await signedElements(xml, certificate)).toEqual(['EntityDescriptor'])
    expect(Array.from(document.documentElement.childNodes).map((node) => node.nodeName)).toEqual([
      'Signature',
      'RoleDescriptor',
      'RoleDescriptor',
      'IDPSSODescriptor',
    ])
    const types = Array.from(document.getElementsByTagName('RoleDescriptor')).map((role) =>
      role.getAttribute('xsi:type'),
    )
    expect(types).toEqual(['fed:SecurityTokenServiceType', 'fed:ApplicationServiceType'])
  })

  it('has logout, redirect and POST at one address and no NameIDFormat', async () => {
    const { document } = await readMetadata(idp.metadataUrl)
    const services = Array.from(only(document, 'IDPSSODescriptor').childNodes).slice(1) as Element[]
    expect(services.map((service) => service.nodeName)).toEqual([
      'SingleLogoutService',
      'SingleSignOnService',
      'SingleSignOnService',
    ])
    const [address, ...others] = new Set(services.map((service) => service.getAttribute('Location')))
    expect(address).toMatch(new RegExp(`/${GUID}/saml2$`))
    expect(others).toEqual([])
  })

  it('is there with the right appid only', async () => {
    const bare = idp.metadataUrl.split('?', 1)[0] ?? ''
    expect((await open(bare)).status).toBe(404)
    expect((await open(`${bare}?appid=other`)).status).toBe(404)
    expect((await open(idp.metadataUrl)).status).toBe(200)
  })

  it('has a certificate of Entra’s form for three years', async () => {
    const read = new X509Certificate((await readMetadata(idp.metadataUrl)).certificate)
    expect(read.subject).toBe('CN=Microsoft Azure Federated SSO Certificate')
    expect(new Date(read.validTo).getFullYear() - new Date(read.validFrom).getFullYear()).toBe(3)
  })
})

describe('Entra’s response', () => {
  it('is accepted by a service provider that wants signed assertions, not by one that wants a signed response', async () => {
    const { page, sp, metadata } = await signInAt(idp, userName)
    const never = { validateInResponseTo: ValidateInResponseTo.never, wantAuthnResponseSigned: true }
    await expect(accept(serviceProvider(metadata, never), page)).rejects.toThrow('signature')
    expect(await accept(sp, page)).toMatchObject({ nameID: userName, issuer: metadata.entityId })
  })

  it('signs the assertion only, in default namespaces, right also for another implementation', async () => {
    const { xml, document, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Assertion'])
    expect(xml).toMatch(/^<samlp:Response ID=/)
    expect(only(document, 'SignatureMethod').getAttribute('Algorithm')).toContain('rsa-sha256')
    expect(Array.from(document.documentElement.childNodes).map((node) => node.nodeName)).toEqual([
      'Issuer',
      'samlp:Status',
      'Assertion',
    ])
    expect(Array.from(only(document, 'Assertion').childNodes).map((node) => node.nodeName)).toEqual([
      'Issuer',
      'Signature',
      'Subject',
      'Conditions',
      'AttributeStatement',
      'AuthnStatement',
    ])
  })

  it.each([
    ['65', -5, 60],
    ['70', 0, 70],
  ])('of %s minutes is valid from %i to %i', async (lifetime, from, to) => {
    await idp.change({ knobs: { lifetime } })
    const { document } = await signInAt(idp, userName)
    const issued = document.documentElement.getAttribute('IssueInstant')
    expect(issued).toMatch(/\.\d{3}Z$/)
    const conditions = only(document, 'Conditions')
    const data = only(document, 'SubjectConfirmationData')
    expect(minutesBetween(issued, conditions.getAttribute('NotBefore'))).toBe(from)
    expect(minutesBetween(issued, conditions.getAttribute('NotOnOrAfter'))).toBe(to)
    expect(minutesBetween(issued, data.getAttribute('NotOnOrAfter'))).toBe(to)
  })

  it('has ids of _ and a GUID, repeats the assertion’s as SessionIndex and says Password', async () => {
    const { document } = await signInAt(idp, userName)
    const assertion = only(document, 'Assertion')
    for (const node of [document.documentElement, assertion]) {
      expect(node.getAttribute('ID')).toMatch(new RegExp(`^_${GUID}$`))
    }
    expect(only(document, 'AuthnStatement').getAttribute('SessionIndex')).toBe(assertion.getAttribute('ID'))
    expect(only(document, 'AuthnContextClassRef').textContent).toMatch(/:Password$/)
    const data = only(document, 'SubjectConfirmationData')
    expect(data.getAttribute('Recipient')).toBe(SERVICE_PROVIDER.acsUrl)
    expect(data.getAttribute('InResponseTo')).toBe(document.documentElement.getAttribute('InResponseTo'))
    expect(only(document, 'NameID').getAttribute('Format')).toMatch(/emailAddress$/)
  })

  it('has the fixed claims and the four configured by default, without NameFormat', async () => {
    const { xml, page, sp, metadata } = await signInAt(idp, userName)
    const tenant = metadata.entityId.split('/').at(-2)
    const { [`${IDENTITY}/objectidentifier`]: objectId, ...others } = (await accept(sp, page)).attributes as Record<
      string,
      unknown
    >
    expect(objectId).toMatch(new RegExp(`^${GUID}$`))
    expect(others).toEqual({
      [`${IDENTITY}/tenantid`]: tenant,
      [`${IDENTITY}/displayname`]: person?.displayName,
      [`${IDENTITY}/identityprovider`]: metadata.entityId,
      'http://schemas.microsoft.com/claims/authnmethodsreferences':
        'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
      [`${CLAIMS}/givenname`]: person?.givenName,
      [`${CLAIMS}/surname`]: person?.familyName,
      [`${CLAIMS}/emailaddress`]: person?.email,
      [`${CLAIMS}/name`]: userName,
    })
    expect(xml).not.toContain('NameFormat')
  })

  it('leaves out a claim without a value, and keeps the object id of a person', async () => {
    const objectId = async (): Promise<unknown> => {
      const { page, sp } = await signInAt(idp, userName)
      const attributes = (await accept(sp, page)).attributes as Record<string, unknown>
      return [attributes[`${IDENTITY}/objectidentifier`], `${CLAIMS}/surname` in attributes]
    }
    const [before] = (await objectId()) as [string]
    idp.setDirectory({ ...directory, people: directory.people.map((one) => ({ ...one, familyName: '' })) })
    expect(await objectId()).toEqual([before, false])
  })

  it.each([
    [3, 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'],
    [151, 'http://schemas.microsoft.com/claims/groups.link'],
  ])('for %i groups has the claim %s', async (count, claim) => {
    const groups = Array.from({ length: count }, (_, index) => ({
      id: `g${index}`,
      displayName: `Group ${index}`,
      members: [person?.id ?? ''],
    }))
    idp.setDirectory({ ...directory, groups })
    await idp.change({ knobs: { 'group-claim': 'groups' } })
    const { page, sp } = await signInAt(idp, userName)
    const attributes = (await accept(sp, page)).attributes as Record<string, unknown>
    const names = Object.keys(attributes).filter((name) => name.includes('groups'))
    expect(names).toEqual([claim])
    expect([attributes[claim]].flat()).toHaveLength(count === 3 ? 3 : 1)
  })

  it.each([
    ['Sign SAML response', ['Response']],
    ['Sign SAML response and assertion', ['Response', 'Assertion']],
  ])('with %s is signed there', async (option, signed) => {
    await idp.change({ knobs: { 'signing-option': option } })
    const { xml, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(signed)
  })

  it('is signed by SHA-1 when set so', async () => {
    await idp.change({ knobs: { 'signing-algorithm': 'SHA-1' } })
    const { document } = await signInAt(idp, userName)
    expect(only(document, 'SignatureMethod').getAttribute('Algorithm')).toContain('rsa-sha1')
  })

  it('of an old session was authenticated hours ago', async () => {
    await idp.change({ knobs: { 'authn-instant': 'hours-ago' } })
    const { document, page, sp } = await signInAt(idp, userName)
    const instant = only(document, 'AuthnStatement').getAttribute('AuthnInstant')
    expect(minutesBetween(instant, document.documentElement.getAttribute('IssueInstant'))).toBe(450)
    expect(await accept(sp, page)).toMatchObject({ nameID: userName })
  })

  it('gives the NameID that the request asks for, the persistent one always the same', async () => {
    const nameId = async (format: string): Promise<string | null> => {
      const { document } = await signInAt(idp, userName, { identifierFormat: `${FORMAT}:${format}` })
      expect(only(document, 'NameID').getAttribute('Format')).toBe(`${FORMAT}:${format}`)
      return only(document, 'NameID').textContent
    }
    expect(await nameId('persistent')).toBe(await nameId('persistent'))
    expect(await nameId('transient')).not.toBe(await nameId('transient'))
    expect(await nameId('persistent')).not.toContain('@')
  })

  it('to a start at Entra answers no request; with a Sign on URL the start goes there', async () => {
    const page = await pick(await open(idp.startUrl), userName)
    expect(page.html).toContain('name="hiddenform"')
    const document = parse(responseOf(page))
    expect(document.documentElement.hasAttribute('InResponseTo')).toBe(false)
    expect(only(document, 'Audience').textContent).toBe(SERVICE_PROVIDER.entityId)
    await idp.change({ loginUrl: 'http://sp.test/login' })
    const response = await fetch(idp.startUrl, { redirect: 'manual' })
    expect(response.headers.get('location')).toBe('http://sp.test/login')
  })

  it('has spn: before an Identifier that is no URI', async () => {
    await idp.call('/_sim/sso', { ...SERVICE_PROVIDER, entityId: 'plain-name' })
    const { document } = await signInAt(idp, userName, { issuer: 'plain-name' })
    expect(only(document, 'Audience').textContent).toBe('spn:plain-name')
    await idp.call('/_sim/sso', SERVICE_PROVIDER)
  })
})

describe('people at Entra', () => {
  const link = { mailNickname: 'x', userName, active: true, escrowed: false, managed: true }
  it.each([
    ['exported as active', 200, link],
    ['exported as inactive', 403, { ...link, active: false }],
    ['whose export failed', 200, { ...link, active: false, escrowed: true }],
    ['no longer managed', 403, { ...link, managed: false }],
  ])('%s: sign-in answers %i', async (_name, status, saved) => {
    idp.setDirectory(directory, { people: { [person?.id ?? '']: saved } })
    expect((await pick(await open(idp.startUrl), userName)).status).toBe(status)
  })

  it('are named as the last run left them', async () => {
    const renamed = { ...link, userName: 'renamed@example.com' }
    idp.setDirectory(directory, { people: { [person?.id ?? '']: renamed } })
    const { document } = await signInAt(idp, 'renamed@example.com')
    expect(only(document, 'NameID').textContent).toBe('renamed@example.com')
  })
})

describe('evidence of Entra’s sign-on', () => {
  it('stands beside every behaviour and knob, each under an id of its own', () => {
    for (const list of [signOn.behaviours, signOn.knobs]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
      for (const { evidence } of list) {
        expect([evidence.source, evidence.date.slice(0, 2)]).toEqual([expect.stringMatching(/./), '20'])
      }
    }
    expect(signOn.knobs.filter((knob) => !knob.values.includes(knob.default))).toEqual([])
  })
})
