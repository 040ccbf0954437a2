import type { Quirk } from '@scimulator/sim-kit'
import { evidence, type SignOnSource } from './sources.ts'

const row = (id: string, summary: string, ...[mark, source]: [Quirk['evidence']['mark'], SignOnSource]): Quirk => ({
  id,
  summary,
  evidence: evidence(mark, source),
})

/** What OneLogin does as SAML identity provider. */
export const behaviours: readonly Quirk[] = [
  row(
    'issuer',
    'The issuer is https://app.onelogin.com/saml/metadata/{app id}, without a Format',
    'captured',
    'metadata',
  ),
  row('metadata', 'Metadata in the default namespace, without WantAuthnRequestsSigned', 'captured', 'metadata'),
  row(
    'one-address',
    'HTTP-Redirect and HTTP-POST both at …/http-post/sso/{app id}, a SOAP address beside them',
    'captured',
    'metadata',
  ),
  row('email-format-only', 'The metadata names the format emailAddress only', 'captured', 'metadata'),
  row('support-contact', 'The metadata has a technical contact', 'captured', 'metadata'),
  row('certificate', '2048 bits, 5 years, OU=OneLogin IdP, CN=OneLogin Account {number}', 'captured', 'metadata'),
  row('assertion-signed', 'The assertion is signed, the response around it is not', 'captured', 'signedAssertion'),
  row(
    'response-signed',
    'Set to Response, the response is signed and the assertion in it is not',
    'captured',
    'signedResponse',
  ),
  row('response-connector', 'An older connector signs the response only', 'other-guide', 'responseConnector'),
  row(
    'ids',
    'What is signed has an id pfx and a GUID; an unsigned response R, an unsigned assertion A and 40 digits',
    'captured',
    'signedAssertion',
  ),
  row('no-declaration', 'No XML declaration; prefixes samlp, saml and ds', 'captured', 'signedAssertion'),
  row('no-milliseconds', 'Instants have no milliseconds', 'captured', 'signedAssertion'),
  row('windows', 'Conditions from 3 minutes before to 3 after, confirmation 3 minutes', 'captured', 'signedAssertion'),
  row('session', 'SessionNotOnOrAfter after a day, SessionIndex _ and a GUID', 'captured', 'signedAssertion'),
  row('authn-instant', 'AuthnInstant lies about a second before the response', 'captured', 'signedAssertion'),
  row('empty-values', 'Attributes without a value are sent as empty elements', 'captured', 'signedAssertion'),
  row('audience-text', 'A blank Audience field sends the text {audience}', 'captured', 'signedAssertion'),
  row(
    'acs-validator',
    'Another AssertionConsumerServiceURL than the validator lets through gets OneLogin’s own page',
    'inferred',
    'none',
  ),
  row('name-id-policy', 'NameIDPolicy and the issuer of a request are not looked at', 'inferred', 'none'),
  row('relay-state', 'RelayState is echoed; the field Relay State goes with starts at OneLogin', 'inferred', 'none'),
  row('launch', 'A person starts at /launch/{app id}', 'inferred', 'none'),
  row('unassigned', 'Somebody without the app sees a page of OneLogin’s; its words are not known', 'inferred', 'none'),
]
