/**
 * @see SAML 2.0 Core §3.3.3 Response — https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
import {
  AUTHN_CONTEXT,
  element,
  guid,
  instantOfSeconds,
  minutesAfter,
  NAME_ID_FORMAT,
  NAMESPACE,
  type ResponseContext,
  SAML,
  type SignatureForm,
  signXml,
  type Xml,
} from '@scimulator/sim-kit'
import { attributeStatement } from './attributes.ts'
import { issuerOf } from './identifiers.ts'

const MINUTES = 3
const HEX = '0123456789abcdef'

/** The response for a person, signed where the field SAML signature element says. */
export function responseFor(context: ResponseContext): string {
  const { app, random } = context
  const signs = signedParts(app.knobs)
  const id = (signed: boolean, letter: string): string =>
    signed ? `pfx${guid(random)}` : letter + random.text(40, HEX)
  const ids = { response: id(signs.response, 'R'), assertion: id(signs.assertion, 'A') }
  const unsigned = response(context, ids).xml
  const form = signatureForm(app.knobs)
  const inside = signs.assertion ? signXml(unsigned, app, { ...form, signed: 'assertion' }) : unsigned
  return signs.response ? signXml(inside, app, { ...form, signed: 'document' }) : inside
}

interface MessageIds {
  readonly response: string
  readonly assertion: string
}

function signedParts(knobs: Readonly<Record<string, string>>): { response: boolean; assertion: boolean } {
  const which = knobs['saml-signature-element']
  return { response: which === 'Response' || which === 'Both', assertion: which !== 'Response' }
}

function signatureForm(knobs: Readonly<Record<string, string>>): Omit<SignatureForm, 'signed'> {
  const common = { place: 'afterIssuer', prefix: 'ds' } as const
  const algorithm = knobs['saml-signature-algorithm']
  if (algorithm === 'SHA-1') return { ...common, signature: 'RSA-SHA1', digest: 'SHA1' }
  if (algorithm === 'SHA-512') return { ...common, signature: 'RSA-SHA512', digest: 'SHA512' }
  return { ...common, signature: 'RSA-SHA256', digest: 'SHA256' }
}

function response(context: ResponseContext, ids: MessageIds): Xml {
  const { app, now, request } = context
  return element(
    'samlp:Response',
    {
      'xmlns:saml': NAMESPACE.assertion,
      'xmlns:samlp': NAMESPACE.protocol,
      ID: ids.response,
      Version: '2.0',
      IssueInstant: instantOfSeconds(now),
      Destination: app.acsUrl,
      InResponseTo: request?.id,
    },
    element('saml:Issuer', {}, issuerOf(app)),
    element('samlp:Status', {}, element('samlp:StatusCode', { Value: SAML.success })),
    assertion(context, ids.assertion),
  )
}

function assertion(context: ResponseContext, id: string): Xml {
  const { app, now } = context
  const audience = app.knobs.audience === 'blank' ? '{audience}' : app.entityId
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': NAMESPACE.assertion,
      'xmlns:xs': NAMESPACE.schema,
      'xmlns:xsi': NAMESPACE.schemaInstance,
      Version: '2.0',
      ID: id,
      IssueInstant: instantOfSeconds(now),
    },
    element('saml:Issuer', {}, issuerOf(app)),
    subject(context),
    element(
      'saml:Conditions',
      {
        NotBefore: instantOfSeconds(minutesAfter(now, -MINUTES)),
        NotOnOrAfter: instantOfSeconds(minutesAfter(now, MINUTES)),
      },
      element('saml:AudienceRestriction', {}, element('saml:Audience', {}, audience)),
    ),
    authnStatement(context),
    attributeStatement(context),
  )
}

function subject({ app, now, person, request }: ResponseContext): Xml {
  const data = element('saml:SubjectConfirmationData', {
    NotOnOrAfter: instantOfSeconds(minutesAfter(now, MINUTES)),
    Recipient: app.acsUrl,
    InResponseTo: request?.id,
  })
  const value = app.knobs['nameid-value'] === 'Email' ? person.email : person.userName
  return element(
    'saml:Subject',
    {},
    element('saml:NameID', { Format: nameIdFormat(app.knobs['saml-nameid-format']) }, value),
    element('saml:SubjectConfirmation', { Method: SAML.bearer }, data),
  )
}

function nameIdFormat(field: string | undefined): string {
  if (field === 'Unspecified') return NAME_ID_FORMAT.unspecified
  if (field === 'Persistent') return NAME_ID_FORMAT.persistent
  return NAME_ID_FORMAT.emailAddress
}

function authnStatement({ app, now, random }: ResponseContext): Xml {
  const minutes = app.knobs['session-not-on-or-after'] === '60' ? 60 : 1440
  const context = element('saml:AuthnContextClassRef', {}, AUTHN_CONTEXT.passwordProtectedTransport)
  return element(
    'saml:AuthnStatement',
    {
      AuthnInstant: instantOfSeconds(minutesAfter(now, -1 / 60)),
      SessionNotOnOrAfter: instantOfSeconds(minutesAfter(now, minutes)),
      SessionIndex: `_${guid(random)}`,
    },
    element('saml:AuthnContext', {}, context),
  )
}
