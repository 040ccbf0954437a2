import type { JsonObject, ResourceTypeDefinition } from '@scimulator/scim-core'
import { createScimOpenApi } from '@scimulator/scim-express'

/** The OpenAPI 3.1 document of the SCIM API, at the addresses of the teams there are. */
export function createScimDocument(
  resourceTypes: readonly ResourceTypeDefinition[],
  teams: readonly string[],
): JsonObject {
  const [first = 'TEAM'] = teams
  const variable = { default: first, ...(teams.length === 0 ? {} : { enum: [...teams] }) }
  return createScimOpenApi({
    title: 'Scimulator SCIM 2.0',
    resourceTypes,
    allowAnonymousConfig: true,
    offersMe: true,
    failures: {
      429: 'Too many requests. Retry-After says when to come again.',
      503: 'The server is busy. Retry-After says when to come again.',
    },
    servers: [{ url: '/teams/{team}/scim/v2', variables: { team: variable } }],
  })
}
