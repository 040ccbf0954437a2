/**
 * @see SAML 2.0 Core §3.3.3 Response — https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
import {
  AUTHN_CONTEXT,
  element,
  instant,
  minutesAfter,
  NAME_ID_FORMAT,
  NAMESPACE,
  type Random,
  type ResponseContext,
  SAML,
  type SignatureForm,
  signXml,
  type Xml,
} from '@scimulator/sim-kit'
import { attributeStatement } from './attributes.ts'
import { issuerOf } from './identifiers.ts'
import { nameIdFormatOf } from './knobs.ts'

const MINUTES = 5

/** The response for a person: assertion and response signed, unless the admin has it otherwise. */
export function responseFor(context: ResponseContext): string {
  const { app } = context
  const attributes = attributeStatement(context)
  const unsigned = `<?xml version="1.0" encoding="UTF-8"?>${response(context, attributes).xml}`
  const form = signatureForm(app.knobs, attributes !== undefined)
  const inside =
    app.knobs.assertionSignature === 'Unsigned' ? unsigned : signXml(unsigned, app, { ...form, signed: 'assertion' })
  return app.knobs.responseSignature === 'Unsigned' ? inside : signXml(inside, app, { ...form, signed: 'document' })
}

function signatureForm(knobs: Readonly<Record<string, string>>, typed: boolean): Omit<SignatureForm, 'signed'> {
  return {
    place: 'afterIssuer',
    prefix: 'ds',
    signature: knobs.signatureAlgorithm === 'RSA-SHA1' ? 'RSA-SHA1' : 'RSA-SHA256',
    digest: knobs.digestAlgorithm === 'SHA1' ? 'SHA1' : 'SHA256',
    inclusivePrefixes: typed ? ['xs'] : [],
  }
}

function response(context: ResponseContext, attributes: Xml | undefined): Xml {
  const { app, now, random, request } = context
  return element(
    'saml2p:Response',
    {
      Destination: app.acsUrl,
      ID: messageId(random),
      InResponseTo: request?.id,
      IssueInstant: instant(now),
      Version: '2.0',
      'xmlns:saml2p': NAMESPACE.protocol,
      'xmlns:xs': attributes && NAMESPACE.schema,
    },
    issuer(context, true),
    element('saml2p:Status', {}, element('saml2p:StatusCode', { Value: SAML.success })),
    assertion(context, attributes),
  )
}

function assertion(context: ResponseContext, attributes: Xml | undefined): Xml {
  const { app, now, random } = context
  return element(
    'saml2:Assertion',
    {
      ID: messageId(random),
      IssueInstant: instant(now),
      Version: '2.0',
      'xmlns:saml2': NAMESPACE.assertion,
      'xmlns:xs': attributes && NAMESPACE.schema,
    },
    issuer(context, false),
    subject(context),
    element(
      'saml2:Conditions',
      { NotBefore: instant(minutesAfter(now, -MINUTES)), NotOnOrAfter: instant(minutesAfter(now, MINUTES)) },
      element('saml2:AudienceRestriction', {}, element('saml2:Audience', {}, app.entityId)),
    ),
    authnStatement(context),
    attributes,
  )
}

function issuer({ app }: ResponseContext, declares: boolean): Xml {
  const attributes = { Format: NAME_ID_FORMAT.entity, 'xmlns:saml2': declares ? NAMESPACE.assertion : undefined }
  return element('saml2:Issuer', attributes, issuerOf(app))
}

function subject({ app, now, person, request }: ResponseContext): Xml {
  const data = element('saml2:SubjectConfirmationData', {
    InResponseTo: request?.id,
    NotOnOrAfter: instant(minutesAfter(now, MINUTES)),
    Recipient: app.acsUrl,
  })
  return element(
    'saml2:Subject',
    {},
    element('saml2:NameID', { Format: nameIdFormatOf(app.knobs) }, person.userName),
    element('saml2:SubjectConfirmation', { Method: SAML.bearer }, data),
  )
}

function authnStatement({ now, random, request }: ResponseContext): Xml {
  const session = request?.id ?? `id${now.getTime()}.${digits(random, 10)}`
  const context = element('saml2:AuthnContextClassRef', {}, AUTHN_CONTEXT.passwordProtectedTransport)
  return element(
    'saml2:AuthnStatement',
    { AuthnInstant: instant(now), SessionIndex: session },
    element('saml2:AuthnContext', {}, context),
  )
}

function messageId(random: Random): string {
  return `id${digits(random, 24)}`
}

function digits(random: Random, length: number): string {
  return `${1 + random.integer(9)}${random.text(length - 1, '0123456789')}`
}
