import type { FindingDraft } from '../behaviour/behaviour.ts'
import { shorten } from '../report/text.ts'

/** No request reached the target, or no answer came back. */
export function unreachable(exchange: string, reason: string): FindingDraft {
  return {
    id: 'targetUnreachable',
    whose: 'configuration',
    title: `The target cannot be reached: ${reason}.`,
    consequence: 'The connection test fails, and provisioning cannot be switched on.',
    change: 'Check the address, and that the server is running and reachable from here.',
    rfc: null,
    mark: 'inferred',
    exchanges: [exchange],
  }
}

/** Several exchanges in a row had no answer. */
export function stoppedAnswering(exchanges: readonly string[], reason: string): FindingDraft {
  return {
    id: 'targetStoppedAnswering',
    whose: 'server',
    title: `The target stopped answering: ${reason}.`,
    consequence: 'The run is broken off; what was not reached keeps its old state.',
    change: 'Look at the server’s log at the time of the first of these exchanges.',
    rfc: null,
    mark: 'inferred',
    exchanges: [...exchanges],
  }
}

/** There is no access token to send. */
export function noAccessToken(reason: string): FindingDraft {
  return {
    id: 'noAccessToken',
    whose: 'configuration',
    title: reason,
    consequence: 'Nothing is sent: the vendor shows the app integration as not authenticated.',
    change: 'Check the token URL, the client and its secret; a refresh token that has ended must be granted anew.',
    rfc: 'RFC 6749 §5.2',
    mark: 'inferred',
    exchanges: [],
  }
}

/** The target refuses the token. @see RFC 7644 §2 Authentication and Authorization — https://www.rfc-editor.org/rfc/rfc7644#section-2 */
export function tokenRefused(exchange: string, status: number): FindingDraft {
  return {
    id: 'tokenRefused',
    whose: 'configuration',
    title: `The target refuses the token (status ${status}).`,
    consequence: 'The connection test fails, and provisioning cannot be switched on.',
    change: 'Give a valid token with --token or SCIM_TOKEN, in the form the target expects (see --auth-header).',
    rfc: 'RFC 7644 §2',
    mark: 'inferred',
    exchanges: [exchange],
  }
}

/** The target knows the token and refuses all the same. @see RFC 7644 §2 Authentication and Authorization — https://www.rfc-editor.org/rfc/rfc7644#section-2 */
export function accessRefused(exchange: string, detail: string | undefined): FindingDraft {
  return {
    id: 'accessRefused',
    whose: 'configuration',
    title: `The target refuses access (status 403)${detail === undefined ? '.' : `: ${JSON.stringify(shorten(detail, 300))}`}`,
    consequence: 'The connection test fails, and provisioning cannot be switched on.',
    change: 'Do what the target asks for: SCIM may be switched off there, or the token may not do this.',
    rfc: 'RFC 7644 §2',
    mark: 'inferred',
    exchanges: [exchange],
  }
}

/** The target answers, but not with SCIM. @see RFC 7644 §3.1 Background — https://www.rfc-editor.org/rfc/rfc7644#section-3.1 */
export function notScim(exchange: string, what: string): FindingDraft {
  return {
    id: 'targetNotScim',
    whose: 'configuration',
    title: `The target does not speak SCIM: ${what}.`,
    consequence: 'The connection test fails, and provisioning cannot be switched on.',
    change: 'Give the SCIM base URL, the address that /Users is appended to; it answers with JSON.',
    rfc: 'RFC 7644 §3.1',
    mark: 'inferred',
    exchanges: [exchange],
  }
}

/** The target sends the client elsewhere; simulators follow no redirect with credentials. */
export function redirected(exchange: string, status: number, location: string | undefined): FindingDraft {
  return {
    id: 'targetRedirects',
    whose: 'configuration',
    title: `The target redirects (status ${status}) to ${location === undefined ? 'nowhere' : shorten(location, 200)}.`,
    consequence: 'The connection test fails: credentials are not sent to another address.',
    change: 'Give the address the target redirects to, if that is the SCIM base URL.',
    rfc: null,
    mark: 'inferred',
    exchanges: [exchange],
  }
}

/** The target demands a wait that no run can sit through. */
export function waitTooLong(exchange: string, seconds: number): FindingDraft {
  return {
    id: 'waitTooLong',
    whose: 'server',
    title: `The target demands a wait of ${seconds} seconds.`,
    consequence: 'Provisioning stands still for that time.',
    change: 'Send a Retry-After of seconds or minutes.',
    rfc: null,
    mark: 'inferred',
    exchanges: [exchange],
  }
}
