/**
 * @see SAML 2.0 Core §3.3.3 Response — https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
import { createHash } from 'node:crypto'
import {
  AUTHN_CONTEXT,
  element,
  guid,
  instant,
  minutesAfter,
  NAME_ID_FORMAT,
  NAMESPACE,
  type ResponseContext,
  SAML,
  type SignatureForm,
  signXml,
  type Xml,
} from '@scimulator/sim-kit'
import { attributeStatement } from './claims.ts'
import { issuerOf, objectIdOf } from './identifiers.ts'

/** How long ago the person of an existing session signed in. */
const OLD_SESSION_MINUTES = 450

/** The response for a person: the assertion signed, unless the Signing Option says otherwise. */
export function responseFor(context: ResponseContext): string {
  const { app } = context
  const option = app.knobs['signing-option']
  const unsigned = response(context).xml
  const form = signatureForm(app.knobs)
  const inside = option === 'Sign SAML response' ? unsigned : signXml(unsigned, app, { ...form, signed: 'assertion' })
  return option === 'Sign SAML response' || option === 'Sign SAML response and assertion'
    ? signXml(inside, app, { ...form, signed: 'document' })
    : inside
}

function signatureForm(knobs: Readonly<Record<string, string>>): Omit<SignatureForm, 'signed'> {
  const sha1 = knobs['signing-algorithm'] === 'SHA-1'
  return {
    place: 'afterIssuer',
    prefix: '',
    signature: sha1 ? 'RSA-SHA1' : 'RSA-SHA256',
    digest: sha1 ? 'SHA1' : 'SHA256',
  }
}

function response(context: ResponseContext): Xml {
  const { app, now, random, request } = context
  return element(
    'samlp:Response',
    {
      ID: `_${guid(random)}`,
      Version: '2.0',
      IssueInstant: instant(now),
      Destination: app.acsUrl,
      InResponseTo: request?.id,
      'xmlns:samlp': NAMESPACE.protocol,
    },
    element('Issuer', { xmlns: NAMESPACE.assertion }, issuerOf(app)),
    element('samlp:Status', {}, element('samlp:StatusCode', { Value: SAML.success })),
    assertion(context, `_${guid(random)}`),
  )
}

function assertion(context: ResponseContext, id: string): Xml {
  const { app, now } = context
  const { notBefore, notOnOrAfter } = windowOf(context)
  const audience = element('AudienceRestriction', {}, element('Audience', {}, audienceOf(app.entityId)))
  return element(
    'Assertion',
    { ID: id, IssueInstant: instant(now), Version: '2.0', xmlns: NAMESPACE.assertion },
    element('Issuer', {}, issuerOf(app)),
    subject(context, notOnOrAfter),
    element('Conditions', { NotBefore: instant(notBefore), NotOnOrAfter: instant(notOnOrAfter) }, audience),
    attributeStatement(context),
    authnStatement(context, id),
  )
}

function windowOf({ app, now }: ResponseContext): { notBefore: Date; notOnOrAfter: Date } {
  return app.knobs.lifetime === '70'
    ? { notBefore: now, notOnOrAfter: minutesAfter(now, 70) }
    : { notBefore: minutesAfter(now, -5), notOnOrAfter: minutesAfter(now, 60) }
}

function audienceOf(identifier: string): string {
  return URL.canParse(identifier) ? identifier : `spn:${identifier}`
}

function subject(context: ResponseContext, notOnOrAfter: Date): Xml {
  const { app, request } = context
  const data = element('SubjectConfirmationData', {
    InResponseTo: request?.id,
    NotOnOrAfter: instant(notOnOrAfter),
    Recipient: app.acsUrl,
  })
  return element('Subject', {}, nameId(context), element('SubjectConfirmation', { Method: SAML.bearer }, data))
}

function nameId({ app, person, random, request }: ResponseContext): Xml {
  const wanted = request?.nameIdFormat
  if (wanted === NAME_ID_FORMAT.transient) return element('NameID', { Format: wanted }, `_${guid(random)}`)
  if (wanted === NAME_ID_FORMAT.persistent) {
    const pair = `${objectIdOf(app, 'person', person.id)} ${app.entityId}`
    return element('NameID', { Format: wanted }, createHash('sha256').update(pair).digest('base64url'))
  }
  return element('NameID', { Format: NAME_ID_FORMAT.emailAddress }, person.userName)
}

function authnStatement({ app, now }: ResponseContext, assertionId: string): Xml {
  const age = app.knobs['authn-instant'] === 'hours-ago' ? OLD_SESSION_MINUTES : 0
  return element(
    'AuthnStatement',
    { AuthnInstant: instant(minutesAfter(now, -age)), SessionIndex: assertionId },
    element('AuthnContext', {}, element('AuthnContextClassRef', {}, AUTHN_CONTEXT.password)),
  )
}
