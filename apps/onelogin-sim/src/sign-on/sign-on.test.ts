import { X509Certificate } from 'node:crypto'
import { generateDirectory } from '@scimulator/sim-kit'
import {
  accept,
  formOf,
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
const leaver = directory.people.find(({ active }) => !active)?.userName ?? ''
const defaults = Object.fromEntries(signOn.knobs.map((knob) => [knob.id, knob.default]))

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const PFX = new RegExp(`^pfx${GUID}$`)

let idp: ServedSignOn
beforeAll(async () => {
  idp = await serveSignOn(vendor, { directory })
})
afterEach(async () => {
  idp.setDirectory(directory)
  await idp.change({ knobs: defaults, relayState: '', loginUrl: '' })
})
afterAll(() => idp.close())

describe('OneLogin’s metadata', () => {
  it('stands in the default namespace with one format, three addresses and a contact', async () => {
    const { document, xml, entityId } = await readMetadata(idp.metadataUrl)
    expect(entityId).toMatch(/^https:\/\/app\.onelogin\.com\/saml\/metadata\/\d{6,7}$/)
    expect(xml).toMatch(/^<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID=/)
    const role = only(document, 'IDPSSODescriptor')
    expect(role.hasAttribute('WantAuthnRequestsSigned')).toBe(false)
    expect(only(document, 'NameIDFormat').textContent).toMatch(/emailAddress$/)
    const services = Array.from(role.getElementsByTagName('SingleSignOnService'))
    expect(services.map((service) => service.getAttribute('Binding')?.split(':').at(-1))).toEqual([
      'HTTP-Redirect',
      'HTTP-POST',
      'SOAP',
    ])
    expect(services[0]?.getAttribute('Location')).toBe(services[1]?.getAttribute('Location'))
    expect(services[0]?.getAttribute('Location')).toMatch(/\/trust\/saml2\/http-post\/sso\/\d{6,7}$/)
    expect(only(document, 'EmailAddress').textContent).toBe('support@onelogin.com')
  })

  it('has a certificate of OneLogin’s form for five years', async () => {
    const read = new X509Certificate((await readMetadata(idp.metadataUrl)).certificate)
    expect(read.subject.split('\n')).toEqual([
      'C=US',
      'O=acme',
      'OU=OneLogin IdP',
      expect.stringMatching(/^CN=OneLogin Account \d{5}$/),
    ])
    expect(new Date(read.validTo).getFullYear() - new Date(read.validFrom).getFullYear()).toBe(5)
  })
})

describe('OneLogin’s response', () => {
  it('is accepted by a service provider that wants signed assertions, not by one that wants a signed response', async () => {
    const { page, sp, metadata } = await signInAt(idp, userName)
    const never = { validateInResponseTo: ValidateInResponseTo.never, wantAuthnResponseSigned: true }
    await expect(accept(serviceProvider(metadata, never), page)).rejects.toThrow('signature')
    const profile = await accept(sp, page)
    expect([profile.nameID, profile.attributes]).toEqual([userName, undefined])
  })

  it('signs the assertion only, right also for another implementation', async () => {
    const { xml, document, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Assertion'])
    expect(xml).toContain('rsa-sha256')
    expect(Array.from(only(document, 'Assertion').childNodes).map((node) => node.nodeName)).toEqual([
      'saml:Issuer',
      'ds:Signature',
      'saml:Subject',
      'saml:Conditions',
      'saml:AuthnStatement',
    ])
  })

  it('has no declaration, no milliseconds, and ids by what is signed', async () => {
    const { xml, document, metadata } = await signInAt(idp, userName)
    expect(xml).toMatch(/^<samlp:Response /)
    expect(xml).not.toMatch(/\d\.\d{3}Z/)
    expect(document.documentElement.getAttribute('ID')).toMatch(/^R[0-9a-f]{40}$/)
    expect(only(document, 'Assertion').getAttribute('ID')).toMatch(PFX)
    for (const issuer of Array.from(document.getElementsByTagName('saml:Issuer'))) {
      expect([issuer.hasAttribute('Format'), issuer.textContent]).toEqual([false, metadata.entityId])
    }
  })

  it('is valid three minutes each way, the session a day', async () => {
    const { document } = await signInAt(idp, userName)
    const issued = document.documentElement.getAttribute('IssueInstant')
    const conditions = only(document, 'Conditions')
    expect(minutesBetween(issued, conditions.getAttribute('NotBefore'))).toBe(-3)
    expect(minutesBetween(issued, conditions.getAttribute('NotOnOrAfter'))).toBe(3)
    const data = only(document, 'SubjectConfirmationData')
    expect(minutesBetween(issued, data.getAttribute('NotOnOrAfter'))).toBe(3)
    expect(data.getAttribute('Recipient')).toBe(SERVICE_PROVIDER.acsUrl)
    expect(data.getAttribute('InResponseTo')).toBe(document.documentElement.getAttribute('InResponseTo'))
    const statement = only(document, 'AuthnStatement')
    expect(minutesBetween(issued, statement.getAttribute('SessionNotOnOrAfter'))).toBe(1440)
    expect(minutesBetween(statement.getAttribute('AuthnInstant'), issued)).toBe(1 / 60)
    expect(statement.getAttribute('SessionIndex')).toMatch(new RegExp(`^_${GUID}$`))
    expect(only(document, 'NameID').getAttribute('Format')).toMatch(/emailAddress$/)
    expect(only(document, 'Audience').textContent).toBe(SERVICE_PROVIDER.entityId)
  })

  it('set to Response signs the response only: whoever wants signed assertions refuses it', async () => {
    await idp.change({ knobs: { 'saml-signature-element': 'Response' } })
    const { xml, document, page, sp, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Response'])
    expect(document.documentElement.getAttribute('ID')).toMatch(PFX)
    expect(only(document, 'Assertion').getAttribute('ID')).toMatch(/^A[0-9a-f]{40}$/)
    await expect(accept(sp, page)).rejects.toThrow('signature')
  })

  it('set to Both signs both', async () => {
    await idp.change({ knobs: { 'saml-signature-element': 'Both' } })
    const { xml, page, sp, metadata } = await signInAt(idp, userName, { wantAuthnResponseSigned: true })
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Response', 'Assertion'])
    expect(await accept(sp, page)).toMatchObject({ nameID: userName })
  })

  it.each([
    ['SHA-1', '2000/09/xmldsig#rsa-sha1', '2000/09/xmldsig#sha1'],
    ['SHA-512', 'xmldsig-more#rsa-sha512', 'xmlenc#sha512'],
  ])('is signed by %s when set so', async (algorithm, signature, digest) => {
    await idp.change({ knobs: { 'saml-signature-algorithm': algorithm } })
    const { document } = await signInAt(idp, userName)
    expect(only(document, 'SignatureMethod').getAttribute('Algorithm')).toContain(signature)
    expect(only(document, 'DigestMethod').getAttribute('Algorithm')).toContain(digest)
  })

  it('with the parameters of the test connector sends empty values as empty elements', async () => {
    await idp.change({ knobs: { parameters: 'test-connector' } })
    const { page, sp, xml, metadata } = await signInAt(idp, userName)
    expect(await signedElements(xml, metadata.certificate)).toEqual(['Assertion'])
    expect(xml).toMatch(/Name="PersonImmutableID"><saml:AttributeValue [^>]*xsi:type="xs:string"\/>/)
    expect((await accept(sp, page)).attributes).toMatchObject({
      'User.email': person?.email,
      'User.FirstName': person?.givenName,
      'User.LastName': person?.familyName,
    })
  })

  it('with a blank Audience sends the text {audience}', async () => {
    await idp.change({ knobs: { audience: 'blank' } })
    const { page, sp, document } = await signInAt(idp, userName)
    expect(only(document, 'Audience').textContent).toBe('{audience}')
    await expect(accept(sp, page)).rejects.toThrow('audience')
  })

  it.each([
    ['Username', 'Unspecified', userName],
    ['Email', 'Persistent', 'mail@example.com'],
  ])('takes NameID from %s in the format %s', async (value, format, expected) => {
    const people = directory.people.map((one) => ({ ...one, email: 'mail@example.com' }))
    idp.setDirectory({ ...directory, people })
    await idp.change({ knobs: { 'nameid-value': value, 'saml-nameid-format': format } })
    const { document } = await signInAt(idp, userName)
    const node = only(document, 'NameID')
    expect([node.textContent, node.getAttribute('Format')]).toEqual([
      expected,
      expect.stringMatching(new RegExp(`${format.toLowerCase()}$`)),
    ])
  })
})

describe('a start at OneLogin', () => {
  it('answers no request and carries the field Relay State', async () => {
    await idp.change({ relayState: '/welcome' })
    const page = await pick(await open(idp.startUrl), userName)
    expect(formOf(page).fields.RelayState).toBe('/welcome')
    expect(parse(responseOf(page)).documentElement.hasAttribute('InResponseTo')).toBe(false)
  })

  it('sends no RelayState when the field is blank', async () => {
    const page = await pick(await open(idp.startUrl), userName)
    expect(formOf(page).fields).not.toHaveProperty('RelayState')
  })

  it('with Service Provider as SAML initiator goes to the Login URL', async () => {
    await idp.change({ knobs: { 'saml-initiator': 'Service Provider' }, loginUrl: 'http://sp.test/login' })
    const response = await fetch(idp.startUrl, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, 'http://sp.test/login'])
    await idp.change({ loginUrl: '' })
    expect((await open(idp.startUrl)).html).toContain('The app has no Login URL')
  })
})

describe('OneLogin’s own pages', () => {
  it('refuse a person without the app, in neutral words', async () => {
    const page = await pick(await open(idp.startUrl), leaver)
    expect([page.status, page.html.includes('No access to this application')]).toEqual([403, true])
    expect(page.html).toContain('not known: neutral words')
  })

  it('refuse a request for an address that the validator does not let through', async () => {
    const sp = serviceProvider(await readMetadata(idp.metadataUrl), { callbackUrl: 'https://evil.test/acs' })
    const page = await open(await sp.getAuthorizeUrlAsync('', undefined, {}))
    expect([page.status, page.html.includes('https://evil.test/acs')]).toEqual([400, true])
  })

  it('look at neither the issuer nor the format of a request', async () => {
    const { page } = await signInAt(idp, userName, { issuer: 'somebody-else', identifierFormat: 'urn:any' })
    expect(page.status).toBe(200)
  })
})

describe('people at OneLogin', () => {
  const user = { ...person }
  const login = { user, roles: [], id: '1', linked: true, account: 'active', userNameAtApp: userName, groups: [] }
  it.each([
    ['suspended', 403, { ...login, user: { ...user, active: false } }],
    ['whose app was removed', 403, { ...login, linked: false, account: 'inactive' }],
    ['whose first task is pending', 200, { ...login, id: null, linked: false, account: 'none' }],
    ['provisioned', 200, login],
  ])('%s: sign-in answers %i', async (_name, status, saved) => {
    idp.setDirectory(directory, { logins: [JSON.parse(JSON.stringify(saved))] })
    expect((await pick(await open(idp.startUrl), userName)).status).toBe(status)
  })

  it('are named as the last run left them', async () => {
    const renamed = { ...login, user: { ...user, userName: 'renamed@example.com' } }
    idp.setDirectory(directory, { logins: [JSON.parse(JSON.stringify(renamed))] })
    const { document } = await signInAt(idp, 'renamed@example.com')
    expect(only(document, 'NameID').textContent).toBe('renamed@example.com')
  })
})

describe('evidence of OneLogin’s sign-on', () => {
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
