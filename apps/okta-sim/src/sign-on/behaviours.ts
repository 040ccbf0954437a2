import type { Quirk } from '@scimulator/sim-kit'
import { evidence, type SignOnSource } from './sources.ts'

const row = (id: string, summary: string, ...[mark, source]: [Quirk['evidence']['mark'], SignOnSource]): Quirk => ({
  id,
  summary,
  evidence: evidence(mark, source),
})

/** What Okta does as SAML identity provider. */
export const behaviours: readonly Quirk[] = [
  row(
    'issuer',
    'The issuer is http://www.okta.com/exk…, by http and the same host for every org',
    'captured',
    'metadata',
  ),
  row('metadata', 'Prefix md:, WantAuthnRequestsSigned false, one signing key, no signature', 'captured', 'metadata'),
  row(
    'one-address',
    'HTTP-POST stands before HTTP-Redirect, both at /app/{name}/{exk}/sso/saml',
    'captured',
    'metadata',
  ),
  row('metadata-address', 'The metadata is public, at /app/{exk}/sso/saml/metadata', 'inferred', 'none'),
  row('certificate', 'Self-signed, 2048 bits, 10 years, OU=SSOProvider', 'captured', 'metadata'),
  row('both-signed', 'Response and assertion are both signed, RSA-SHA256', 'captured', 'response'),
  row('prefixes', 'Prefixes saml2p, saml2 and ds, after an XML declaration', 'captured', 'response'),
  row('ids', 'Ids are id and two dozen digits', 'captured', 'response'),
  row('issuer-format', 'Issuer carries the format entity, twice', 'captured', 'response'),
  row('inclusive-xs', 'With typed attributes the canonical form keeps the prefix xs', 'captured', 'response'),
  row(
    'windows',
    'Conditions from 5 minutes before to 5 after, confirmation 5 minutes, with milliseconds',
    'captured',
    'response',
  ),
  row(
    'session-index',
    'SessionIndex repeats the id of the request; there is no SessionNotOnOrAfter',
    'captured',
    'response',
  ),
  row('session-index-unsolicited', 'Without a request SessionIndex is id{milliseconds}.{random}', 'inferred', 'none'),
  row('no-attributes', 'No AttributeStatement unless the admin adds attributes', 'vendor-docs', 'fields'),
  row('empty-attribute', 'An empty profile value leaves its attribute out', 'inferred', 'none'),
  row('name-id-policy', 'A NameIDPolicy other than the app’s format is refused', 'vendor-docs', 'fields'),
  row('acs-checked', 'Another AssertionConsumerServiceURL than the app’s gets Okta’s own page', 'inferred', 'none'),
  row('relay-state', 'RelayState is echoed; the field is there even when empty', 'vendor-docs', 'concepts'),
  row(
    'unsolicited',
    'A start at Okta gives a response without InResponseTo, with the Default RelayState',
    'vendor-docs',
    'wizard',
  ),
  row(
    'unassigned',
    'Somebody without the app sees 403 App Not Assigned; nothing reaches the app',
    'vendor-docs',
    'unassigned',
  ),
]
