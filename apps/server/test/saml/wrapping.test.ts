import { createHash } from 'node:crypto'
import { describe, it } from 'vitest'
import { ASSERTION_SIGNED, BOTH_SIGNED, encode, newId, type Shape } from './forge.ts'
import { expectRefused, part, swap, toEve } from './refused.ts'

const ASSERTION = /<saml2?:Assertion[\s\S]*<\/saml2?:Assertion>/
const SIGNATURE = /<ds:Signature [\s\S]*?<\/ds:Signature>/
const RESPONSE = /<saml2p:Response[\s\S]*<\/saml2p:Response>/

const assertionOf = (xml: string): string => part(xml, ASSERTION)
const unsigned = (xml: string): string => swap(SIGNATURE, '')(xml)
/** Another identifier and another person. */
const evil = (assertion: string): string => toEve(swap(/ ID="[^"]+"/, ` ID="${newId()}"`)(assertion))
/** The same, for the assertion in a Response. */
const evilWithin = (xml: string): string => swap(ASSERTION, evil(assertionOf(xml)))(xml)
/** Puts something before the end of an element. */
const append = (end: string, what: string) => (xml: string) => swap(end, `${what}${end}`)(xml)

interface Row {
  readonly name: string
  readonly reason: RegExp
  readonly shape?: Shape
  readonly tamper: (xml: string) => string
}

const WRAPPED: readonly Row[] = [
  {
    name: 'XSW1: the signed Response inside its own signature, an altered one around it',
    shape: BOTH_SIGNED,
    reason: /not exactly one assertion/,
    tamper: (xml) => append('</ds:Signature>', unsigned(part(xml, RESPONSE)))(evil(xml)),
  },
  {
    name: 'XSW2: the signed Response before its signature, an altered one around it',
    shape: BOTH_SIGNED,
    reason: /not exactly one assertion/,
    tamper: (xml) => swap('<ds:Signature ', `${unsigned(part(xml, RESPONSE))}<ds:Signature `)(evil(xml)),
  },
  {
    name: 'XSW3: another assertion before the signed one',
    reason: /not exactly one assertion/,
    tamper: (xml) => swap('<saml:Assertion ', `${evil(unsigned(assertionOf(xml)))}<saml:Assertion `)(xml),
  },
  {
    name: 'XSW4: the signed assertion inside another one',
    reason: /not exactly one assertion/,
    tamper: (xml) => {
      const signed = assertionOf(xml)
      return swap(signed, append('</saml:Assertion>', signed)(evil(unsigned(signed))))(xml)
    },
  },
  {
    name: 'XSW5: the signed assertion altered, its original behind it',
    reason: /not exactly one assertion/,
    tamper: (xml) => append('</samlp:Response>', unsigned(assertionOf(xml)))(evilWithin(xml)),
  },
  {
    name: 'XSW6: the signed assertion altered, its original inside the signature',
    reason: /not exactly one assertion/,
    tamper: (xml) => append('</ds:Signature>', unsigned(assertionOf(xml)))(evilWithin(xml)),
  },
  {
    name: 'XSW7: another assertion inside Extensions',
    reason: /not exactly one assertion/,
    tamper: (xml) =>
      swap(
        '<samlp:Status>',
        `<samlp:Extensions>${evil(unsigned(assertionOf(xml)))}</samlp:Extensions><samlp:Status>`,
      )(xml),
  },
  {
    name: 'XSW8: the original inside an Object of the signature',
    reason: /not exactly one assertion/,
    tamper: (xml) => append('</ds:Signature>', `<ds:Object>${unsigned(assertionOf(xml))}</ds:Object>`)(evilWithin(xml)),
  },
  {
    name: 'an Object in the signature, without an assertion',
    reason: /something other than a signature/,
    tamper: append('</ds:Signature>', '<ds:Object>evil</ds:Object>'),
  },
  {
    name: 'an identifier that two elements have',
    reason: /same identifier/,
    tamper: (xml) => {
      const id = part(assertionOf(xml), / ID="[^"]+"/)
      return swap(
        '<samlp:Status>',
        `<samlp:Extensions><x xmlns="urn:evil"${id}/></samlp:Extensions><samlp:Status>`,
      )(xml)
    },
  },
  {
    name: 'an identifier that two elements have, as Id and ID',
    reason: /same identifier/,
    tamper: (xml) => {
      const id = part(assertionOf(xml), / ID="[^"]+"/).replace('ID', 'Id')
      return swap(
        '<samlp:Status>',
        `<samlp:Extensions><x xmlns="urn:evil"${id}/></samlp:Extensions><samlp:Status>`,
      )(xml)
    },
  },
  {
    name: 'two signatures in the assertion',
    reason: /more than one Signature/,
    tamper: (xml) => swap('<ds:Signature ', `${part(xml, SIGNATURE)}<ds:Signature `)(xml),
  },
  {
    name: 'a signature elsewhere in the assertion',
    reason: /stands where none belongs/,
    tamper: (xml) => append('</saml:Subject>', part(xml, SIGNATURE))(xml),
  },
  {
    name: 'the signature of the assertion moved to the Response',
    reason: /does not cover the element it stands in/,
    tamper: (xml) => swap('<samlp:Status>', `${part(xml, SIGNATURE)}<samlp:Status>`)(unsigned(xml)),
  },
  {
    name: 'two references in a signature',
    reason: /more than one Reference/,
    tamper: (xml) => append('</ds:SignedInfo>', part(xml, /<ds:Reference [\s\S]*?<\/ds:Reference>/))(xml),
  },
  {
    name: 'a second SignedInfo, first',
    reason: /more than one SignedInfo/,
    tamper: (xml) =>
      swap('<ds:SignedInfo>', `${part(xml, /<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/)}<ds:SignedInfo>`)(xml),
  },
  {
    name: 'a second SignedInfo, last',
    reason: /more than one SignedInfo/,
    tamper: (xml) => append('</ds:Signature>', part(xml, /<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/))(xml),
  },
  {
    name: 'a reference to the whole document',
    reason: /does not cover the element/,
    tamper: swap(/ URI="#[^"]+"/, ' URI=""'),
  },
  {
    name: 'a quote in the reference',
    reason: /does not cover the element/,
    tamper: swap(/ URI="#[^"]+"/, ` URI="#x'] | //*['"`),
  },
  {
    name: 'a quote in the identifier',
    reason: /identifier in the Response is malformed/,
    tamper: (xml) =>
      swap(/ URI="#[^"]+"/, ` URI="#x'y"`)(swap(/(?<=<saml:Assertion[^>]*) ID="[^"]+"/, ` ID="x'y"`)(xml)),
  },
  { name: 'two documents in one', reason: /not well-formed/, tamper: (xml) => `${xml}${evil(xml)}` },
  {
    name: 'no signature at all',
    reason: /assertion is not signed/,
    tamper: (xml) => toEve(unsigned(xml)),
  },
  {
    name: 'a signature of the Response alone',
    shape: { ...ASSERTION_SIGNED, signs: 'response' },
    reason: /assertion is not signed/,
    tamper: (xml) => xml,
  },
  {
    name: 'an assertion altered after it was signed',
    reason: /signature or the conditions .* do not hold/,
    tamper: toEve,
  },
  {
    name: 'a Response altered after it was signed, around an assertion that is whole',
    shape: BOTH_SIGNED,
    reason: /Invalid document signature/,
    tamper: swap('<saml2p:Status>', '<saml2p:Extensions/><saml2p:Status>'),
  },
  {
    name: 'an empty SignatureValue',
    reason: /SignatureValue holds something other/,
    tamper: swap(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'),
  },
  {
    name: 'a SignatureValue of zeros',
    reason: /do not hold/,
    tamper: swap(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${'A'.repeat(342)}==`),
  },
  {
    name: 'a comment before the digest of something else (CVE-2025-29775)',
    reason: /comment/,
    tamper: (xml) =>
      swap(
        '<ds:DigestValue>',
        `<ds:DigestValue><!--${createHash('sha256').update('evil').digest('base64')}-->`,
      )(toEve(xml)),
  },
  {
    name: 'the digest of the empty text, for a canonicalisation that yields nothing',
    reason: /do not hold/,
    tamper: (xml) =>
      swap(
        /<ds:DigestValue>[^<]*/,
        `<ds:DigestValue>${createHash('sha256').update('').digest('base64')}`,
      )(swap('<saml:Subject>', '<saml:Subject xmlns:relative="1">')(toEve(xml))),
  },
  {
    name: 'an encrypted assertion instead',
    reason: /assertion is encrypted/,
    tamper: swap(ASSERTION, '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>'),
  },
  {
    name: 'an encrypted assertion beside the clear one',
    reason: /not exactly one assertion/,
    tamper: append(
      '</samlp:Response>',
      '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>',
    ),
  },
  {
    name: 'the assertion one level too deep',
    reason: /does not stand in its place/,
    tamper: (xml) => swap(ASSERTION, `<samlp:Extensions>${assertionOf(xml)}</samlp:Extensions>`)(xml),
  },
]

describe('SM-01 a Response whose signature is wrapped, moved or missing', () => {
  it.each(WRAPPED)('is refused: $name', ({ reason, shape = ASSERTION_SIGNED, tamper }) =>
    expectRefused({ reason, message: () => ({ shape, tamper }) }),
  )
})

describe('SM-01 a message that is no Response', () => {
  it.each([
    ['a bare assertion', assertionOf],
    ['a LogoutResponse', swap(/(?<=<\/?samlp:)Response/g, 'LogoutResponse')],
    [
      'a LogoutRequest',
      () => '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0"/>',
    ],
    ['a Response of SAML 1.1', swap('Version="2.0"', 'Version="1.1"')],
    ['a Response of another namespace', swap('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:evil')],
  ])('is refused: %s', (_name, tamper) =>
    expectRefused({
      reason: /no SAML 2\.0 Response/,
      encode: (text) => encode(tamper(Buffer.from(text, 'base64').toString())),
    }),
  )
})
