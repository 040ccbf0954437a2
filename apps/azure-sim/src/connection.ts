import { type Connection, type ConnectionInput, UsageError } from '@scimulator/sim-kit'
import { knob } from './evidence/knobs.ts'

type OAuthInput = NonNullable<ConnectionInput['oauth']>
type OAuthGrant = NonNullable<Connection['oauth']>

/** The compatibility flag as it stands in a Tenant URL. */
export const FLAG = 'aadOptscim062020'

/** Whether a Tenant URL carries the compatibility flag (`?aadOptscim062020`, also after a slash or with a value). */
export function carriesFlag(tenantUrl: string): boolean {
  return URL.canParse(tenantUrl) && new URL(tenantUrl).searchParams.has(FLAG)
}

/**
 * Turns Tenant URL and Secret Token into a connection. The Tenant URL is complete: only resource paths are joined to it.
 * @throws UsageError when the URL is none, or carries a query that belongs to another profile.
 */
export function connectTenant(input: ConnectionInput, flag: boolean): Connection {
  const url = parseTenantUrl(input.target)
  const foreign = [...url.searchParams.keys()].filter((name) => name !== FLAG)
  if (foreign.length > 0) throw new UsageError(`the query of the Tenant URL may only be ?${FLAG}, got "${url.search}"`)
  if (!flag && url.searchParams.has(FLAG)) {
    throw new UsageError(`the Tenant URL carries ${FLAG}: choose the profile ${FLAG}, or leave the flag out`)
  }
  const baseUrl = `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '')
  const authorization = input.authorization ?? `Bearer ${input.token}`
  return input.oauth === undefined
    ? { baseUrl, authorization }
    : { baseUrl, authorization, oauth: toGrant(input.oauth, knob({ knobs: input.knobs ?? {} }, 'credentialLocation')) }
}

/**
 * OAuth2 client credentials, in a Basic header or in the form. The order of the form is that of the documented one with an
 * assertion, and inferred.
 * @throws UsageError for a refresh token: the authorization code is for gallery apps.
 */
function toGrant(
  { tokenUrl, clientId, clientSecret, refreshToken, scope }: OAuthInput,
  credentialLocation: string,
): OAuthGrant {
  if (refreshToken !== undefined) {
    throw new UsageError(
      'a non-gallery app takes OAuth2 client credentials, no authorization code: leave the refresh token out',
    )
  }
  const inHeader = credentialLocation === 'header'
  const fields = [
    ['client_id', clientId],
    ['client_secret', clientSecret],
  ] as const
  return {
    tokenUrl,
    form: [
      ['grant_type', 'client_credentials'],
      ...(inHeader ? [] : fields),
      ...(scope === undefined ? [] : [['scope', scope] as const]),
    ],
    ...(inHeader ? { basic: { clientId, clientSecret } } : {}),
  }
}

function parseTenantUrl(target: string): URL {
  if (!URL.canParse(target)) {
    throw new UsageError(`the Tenant URL must be complete, for example https://example.com/scim/v2, got "${target}"`)
  }
  const url = new URL(target)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new UsageError(`the Tenant URL must be http or https, got "${url.protocol}"`)
  }
  if (url.username !== '' || url.password !== '')
    throw new UsageError('the Tenant URL must not hold a name or password')
  if (url.hash !== '') throw new UsageError('the Tenant URL must not hold a fragment')
  return url
}
