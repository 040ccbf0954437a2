import { type Connection, type ConnectionInput, UsageError } from '@scimulator/sim-kit'

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
const PLACEHOLDER = '{subdomain}'

/**
 * The SCIM Base URL as the admin types it: a complete URL, or the bare subdomain of an app from the catalogue,
 * whose connector builds the address. One trailing slash is dropped (inferred: no evidence how it is joined).
 * @throws UsageError for anything else, and for a subdomain without a URL template.
 */
export function connect(input: ConnectionInput): Connection {
  const target = input.target.trim()
  const url = target.includes('://') ? target : fromSubdomain(target, input.appUrl)
  return { baseUrl: checkedBaseUrl(url), authorization: input.authorization ?? `Bearer ${input.token}` }
}

function fromSubdomain(target: string, appUrl: string | undefined): string {
  if (!SUBDOMAIN.test(target)) {
    throw new UsageError(`"${target}" is no SCIM Base URL: type it with http:// or https://, or a bare subdomain.`)
  }
  if (appUrl === undefined) {
    throw new UsageError(
      `"${target}" is a bare subdomain: say with --app-url how the app builds its address, for example 'http://localhost:4000/teams/${PLACEHOLDER}/scim/v2'.`,
    )
  }
  if (!appUrl.includes(PLACEHOLDER)) throw new UsageError(`--app-url "${appUrl}" has no ${PLACEHOLDER} in it.`)
  return appUrl.replaceAll(PLACEHOLDER, target)
}

function checkedBaseUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null) throw new UsageError(`"${text}" is no URL.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(`"${text}" is no http or https address.`)
  }
  if (url.username !== '' || url.password !== '')
    throw new UsageError('A SCIM Base URL carries no user name or password.')
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`"${text}" has a query or fragment; a SCIM Base URL has none.`)
  return text.endsWith('/') ? text.slice(0, -1) : text
}
