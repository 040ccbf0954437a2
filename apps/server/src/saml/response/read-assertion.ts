import { attributeOf, childOf, childrenOf, elementsOf, instantOf, isNamed, onlyChild, textOf } from '../xml/elements.ts'
import { BEARER, NS, TRANSIENT } from '../xml/names.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { quote, SamlRefusal } from './saml-refusal.ts'
import { assertNow, MAX_ASSERTION_AGE_MS, SKEW_MS } from './times.ts'

/** What an assertion must fit. */
export interface Expected {
  /** Entity id of the team's identity provider. */
  readonly issuer: string
  /** Entity id of the team's service provider. */
  readonly audience: string
  readonly acsUrl: string
  /** The request that this browser has under way. */
  readonly requestId: string
  readonly now: number
}

/** What a genuine assertion says, and until when it must not be taken again. */
export interface Assertion {
  readonly id: string
  readonly issuer: string
  readonly nameId: string
  /** The end that the identity provider sets to the session; undefined when it sets none. */
  readonly sessionEnds: number | undefined
  readonly attributes: ReadonlyMap<string, readonly string[]>
  readonly until: number
}

const MAX_NAME_ID = 512
const KNOWN_CONDITIONS = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']

/**
 * Reads an assertion from the bytes that its signature covers, and checks all that a service provider owes, whatever the
 * library has checked before.
 * @see SAML 2.0 Profiles §4.1.4.3 — https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf
 * @throws SamlRefusal, XmlRefusal
 */
export function readAssertion(signedXml: string, expected: Expected): Assertion {
  const root = parseXml(signedXml, { mayAnnotate: false })
  const id = attributeOf(root, 'ID')
  if (!isNamed(root, NS.assertion, 'Assertion') || root.getAttribute('Version') !== '2.0' || id === undefined)
    throw new SamlRefusal('What is signed is no SAML 2.0 assertion.')
  const issuer = textOf(onlyChild(root, NS.assertion, 'Issuer'))
  if (issuer !== expected.issuer)
    throw new SamlRefusal(`The assertion is issued by ${quote(issuer)}, not by ${quote(expected.issuer)}.`)
  assertNow('assertion', expected.now, { issued: required(root, 'IssueInstant'), maxAge: MAX_ASSERTION_AGE_MS })
  const subject = onlyChild(root, NS.assertion, 'Subject')
  const conditionsEnd = readConditions(onlyChild(root, NS.assertion, 'Conditions'), expected)
  return {
    id,
    issuer,
    nameId: readNameId(subject),
    sessionEnds: readSessionEnd(root, expected.now),
    attributes: readAttributes(root),
    until: Math.max(conditionsEnd, readConfirmation(subject, expected)) + SKEW_MS,
  }
}

function required(element: Element, name: string): number {
  const instant = instantOf(element, name)
  if (instant === undefined) throw new SamlRefusal(`The ${element.localName} has no ${name}.`)
  return instant
}

function readNameId(subject: Element): string {
  const nameId = onlyChild(subject, NS.assertion, 'NameID')
  if (attributeOf(nameId, 'Format') === TRANSIENT)
    throw new SamlRefusal('The NameID is transient: it is another one at each sign-in. Send the userName instead.')
  const value = textOf(nameId)
  if (value.trim() !== value || value.length > MAX_NAME_ID || /\p{Cc}/u.test(value))
    throw new SamlRefusal(`The NameID ${quote(value)} has blanks around it, control characters, or is too long.`)
  return value
}

// One confirmation that fits is enough. The first that does not says why, when none does.
function readConfirmation(subject: Element, expected: Expected): number {
  let why: unknown = new SamlRefusal('The assertion has no bearer confirmation.')
  const all = childrenOf(subject, NS.assertion, 'SubjectConfirmation')
  const bearers = all.filter((each) => each.getAttribute('Method') === BEARER)
  for (const [index, bearer] of bearers.entries()) {
    try {
      return checkConfirmation(onlyChild(bearer, NS.assertion, 'SubjectConfirmationData'), expected)
    } catch (error) {
      if (index === 0) why = error
    }
  }
  throw why
}

function checkConfirmation(confirmation: Element, { acsUrl, requestId, now }: Expected): number {
  const recipient = attributeOf(confirmation, 'Recipient')
  if (recipient !== acsUrl) throw new SamlRefusal(`The assertion is for ${quote(recipient)}, not for ${quote(acsUrl)}.`)
  if (attributeOf(confirmation, 'InResponseTo') !== requestId)
    throw new SamlRefusal('The assertion does not answer the request that this browser began with.')
  if (attributeOf(confirmation, 'NotBefore') !== undefined)
    throw new SamlRefusal('The SubjectConfirmationData has a NotBefore, which a bearer confirmation must not have.')
  const end = required(confirmation, 'NotOnOrAfter')
  assertNow('subject confirmation', now, { end })
  return end
}

function readConditions(conditions: Element, { audience, now }: Expected): number {
  const end = required(conditions, 'NotOnOrAfter')
  assertNow('assertion', now, { begin: required(conditions, 'NotBefore'), end })
  for (const condition of elementsOf(conditions)) {
    if (!KNOWN_CONDITIONS.some((name) => isNamed(condition, NS.assertion, name)))
      throw new SamlRefusal(`The assertion has a condition ${quote(condition.localName)} that is not understood.`)
  }
  const restrictions = childrenOf(conditions, NS.assertion, 'AudienceRestriction')
  if (restrictions.length === 0) throw new SamlRefusal('The assertion is not restricted to an audience.')
  for (const restriction of restrictions) {
    const audiences = childrenOf(restriction, NS.assertion, 'Audience').map(textOf)
    if (!audiences.includes(audience))
      throw new SamlRefusal(`The assertion is for the audience ${quote(audiences.join(', '))}, not ${quote(audience)}.`)
  }
  return end
}

function readSessionEnd(assertion: Element, now: number): number | undefined {
  const statements = childrenOf(assertion, NS.assertion, 'AuthnStatement')
  if (statements.length === 0) throw new SamlRefusal('The assertion has no AuthnStatement.')
  const ends = statements.map((each) => instantOf(each, 'SessionNotOnOrAfter')).filter((end) => end !== undefined)
  if (ends.length === 0) return undefined
  const end = Math.min(...ends)
  if (end <= now) throw new SamlRefusal('The session at the identity provider is over.')
  return end
}

function readAttributes(assertion: Element): Map<string, string[]> {
  const attributes = new Map<string, string[]>()
  const statement = childOf(assertion, NS.assertion, 'AttributeStatement')
  if (statement === undefined) return attributes
  for (const attribute of childrenOf(statement, NS.assertion, 'Attribute')) {
    const name = attributeOf(attribute, 'Name') ?? ''
    const values = childrenOf(attribute, NS.assertion, 'AttributeValue').map((value) => value.textContent ?? '')
    attributes.set(name, [...(attributes.get(name) ?? []), ...values.filter((value) => value !== '')])
  }
  return attributes
}
