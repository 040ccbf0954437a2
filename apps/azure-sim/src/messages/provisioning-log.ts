import type { Subject } from '@scimulator/admin-api'
import type { Answer } from '@scimulator/sim-kit'
import { errorCode, SERVICE_INCOMPATIBLE, statusName } from './error-codes.ts'

const LONGEST_BODY = 300

/** Test connection succeeded (vendor's docs). */
export const CONNECTION_OK = 'The supplied credentials are authorized to enable provisioning'

/** Test connection met 401 or 403 (captured, azure-docs #54231). */
export const INVALID_CREDENTIALS =
  'You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account.'

/** Code of a running job whose token is refused (Microsoft Q&A). */
export const CREDENTIAL_FAILURE = 'SystemForCrossDomainIdentityManagementCredentialValidationFailure'

/** Test connection met no server (captured, bitwarden #7309; the spelling is the vendor's). */
export const UNREACHABLE = 'CredentialValidationUnavailable: An error occured while sending the request.'

/** A probe met 404 (captured, snipe-it #14708; the host of the address is inferred). */
export const WRONG_TENANT_URL =
  'An HTTP/404 Not Found response was returned rather than the expected HTTP/200 OK response. To address this issue, ensure that the tenant URL is correct. The tenant URL is usually in a format like: https://<>/scim. If this does not resolve the issue, contact the application developer to ensure their SCIM endpoint conforms with the protocol https://tools.ietf.org/html/rfc7644#section-3.4.2'

/** An answer the service cannot read (captured, Budibase #15369). */
export const NOT_DESERIALISABLE: string = `${SERVICE_INCOMPATIBLE}: not able to deserialize the resource received from your SCIM endpoint`

/** A null source attribute: nothing is written. */
export const NULL_SKIPPED = 'The source value is null: outbound provisioning skips null values, nothing is sent'

/** A person disabled at the source before the first export. */
export const NOT_ENTITLED =
  'NotEffectivelyEntitled: the user is not active in the source system, so no account is created'

/** Nothing to write. */
export const REDUNDANT = 'Skipped: RedundantExport, source and target already agree'

/** Later steps of an object in escrow. */
export const ESCROWED = 'The object is in escrow and will be evaluated again in the next cycle'

/** The verb of an export event. */
export type ExportVerb = 'create' | 'update' | 'delete'

/** Reason of a failed export, as the provisioning log words it (form captured, 1Password/scim-examples #82). */
export function exportFailure(verb: ExportVerb, kind: 'User' | 'Group', name: string, answer: Answer): string {
  const code = errorCode(answer)
  const subject = `Failed to ${verb} ${kind} '${name}' in customappsso`
  if (answer.kind === 'silence') return `${code}: ${subject}; Error: ${answer.reason}`
  return `${code}: ${subject}; Error: The SCIM endpoint is not fully compatible. StatusCode: ${statusName(answer.status)} Web Response: ${shownBody(answer.body)}`
}

/** Reason of a failed look-up (form captured, goauthentik/authentik #25837). */
export function matchFailure(kind: 'User' | 'Group', name: string, answer: Answer): string {
  const subject = `Failed to match an entry in the source and target systems ${kind} '${name}'`
  if (answer.kind === 'silence') return `${errorCode(answer)}: ${subject}; ${answer.reason}`
  if (answer.status === 200) return NOT_DESERIALISABLE
  // A filter query that answers 404 is no stale link but an endpoint that does not follow the protocol.
  const code = answer.status === 404 ? SERVICE_INCOMPATIBLE : errorCode(answer)
  return `${code}: ${subject}; Response Status Code: ${statusName(answer.status)} Response Content: '${shownBody(answer.body)}'`
}

/** Reason of a failed read by id. */
export function readFailure(subject: Subject, answer: Answer): string {
  const { name } = subject
  const kind = subject.kind === 'group' ? 'Group' : 'User'
  if (answer.kind === 'silence') return `${errorCode(answer)}: ${kind} '${name}'; ${answer.reason}`
  return `${errorCode(answer)}: ${kind} '${name}'; Operation: GET Response Status Code: ${statusName(answer.status)} Response Content: '${shownBody(answer.body)}'`
}

/** The server's words as the log embeds them: HTML is replaced (captured, goauthentik/authentik #25837). */
function shownBody(body: string): string {
  if (/^\s*<(?:!doctype|html)/i.test(body)) return '[RedactedHtmlContent]'
  return body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}…` : body
}
