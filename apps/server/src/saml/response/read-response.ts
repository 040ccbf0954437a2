import { attributeOf, childOf, elementsOf, isNamed, onlyChild, textOf } from '../xml/elements.ts'
import { NS, SUCCESS } from '../xml/names.ts'
import { isElement, parseXml, walk } from '../xml/parse-xml.ts'
import { quote, SamlRefusal } from './saml-refusal.ts'
import { readSignature } from './signatures.ts'

/** What the envelope of an assertion says. It may be unsigned: good for refusing, never for letting in. */
export interface ResponseEnvelope {
  readonly inResponseTo: string | undefined
  readonly destination: string | undefined
  readonly issuer: string | undefined
  readonly isSigned: boolean
}

// A NCName, as identifiers of SAML are, of a length that no identity provider exceeds.
const ID = /^[A-Za-z_][\w.-]{0,255}$/

/** Base64 as SAML's POST binding carries a message: nothing before it, between it or behind it. @throws SamlRefusal */
export function decodeMessage(base64: string): string {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw new SamlRefusal('The SAMLResponse is not Base64.')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'))
  } catch (cause) {
    throw new SamlRefusal('The SAMLResponse is not UTF-8.', { cause })
  }
}

/** A Response, parsed: its root, and the request it says it answers. Nothing about it is known to be genuine. */
export interface ParsedResponse {
  readonly root: Element
  readonly inResponseTo: string | undefined
}

/** Parses a Response. @throws SamlRefusal, XmlRefusal */
export function parseResponse(xml: string): ParsedResponse {
  const root = parseXml(xml, { mayAnnotate: false })
  if (!isNamed(root, NS.protocol, 'Response') || root.getAttribute('Version') !== '2.0')
    throw new SamlRefusal('The message is no SAML 2.0 Response.')
  return { root, inResponseTo: attributeOf(root, 'InResponseTo') }
}

/**
 * Reads the envelope of a Response and checks the form of all of it, before any signature is looked at: one assertion, in
 * its place, each signature on what it stands in, no identifier twice.
 * @see SAML 2.0 Core §3.2.2, §3.3.3 — https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 * @throws SamlRefusal, XmlRefusal
 */
export function readEnvelope(
  { root, inResponseTo }: ParsedResponse,
  options: { allowSha1: boolean },
): ResponseEnvelope {
  assertSuccess(root)
  const issuer = childOf(root, NS.assertion, 'Issuer')
  const elements = [...walk(root)].filter(isElement)
  const assertion = onlyAssertion(root, elements)
  assertUniqueIds([root, ...elements])
  const signatures = [readSignature(root, options), readSignature(assertion, options)]
  for (const element of elements) {
    if (element.localName === 'Signature' && !signatures.includes(element))
      throw new SamlRefusal('A signature stands where none belongs.')
  }
  if (signatures[1] === undefined) throw new SamlRefusal('The assertion is not signed.')
  return {
    inResponseTo,
    destination: attributeOf(root, 'Destination'),
    issuer: issuer === undefined ? undefined : textOf(issuer),
    isSigned: signatures[0] !== undefined,
  }
}

/** Whether the identity provider has signed anybody in, by its own words. @throws SamlRefusal with what it says instead. */
export function assertSuccess(root: Element): void {
  const status = onlyChild(root, NS.protocol, 'Status')
  const code = attributeOf(onlyChild(status, NS.protocol, 'StatusCode'), 'Value')
  if (code === SUCCESS) return
  const message = childOf(status, NS.protocol, 'StatusMessage')?.textContent
  const words = message === undefined || message === null ? '' : `: ${quote(message)}`
  throw new SamlRefusal(`The identity provider answers ${quote(code)}${words}.`)
}

function isAssertion({ localName }: Element): boolean {
  return localName === 'Assertion' || localName === 'EncryptedAssertion'
}

function onlyAssertion(root: Element, elements: readonly Element[]): Element {
  const [assertion, ...more] = elements.filter(isAssertion)
  if (assertion === undefined || more.length > 0) throw new SamlRefusal('The Response has not exactly one assertion.')
  if (assertion.localName === 'EncryptedAssertion')
    throw new SamlRefusal('The assertion is encrypted. Switch encryption off at the identity provider.')
  if (!elementsOf(root).includes(assertion) || !isNamed(assertion, NS.assertion, 'Assertion'))
    throw new SamlRefusal('The assertion does not stand in its place.')
  return assertion
}

function assertUniqueIds(elements: readonly Element[]): void {
  const seen = new Set<string>()
  for (const element of elements) {
    for (const name of ['ID', 'Id', 'id']) {
      const id = attributeOf(element, name)
      if (id === undefined) continue
      if (!ID.test(id)) throw new SamlRefusal('An identifier in the Response is malformed.')
      if (seen.has(id)) throw new SamlRefusal('Two elements of the Response have the same identifier.')
      seen.add(id)
    }
  }
}
