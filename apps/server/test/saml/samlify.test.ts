import * as samlify from 'samlify'
import { describe, expect, it } from 'vitest'
import { IDP, newId } from './forge.ts'
import { KEY } from './keys.ts'
import { ANN, type Browser, createSamlWorld, type Flow, OPERATOR, type SamlWorld } from './world.ts'

const { Constants, IdentityProvider, SamlLib, ServiceProvider } = samlify
// Its own checks of messages are another program's; here it is the identity provider.
samlify.setSchemaValidator({ validate: async () => 'ok' })

/** An identity provider of other make than the forge, which reads our metadata and our AuthnRequest. */
async function setUp(
  signs: 'assertion' | 'both',
): Promise<{ world: SamlWorld; browser: Browser; answer: (flow: Flow, nameId?: string) => Promise<string> }> {
  const world = await createSamlWorld()
  const { text: metadata } = await world.browser().get('/teams/acme/saml/metadata')
  const location = { reference: "/*[local-name(.)='Response']/*[local-name(.)='Issuer']", action: 'after' } as const
  const sp = ServiceProvider({ metadata, wantMessageSigned: signs === 'both', signatureConfig: { location } })
  const idp = IdentityProvider({
    entityID: IDP,
    signingCert: KEY.certificate,
    privateKey: KEY.privateKey,
    isAssertionEncrypted: false,
    singleSignOnService: [{ Binding: Constants.namespace.binding.redirect, Location: 'https://idp.example/sso' }],
    nameIDFormat: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    messageSigningOrder: 'sign-then-encrypt',
    loginResponseTemplate: { context: SamlLib.defaultLoginResponseTemplate.context, attributes: [] },
  })
  await world.signOn.set(world.acme, { metadata: idp.getMetadata() }, OPERATOR)
  const answer = async (flow: Flow, nameId = ANN): Promise<string> => {
    const query = Object.fromEntries(flow.url.searchParams)
    const request = await idp.parseLoginRequest(sp, 'redirect', { query })
    const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString()
    const acsUrl = `${world.url}/teams/acme/saml/acs`
    const { context } = await idp.createLoginResponse(
      sp,
      { ...request },
      'post',
      { email: nameId },
      (template: string) => {
        const id = newId()
        const values = {
          ID: id,
          AssertionID: newId(),
          Issuer: IDP,
          IssueInstant: minutes(0),
          Destination: acsUrl,
          SubjectRecipient: acsUrl,
          Audience: sp.entityMeta.getEntityID(),
          StatusCode: Constants.StatusCode.Success,
          NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
          NameID: nameId,
          ConditionsNotBefore: minutes(-1),
          ConditionsNotOnOrAfter: minutes(5),
          SubjectConfirmationDataNotOnOrAfter: minutes(5),
          InResponseTo: String(request.extract.request?.id),
          AuthnStatement: `<saml:AuthnStatement AuthnInstant="${minutes(0)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
          AttributeStatement: '',
        }
        // The statements are XML, which the library would escape.
        const { AuthnStatement, AttributeStatement, ...texts } = values
        const filled = SamlLib.replaceTagsByValue(
          template.replace('{AuthnStatement}', AuthnStatement).replace('{AttributeStatement}', AttributeStatement),
          texts,
        )
        return { id, context: filled }
      },
    )
    return context
  }
  return { world, browser: world.browser(), answer }
}

describe('an identity provider of another make', () => {
  it.each(['assertion', 'both'] as const)(
    'reads our metadata and our request, and signs somebody in (signed: %s)',
    async (signs) => {
      const { world, browser, answer } = await setUp(signs)
      const ann = await world.add(ANN)
      const samlResponse = await answer(await browser.begin())
      const signatures =
        Buffer.from(samlResponse, 'base64')
          .toString()
          .split(/<\/(?:\w+:)?SignatureValue>/).length - 1
      expect(signatures).toBe(signs === 'both' ? 2 : 1)
      const reply = await browser.answer(samlResponse)
      expect({ status: reply.status, reason: await world.lastReason() }).toEqual({ status: 303, reason: undefined })
      expect(await browser.personId()).toBe(ann.personId)
    },
  )

  it('SM-01 is not believed once its answer has been changed', async () => {
    const { world, browser, answer } = await setUp('assertion')
    await world.add(ANN)
    await world.add('owner@acme.example', { role: 'owner' })
    const xml = Buffer.from(await answer(await browser.begin()), 'base64').toString()
    const changed = xml.replaceAll(ANN, 'owner@acme.example')
    expect(changed).not.toBe(xml)
    expect((await browser.answer(Buffer.from(changed).toString('base64'))).status).toBe(403)
    expect(await world.sessions()).toBe(0)
  })
})
