import { certificateLines } from '../idp/saml/certificate-lines.ts'
import { instant, minutesAfter } from '../idp/saml/instant.ts'
import { BINDING, NAME_ID_FORMAT, NAMESPACE, SAML } from '../idp/saml/names.ts'
import { signXml } from '../idp/saml/sign.ts'
import { element } from '../idp/saml/xml.ts'
import type { ResponseContext, SignOn, SignOnContext } from '../idp/sign-on.ts'
import type { Evidence, Vendor } from '../profile/profile.ts'
import { fakeVendor } from './fake-vendor.ts'

const evidence: Evidence = { mark: 'inferred', source: 'none', date: '2026' }

/** A vendor made for tests that signs people in as plainly as SAML lets it. */
export function fakeSignOnVendor(overrides: Partial<SignOn> = {}): Vendor {
  const signOn: SignOn = {
    behaviours: [{ id: 'plain', summary: 'plain', evidence }],
    knobs: [{ id: 'mode', summary: 'mode', values: ['one', 'two'], default: 'one', evidence }],
    form: { attributes: { id: 'form' }, emptyRelayState: false },
    certificate: ({ team }) => ({ subject: [['CN', team]], years: 1 }),
    addresses: ({ team }) => ({ metadata: `/${team}/metadata?v=1`, signOn: `/${team}/sso`, start: `/${team}/start` }),
    metadata,
    refuse: ({ acsUrl }, { app }) =>
      acsUrl === undefined || acsUrl === app.acsUrl
        ? undefined
        : { page: { status: 400, heading: 'Refused', paragraphs: [acsUrl], evidence } },
    respond,
    unassigned: ({ person }) => ({
      status: 403,
      heading: 'Not assigned',
      paragraphs: [person.userName],
      evidence,
    }),
    ...overrides,
  }
  return { ...fakeVendor(), signOn }
}

function metadata({ app, base }: SignOnContext): string {
  const certificate = element('ds:X509Certificate', {}, certificateLines(app.certificate))
  return element(
    'EntityDescriptor',
    { xmlns: NAMESPACE.metadata, 'xmlns:ds': NAMESPACE.signature, entityID: 'fake' },
    element(
      'IDPSSODescriptor',
      {},
      element('KeyDescriptor', {}, element('ds:KeyInfo', {}, element('ds:X509Data', {}, certificate))),
      element('SingleSignOnService', { Binding: BINDING.redirect, Location: `${base}/${app.team}/sso` }),
    ),
  ).xml
}

function respond({ app, now, person, random, request }: ResponseContext): string {
  const later = instant(minutesAfter(now, 5))
  const data = { InResponseTo: request?.id, NotOnOrAfter: later, Recipient: app.acsUrl }
  const confirmation = element(
    'a:SubjectConfirmation',
    { Method: SAML.bearer },
    element('a:SubjectConfirmationData', data),
  )
  const id = (): string => `_${random.text(20, '0123456789abcdef')}`
  const assertion = element(
    'a:Assertion',
    { 'xmlns:a': NAMESPACE.assertion, ID: id(), Version: '2.0', IssueInstant: instant(now) },
    element('a:Issuer', {}, 'fake'),
    element(
      'a:Subject',
      {},
      element('a:NameID', { Format: NAME_ID_FORMAT.unspecified }, person.userName),
      confirmation,
    ),
    element(
      'a:Conditions',
      { NotBefore: instant(minutesAfter(now, -5)), NotOnOrAfter: later },
      element('a:AudienceRestriction', {}, element('a:Audience', {}, app.entityId)),
    ),
  )
  const status = element('p:Status', {}, element('p:StatusCode', { Value: SAML.success }))
  const response = element(
    'p:Response',
    { 'xmlns:p': NAMESPACE.protocol, ID: id(), Version: '2.0', InResponseTo: request?.id, IssueInstant: instant(now) },
    status,
    assertion,
  )
  const form = { place: 'afterIssuer', prefix: 'ds', signature: 'RSA-SHA256', digest: 'SHA256' } as const
  return signXml(response.xml, app, { ...form, signed: 'assertion' })
}
