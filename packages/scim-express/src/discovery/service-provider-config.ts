/**
 * @see RFC 9865 §4 Service Provider Configuration — https://www.rfc-editor.org/rfc/rfc9865#section-4
 * @see RFC 7643 §5 Service Provider Configuration Schema — https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import { type JsonObject, SERVICE_PROVIDER_CONFIG_SCHEMA, TOLERANCES, TOLERANCES_SCHEMA } from '@scimulator/scim-core'
import type { Handler } from '../context.ts'
import type { ScimLimits } from '../options.ts'
import { assertNoFilter } from './collection.ts'

/** `/ServiceProviderConfig`: one object, no list. Without credentials it leaves out what may differ between tenants. */
export const serviceProviderConfigHandler: Handler = (context) => {
  assertNoFilter(context)
  const { settings, baseUrl, tenant } = context
  return {
    status: 200,
    body: serviceProviderConfig(settings.limits, tenant === '' ? [] : settings.tolerances, baseUrl),
  }
}

/** The body of `/ServiceProviderConfig`: what the router really does, and the tolerances that bend the RFC. */
function serviceProviderConfig(limits: ScimLimits, tolerances: readonly string[], baseUrl: string): JsonObject {
  return {
    schemas: [SERVICE_PROVIDER_CONFIG_SCHEMA, ...(tolerances.length === 0 ? [] : [TOLERANCES_SCHEMA])],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBodyBytes },
    filter: { supported: true, maxResults: limits.maxCount },
    changePassword: { supported: false },
    sort: { supported: true },
    // RFC 9865 §2.4: index stays the default where it came first.
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: limits.defaultCount,
      maxPageSize: limits.maxCount,
      cursorTimeout: limits.cursorTimeout,
    },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'A bearer token in the Authorization header.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    ...(tolerances.length === 0 ? {} : { [TOLERANCES_SCHEMA]: { tolerances: tolerances.map(describe) } }),
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  }
}

function describe(id: string): JsonObject {
  const tolerance = TOLERANCES.find((candidate) => candidate.id === id)
  return { id, summary: tolerance?.summary ?? '', rows: [...(tolerance?.rows ?? [])] }
}
