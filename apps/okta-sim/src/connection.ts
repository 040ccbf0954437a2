import { type Connection, type ConnectionInput, UsageError } from '@scimulator/sim-kit'
import { readKnobs } from './app/knobs.ts'
import { knobs } from './evidence/knobs.ts'

/**
 * The connection an admin types: the base URL stays as typed and paths are appended plainly. How Okta treats a slash at
 * its end is not documented: the knob `trailingSlash` keeps it, which gives `//Users`, or strips it. Okta's cloud wants
 * https and no underscore (S18); neither is refused here. With `appUrl`, a template with `{origin}` as catalogue apps have it, the target
 * fills the placeholder.
 *
 * Header-auth apps send the token field verbatim and wizard apps put `Bearer ` before it; what an admin types
 * for a bearer token ends as `Bearer T` in both (S9, S25).
 *
 * @throws UsageError when the target is no http(s) URL, has a query, fragment or user, or the token has line breaks.
 */
export function connect(input: ConnectionInput): Connection {
  const typed = input.appUrl === undefined ? input.target : fillTemplate(input.appUrl, input.target)
  assertBaseUrl(typed)
  const { keepTrailingSlash } = readKnobs(input.knobs ?? {}, knobs)
  const baseUrl = keepTrailingSlash ? typed : typed.replace(/(?<!\/)\/+$/, '')
  const authorization = input.authorization ?? `Bearer ${input.token}`
  if (!/^[\x20-\x7e]+$/.test(authorization)) {
    throw new UsageError('[okta-sim] The token has characters that no HTTP header can carry; copy it again.')
  }
  return { baseUrl, authorization }
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
