import { randomBytes } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import { KEY, type SigningKey } from './keys.ts'

export const IDP = 'https://idp.example/entity'
export const SSO_URL = 'https://idp.example/sso?tenant=1'

export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
export const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** How the message of one vendor looks, by the captures in its dossier. */
export interface Shape {
  readonly name: string
  readonly signs: 'assertion' | 'both' | 'response'
  /** With a colon; empty for default namespaces. */
  readonly prefix: string
  readonly protocolPrefix: string
  readonly nameIdFormat: string
  readonly attributesFirst: boolean
  /** Minutes before and after the instant of issue. */
  readonly window: [before: number, after: number]
  readonly milliseconds: boolean
  readonly sessionHours: number | null
  /** For `InclusiveNamespaces`. */
  readonly prefixList: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
}

const FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format'
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

/** Response and assertion signed, `saml2:` prefixes, a prefix list in the transform. */
export const BOTH_SIGNED: Shape = {
  name: 'response and assertion signed',
  signs: 'both',
  prefix: 'saml2:',
  protocolPrefix: 'saml2p:',
  nameIdFormat: `${FORMAT}:unspecified`,
  attributesFirst: false,
  window: [5, 5],
  milliseconds: true,
  sessionHours: null,
  prefixList: ['xs'],
  attributes: { firstName: 'Ann', lastName: 'Lee' },
}
/** The assertion alone is signed, instants without milliseconds, a session of a day. */
export const ASSERTION_SIGNED: Shape = {
  name: 'assertion signed, minutes long',
  signs: 'assertion',
  prefix: 'saml:',
  protocolPrefix: 'samlp:',
  nameIdFormat: `${FORMAT}:emailAddress`,
  attributesFirst: false,
  window: [3, 3],
  milliseconds: false,
  sessionHours: 24,
  prefixList: [],
  attributes: { 'User.FirstName': 'Ann', 'User.LastName': 'Lee', memberOf: '' },
}
/** The assertion alone is signed, in default namespaces, attributes first, good for more than an hour. */
export const LONG_LIVED: Shape = {
  name: 'assertion signed, an hour long',
  signs: 'assertion',
  prefix: '',
  protocolPrefix: 'samlp:',
  nameIdFormat: `${FORMAT}:emailAddress`,
  attributesFirst: true,
  window: [5, 60],
  milliseconds: true,
  sessionHours: null,
  prefixList: [],
  attributes: { [`${CLAIMS}/givenname`]: 'Ann', [`${CLAIMS}/surname`]: 'Lee' },
}
export const SHAPES: readonly Shape[] = [BOTH_SIGNED, ASSERTION_SIGNED, LONG_LIVED]

/** What a message says. */
export interface Message {
  readonly acsUrl: string
  readonly audience: string
  readonly nameId: string
  readonly requestId: string
  readonly shape?: Shape
  readonly issuer?: string
  /** Instant of issue, in milliseconds since the epoch. */
  readonly issued?: number
  readonly assertionId?: string
  readonly key?: SigningKey
  readonly algorithms?: Partial<Algorithms>
  /** Changes the message before the identity provider signs it. */
  readonly edit?: (xml: string) => string
  /** Changes the message afterwards, as an attacker does. */
  readonly tamper?: (xml: string) => string
}

interface Algorithms {
  readonly signature: string
  readonly digest: string
  readonly c14n: string
  readonly transforms: readonly string[]
}

const DEFAULT_ALGORITHMS: Algorithms = {
  signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  c14n: EXC_C14N,
  transforms: [ENVELOPED, EXC_C14N],
}

/** A signed Response as XML. */
export function forgeXml(message: Message): string {
  const { shape = ASSERTION_SIGNED, edit = same, tamper = same } = message
  let xml = edit(compose(message, shape))
  if (shape.signs !== 'response') xml = sign(xml, 'Assertion', message)
  if (shape.signs !== 'assertion') xml = sign(xml, 'Response', message)
  return tamper(xml)
}

/** A signed Response as a form carries it. */
export function forge(message: Message): string {
  return encode(forgeXml(message))
}

export function encode(xml: string): string {
  return Buffer.from(xml).toString('base64')
}

function same(xml: string): string {
  return xml
}

export function newId(): string {
  return `_${randomBytes(16).toString('hex')}`
}

// Written out by hand, after the captures and the specification, so that it shares nothing with the library under test.
function compose(message: Message, shape: Shape): string {
  const { acsUrl, audience, nameId, requestId, issuer = IDP, issued = Date.now(), assertionId = newId() } = message
  const { prefix: a, protocolPrefix: p, window, sessionHours } = shape
  const at = (minutes: number): string => {
    const instant = new Date(issued + minutes * 60_000).toISOString()
    return shape.milliseconds ? instant : instant.replace(/\.\d+Z$/, 'Z')
  }
  const xmlns = (prefix: string, uri: string): string =>
    `xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="${uri}"`
  const assertionNs = xmlns(a, 'urn:oasis:names:tc:SAML:2.0:assertion')
  const session = sessionHours === null ? '' : ` SessionNotOnOrAfter="${at(sessionHours * 60)}"`
  const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const statements = [
    `<${a}AuthnStatement AuthnInstant="${at(-400)}" SessionIndex="${assertionId}"${session}><${a}AuthnContext>` +
      `<${a}AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</${a}AuthnContextClassRef>` +
      `</${a}AuthnContext></${a}AuthnStatement>`,
    `<${a}AttributeStatement>${Object.entries(shape.attributes)
      .map(([name, value]) => {
        const text =
          value === ''
            ? `<${a}AttributeValue/>`
            : `<${a}AttributeValue ${xs} xsi:type="xs:string">${value}</${a}AttributeValue>`
        return `<${a}Attribute Name="${name}">${text}</${a}Attribute>`
      })
      .join('')}</${a}AttributeStatement>`,
  ]
  if (shape.attributesFirst) statements.reverse()
  return (
    `<${p}Response ${xmlns(p, 'urn:oasis:names:tc:SAML:2.0:protocol')} ID="${newId()}" Version="2.0" ` +
    `IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}">` +
    `<${a}Issuer ${assertionNs}>${issuer}</${a}Issuer>` +
    `<${p}Status><${p}StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></${p}Status>` +
    `<${a}Assertion ${assertionNs} ID="${assertionId}" IssueInstant="${at(0)}" Version="2.0">` +
    `<${a}Issuer>${issuer}</${a}Issuer>` +
    `<${a}Subject><${a}NameID Format="${shape.nameIdFormat}">${nameId}</${a}NameID>` +
    `<${a}SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<${a}SubjectConfirmationData InResponseTo="${requestId}" NotOnOrAfter="${at(window[1])}" Recipient="${acsUrl}"/>` +
    `</${a}SubjectConfirmation></${a}Subject>` +
    `<${a}Conditions NotBefore="${at(-window[0])}" NotOnOrAfter="${at(window[1])}">` +
    `<${a}AudienceRestriction><${a}Audience>${audience}</${a}Audience></${a}AudienceRestriction></${a}Conditions>` +
    `${statements.join('')}</${a}Assertion></${p}Response>`
  )
}

/** Signs the one element of this name, with the signature behind its Issuer. */
export function sign(
  xml: string,
  element: 'Assertion' | 'Response',
  message: Pick<Message, 'key' | 'algorithms' | 'shape'>,
): string {
  const { key = KEY, shape = ASSERTION_SIGNED } = message
  const { signature, digest, c14n, transforms } = { ...DEFAULT_ALGORITHMS, ...message.algorithms }
  const signer = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: signature,
    canonicalizationAlgorithm: c14n as typeof EXC_C14N, // any string, for what must be refused
    getKeyInfoContent: SignedXml.getKeyInfoContent,
  })
  const path = `//*[local-name(.)='${element}']`
  signer.addReference({
    xpath: path,
    transforms: [...transforms],
    digestAlgorithm: digest,
    inclusiveNamespacesPrefixList: [...shape.prefixList],
  })
  const location = { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' } as const
  signer.computeSignature(xml, { prefix: 'ds', location })
  return signer.getSignedXml()
}

/** Metadata of the identity provider in these tests. */
export function metadataOf(
  options: { keys?: readonly SigningKey[]; entityId?: string; ssoUrl?: string; more?: string } = {},
): string {
  const { keys = [KEY], entityId = IDP, ssoUrl = SSO_URL, more = '' } = options
  const descriptors = keys.map(
    ({ base64 }) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>` +
      `<ds:X509Certificate>\n${base64.replace(/(.{64})/g, '$1\n')}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  )
  return (
    `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">` +
    `${descriptors.join('')}${more}` +
    `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${ssoUrl}"/>` +
    `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${ssoUrl}"/>` +
    `</md:IDPSSODescriptor></md:EntityDescriptor>`
  )
}
