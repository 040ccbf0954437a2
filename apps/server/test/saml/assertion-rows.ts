import { ASSERTION_SIGNED, BOTH_SIGNED, LONG_LIVED, type Message } from './forge.ts'
import { EVE, part, swap } from './refused.ts'
import { ANN } from './world.ts'

const DATA = /<saml:SubjectConfirmationData [^>]*\/>/
/** In milliseconds. */
export const MINUTE = 60_000

/** All of these are signed by the identity provider's own key: the signature is good, and what it says is not. */
export interface Row {
  readonly name: string
  readonly reason: RegExp
  readonly edit?: (xml: string) => string
  readonly more?: Partial<Message>
}

const instant = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString()
const nameId = (inner: string) => swap(`>${ANN}</saml:NameID>`, `>${inner}</saml:NameID>`)
const inData = (from: string | RegExp, to: string) => (xml: string) => swap(DATA, swap(from, to)(part(xml, DATA)))(xml)

export const SUBJECTS: readonly Row[] = [
  {
    name: 'a comment inside the NameID (CVE-2017-11427 and its kind)',
    reason: /comment/,
    edit: nameId(`${EVE}<!---->.evil.example`),
  },
  { name: 'a comment anywhere', reason: /comment/, edit: swap('<saml:Subject>', '<saml:Subject><!-- evil -->') },
  { name: 'a processing instruction in the NameID', reason: /processing/, edit: nameId(`${EVE}<?evil x?>`) },
  { name: 'a CDATA section in the NameID', reason: /CDATA/, edit: nameId(`<![CDATA[${EVE}]]>`) },
  {
    name: 'an element in the NameID',
    reason: /NameID holds something other/,
    edit: nameId(`${EVE}<b xmlns="urn:x"/>`),
  },
  {
    name: 'two NameIDs',
    reason: /Subject has more than one NameID/,
    edit: swap('</saml:NameID>', `</saml:NameID><saml:NameID>${EVE}</saml:NameID>`),
  },
  { name: 'no NameID', reason: /Subject has no NameID/, edit: swap(/<saml:NameID[\s\S]*<\/saml:NameID>/, '') },
  {
    name: 'no NameID, and an attribute with that name',
    reason: /Subject has no NameID/,
    edit: (xml) =>
      swap(
        /<saml:NameID[\s\S]*<\/saml:NameID>/,
        '',
      )(
        swap(
          '<saml:AttributeStatement>',
          `<saml:AttributeStatement><saml:Attribute Name="nameID"><saml:AttributeValue>${EVE}</saml:AttributeValue></saml:Attribute>`,
        )(xml),
      ),
  },
  { name: 'an empty NameID', reason: /NameID holds something other/, edit: nameId('') },
  { name: 'blanks around the NameID', reason: /blanks around it/, edit: nameId(` ${EVE}`) },
  { name: 'a line break around the NameID', reason: /blanks around it/, edit: nameId(`${EVE}\n`) },
  { name: 'a control character in the NameID', reason: /blanks around it/, edit: nameId(`${EVE}&#9;x`) },
  { name: 'a NameID without end', reason: /too long/, edit: nameId(`${'x'.repeat(600)}@evil.example`) },
  {
    name: 'a transient NameID',
    reason: /NameID is transient/,
    edit: swap(/ Format="[^"]*emailAddress"/, ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"'),
  },
  {
    name: 'an encrypted NameID',
    reason: /no NameID/,
    edit: swap(/<saml:NameID[\s\S]*<\/saml:NameID>/, '<saml:EncryptedID/>'),
  },
  { name: 'no Subject', reason: /do not hold|no Subject/, edit: swap(/<saml:Subject>[\s\S]*<\/saml:Subject>/, '') },
]

export const CONFIRMATIONS: readonly Row[] = [
  {
    name: 'another confirmation method',
    reason: /no bearer confirmation/,
    edit: swap('cm:bearer', 'cm:holder-of-key'),
  },
  {
    name: 'no confirmation',
    reason: /no bearer confirmation/,
    edit: swap(/<saml:SubjectConfirmation [\s\S]*<\/saml:SubjectConfirmation>/, ''),
  },
  { name: 'no confirmation data', reason: /No valid subject confirmation/, edit: swap(DATA, '') },
  {
    name: 'another Recipient',
    reason: /for "https:\/\/evil\.example\/acs", not for/,
    edit: inData(/Recipient="[^"]*"/, 'Recipient="https://evil.example/acs"'),
  },
  { name: 'no Recipient', reason: /for nothing, not for/, edit: inData(/ Recipient="[^"]*"/, '') },
  {
    name: 'the answer to another request',
    reason: /InResponseTo does not match/,
    edit: inData(/InResponseTo="[^"]*"/, 'InResponseTo="_another"'),
  },
  {
    name: 'an assertion that answers nothing, in an envelope that claims it does',
    reason: /does not answer the request/,
    edit: inData(/InResponseTo="[^"]*" /, ''),
  },
  { name: 'no end of the confirmation', reason: /NotOnOrAfter/, edit: inData(/NotOnOrAfter="[^"]*" /, '') },
  {
    name: 'a confirmation that is over',
    reason: /No valid subject confirmation/,
    edit: inData(/NotOnOrAfter="[^"]*"/, `NotOnOrAfter="${instant(-2)}"`),
  },
  {
    name: 'a confirmation with a beginning',
    reason: /has a NotBefore/,
    edit: inData('<saml:SubjectConfirmationData ', `<saml:SubjectConfirmationData NotBefore="${instant(-2)}" `),
  },
]

export const CONDITIONS: readonly Row[] = [
  { name: 'another audience', reason: /audience mismatch/i, more: { audience: 'https://evil.example' } },
  {
    name: 'no audience',
    reason: /do not hold|not restricted/,
    edit: swap(/<saml:AudienceRestriction>[\s\S]*<\/saml:AudienceRestriction>/, ''),
  },
  {
    name: 'two audience restrictions, one of them for others',
    reason: /audience/i,
    edit: swap(
      '</saml:Conditions>',
      '<saml:AudienceRestriction><saml:Audience>https://evil.example</saml:Audience></saml:AudienceRestriction></saml:Conditions>',
    ),
  },
  { name: 'no Conditions', reason: /do not hold/, edit: swap(/<saml:Conditions[\s\S]*<\/saml:Conditions>/, '') },
  {
    name: 'Conditions without end',
    reason: /NotOnOrAfter/,
    edit: swap(/(?<=<saml:Conditions NotBefore="[^"]*") NotOnOrAfter="[^"]*"/, ''),
  },
  {
    name: 'Conditions without beginning',
    reason: /Conditions has no NotBefore/,
    edit: swap(/<saml:Conditions NotBefore="[^"]*"/, '<saml:Conditions'),
  },
  {
    name: 'a condition that nobody understands',
    reason: /condition "Condition" that is not understood/,
    edit: swap('</saml:Conditions>', '<saml:Condition/></saml:Conditions>'),
  },
  {
    name: 'an instant of another time zone',
    reason: /no instant in UTC/,
    edit: swap(/(?<=<saml:Conditions NotBefore="[^"]*)Z"/, '+00:00"'),
  },
  { name: 'an assertion that is over', reason: /do not hold/, more: { issued: Date.now() - 20 * MINUTE } },
  {
    name: 'an assertion of the future',
    reason: /not valid yet/,
    more: { issued: Date.now() + 20 * MINUTE, shape: { ...ASSERTION_SIGNED, window: [60, 60] } },
  },
  {
    name: 'an assertion of the future, by its Conditions',
    reason: /not yet valid/,
    edit: swap(/<saml:Conditions NotBefore="[^"]*"/, `<saml:Conditions NotBefore="${instant(20)}"`),
  },
  {
    name: 'an assertion older than five minutes, which says it is good for an hour',
    reason: /too old|not hold/,
    more: { issued: Date.now() - 7 * MINUTE, shape: LONG_LIVED },
  },
  {
    name: 'no AuthnStatement',
    reason: /no AuthnStatement/,
    edit: swap(/<saml:AuthnStatement[\s\S]*<\/saml:AuthnStatement>/, ''),
  },
  {
    name: 'a session that is over at the identity provider',
    reason: /session at the identity provider is over/,
    edit: swap(/SessionNotOnOrAfter="[^"]*"/, `SessionNotOnOrAfter="${instant(-1)}"`),
  },
]

export const ISSUERS: readonly Row[] = [
  { name: 'another issuer', reason: /issued by "https:\/\/evil\.example"/, more: { issuer: 'https://evil.example' } },
  {
    name: 'another issuer in the assertion alone',
    reason: /assertion is issued by "https:\/\/evil\.example"/,
    edit: swap(/(?<=<saml:Assertion[^>]*><saml:Issuer>)[^<]*/, 'https://evil.example'),
  },
  {
    name: 'no issuer in the assertion',
    reason: /Assertion has no Issuer/,
    more: {
      // The signature needs something to stand behind, so it goes where the Issuer was.
      edit: swap(/(?<=<saml:Assertion[^>]*>)<saml:Issuer>[^<]*<\/saml:Issuer>/, '<x:Issuer xmlns:x="urn:evil"/>'),
    },
  },
  {
    name: 'an assertion of another namespace',
    reason: /does not stand in its place/,
    edit: swap(/(?<=<saml:Assertion xmlns:saml=)"[^"]*"/, '"urn:evil"'),
  },
  {
    name: 'an assertion of SAML 1.1',
    reason: /signed is no SAML 2\.0 assertion/,
    edit: swap(/(?<=<saml:Assertion[^>]*)Version="2.0"/, 'Version="1.1"'),
  },
]

export const ENVELOPES: readonly Row[] = [
  {
    name: 'another Destination, signed',
    reason: /Response is for "https:\/\/evil\.example\/acs"/,
    edit: swap(/Destination="[^"]*"/, 'Destination="https://evil.example/acs"'),
    more: { shape: BOTH_SIGNED },
  },
  {
    name: 'another Destination, unsigned',
    reason: /Response is for "https:\/\/evil\.example\/acs"/,
    edit: swap(/Destination="[^"]*"/, 'Destination="https://evil.example/acs"'),
  },
  {
    name: 'another issuer in the envelope',
    reason: /Response is issued by "https:\/\/evil\.example"/,
    edit: swap(/(?<=<samlp:Response[^>]*><saml:Issuer [^>]*>)[^<]*/, 'https://evil.example'),
  },
  {
    name: 'a status of failure, with an assertion',
    reason: /identity provider answers "urn:oasis:names:tc:SAML:2.0:status:Requester"/,
    edit: swap('status:Success', 'status:Requester'),
  },
  {
    name: 'a status of failure with markup in its message, without an assertion',
    reason: /answers "urn.*Responder": "<script>evil/,
    edit: swap(
      /<samlp:Status>[\s\S]*<\/samlp:Status>/,
      `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/>` +
        `<samlp:StatusMessage>&lt;script>evil(1)&lt;/script>\n${'x'.repeat(1000)}</samlp:StatusMessage></samlp:Status>`,
    ),
    more: { tamper: swap(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, '') },
  },
  {
    name: 'no status',
    reason: /Response has no Status/,
    edit: swap(/<samlp:Status>[\s\S]*<\/samlp:Status>/, ''),
  },
  {
    name: 'success without an assertion',
    reason: /not exactly one assertion/,
    more: { tamper: swap(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, '') },
  },
]
