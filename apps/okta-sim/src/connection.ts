import { type Connection, type ConnectionInput, UsageError } from '@scimulator/sim-kit'
import { OktaKnobs } from './app/knobs.ts'
import { knobs } from './evidence/knobs.ts'

/**
 * The connection an admin types: the base URL stays as typed and paths are appended plainly. How Okta treats a slash at
 * its end is not documented: the knob `trailingSlash` keeps it, which gives `//Users`, or strips it. Okta's cloud wants
 * https and no underscore (S18); neither is refused here. With `appUrl`, a template with `{origin}` as catalogue apps have it, the target
 * fills the placeholder.
 *
 * Header-auth apps send the token field verbatim and wizard apps put `Bearer ` before it; what an admin types
 * for a bearer token ends as `Bearer T` in both (S9, S25). The knob `authentication` says which other form is used.
 *
 * @throws UsageError when the target is no http(s) URL, has a query, fragment or user, or the token has line breaks.
 */
export function connect(input: ConnectionInput): Connection {
  const typed = input.appUrl === undefined ? input.target : fillTemplate(input.appUrl, input.target)
  assertBaseUrl(typed)
  const strips = typed.endsWith('/') && !new OktaKnobs(input.knobs ?? {}, knobs).keepTrailingSlash
  const baseUrl = strips ? typed.replace(/(?<!\/)\/+$/, '') : typed
  if (input.oauth !== undefined) return { baseUrl, authorization: '', oauth: refreshing(input.oauth) }
  const authorization = input.authorization ?? authorize(input)
  if (!/^[\x20-\x7e]+$/.test(authorization)) {
    throw new UsageError('[okta-sim] The token has characters that no HTTP header can carry; copy it again.')
  }
  return { baseUrl, authorization }
}

/** The Authorization value of a token, or of a user and a password (S22). */
function authorize({ token, basic, knobs: set }: ConnectionInput): string {
  if (basic !== undefined) return `Basic ${Buffer.from(`${basic.user}:${basic.password}`, 'utf8').toString('base64')}`
  return set?.authentication === 'verbatim' ? token : `Bearer ${token}`
}

/**
 * The request for a new access token, sent when a SCIM call is due and the last token has ended (S26). Okta knows the
 * authorization-code grant only; its part in the browser is done once and gives the refresh token. The fields of the
 * form and their order are inferred.
 */
function refreshing({
  tokenUrl,
  clientId,
  clientSecret,
  refreshToken,
}: NonNullable<ConnectionInput['oauth']>): NonNullable<Connection['oauth']> {
  if (refreshToken === undefined) {
    throw new UsageError(
      '[okta-sim] Okta has no client credentials grant: give the refresh token of the authorization code in SCIM_REFRESH_TOKEN, or the access token itself with --token.',
    )
  }
  return {
    tokenUrl,
    form: [
      ['grant_type', 'refresh_token'],
      ['refresh_token', refreshToken],
      ['client_id', clientId],
      ['client_secret', clientSecret],
    ],
  }
}

function fillTemplate(template: string, target: string): string {
  if (!template.includes('{origin}')) {
    throw new UsageError('[okta-sim] --app-url needs the placeholder {origin}, for example {origin}/scim/v2.')
  }
  return template.replaceAll('{origin}', () => target.replace(/(?<!\/)\/+$/, ''))
}

function assertBaseUrl(baseUrl: string): void {
  const url = URL.parse(baseUrl)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(`[okta-sim] "${baseUrl}" is no http or https URL; Okta takes one like https://host/scim/v2.`)
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '' || /[?#]/.test(baseUrl)) {
    throw new UsageError('[okta-sim] The base URL must have no query, fragment or user: Okta appends /Users to it.')
  }
}
