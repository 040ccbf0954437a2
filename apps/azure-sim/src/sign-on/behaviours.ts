import type { Evidence, Quirk } from '@scimulator/sim-kit'
import { SOURCE } from './sources.ts'

const row = (id: string, summary: string, evidence: Evidence): Quirk => ({ id, summary, evidence })

/** What Entra does as SAML identity provider. */
export const behaviours: readonly Quirk[] = [
  row('issuer', 'The issuer is https://sts.windows.net/{tenant}/, the tenant’s and not the app’s', SOURCE.responses),
  row('metadata-signed', 'The metadata is signed and begins with two WS-Federation role descriptors', SOURCE.metadata),
  row(
    'one-address',
    'Redirect, POST and logout at one address, /{tenant}/saml2; no NameIDFormat',
    SOURCE.idpDescriptor,
  ),
  row('metadata-appid', 'The app’s own certificate is in the metadata with ?appid= only', SOURCE.none),
  row(
    'certificate',
    'CN=Microsoft Azure Federated SSO Certificate, self-signed, 2048 bits, 3 years',
    SOURCE.certificate,
  ),
  row('assertion-signed', 'The assertion is signed, the response around it is not', SOURCE.responses),
  row(
    'default-namespaces',
    'Assertion and signature stand in default namespaces; only samlp has a prefix',
    SOURCE.responses,
  ),
  row('ids', 'Ids are _ and a GUID; instants have milliseconds; no XML declaration', SOURCE.responses),
  row('attributes-first', 'AttributeStatement stands before AuthnStatement', SOURCE.responses),
  row('windows', 'Valid from 5 minutes before to 60 after, confirmation to the same end', SOURCE.responses),
  row('session-index', 'SessionIndex is the id of the assertion', SOURCE.responses),
  row('authn-instant', 'AuthnInstant may be hours old', SOURCE.responses),
  row('password-class', 'The class is Password, not PasswordProtectedTransport', SOURCE.protocol),
  row('name-id', 'NameID is userPrincipalName in the format emailAddress', SOURCE.claims),
  row('name-id-policy', 'A NameIDPolicy of persistent or transient gets such a NameID', SOURCE.protocol),
  row(
    'fixed-claims',
    'tenantid, objectidentifier, displayname, identityprovider and authnmethodsreferences are always sent',
    SOURCE.responses,
  ),
  row(
    'default-claims',
    'givenname, surname, emailaddress and name; a missing value leaves its claim out',
    SOURCE.responses,
  ),
  row('no-name-format', 'Attributes have no NameFormat and values no type', SOURCE.claims),
  row('group-overage', 'Over 150 groups, a link stands in their place', SOURCE.groups),
  row('spn-prefix', 'An Identifier that is no URI comes back as audience with spn: before it', SOURCE.protocol),
  row('issuer-checked', 'An issuer that is no Identifier gets AADSTS700016', SOURCE.none),
  row('reply-url-checked', 'An address that is no Reply URL gets AADSTS50011', SOURCE.none),
  row('subject-refused', 'A Subject in the request is an error', SOURCE.protocol),
  row(
    'formats-refused',
    'NameIDPolicy takes four formats, RequestedAuthnContext only the comparison exact',
    SOURCE.protocol,
  ),
  row('error-response', 'Some refusals go to the app as an unsigned response without Destination', SOURCE.protocol),
  row('context-mismatch', 'A class that is not how the person signed in gets AADSTS75011', SOURCE.contextMismatch),
  row('passive', 'IsPassive without a session gets an error response', SOURCE.none),
  row(
    'sign-on-url',
    'With a Sign on URL a start at My Apps goes there; without it to the Reply URL, unasked',
    SOURCE.none,
  ),
  row('unassigned', 'Somebody without the app sees AADSTS50105; nothing reaches the app', SOURCE.notAssigned),
]
