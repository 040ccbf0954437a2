/**
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import type { JsonObject } from '@scimulator/scim-core'
import { listOf, schemaRef } from './message-schemas.ts'
import type { WriteOperation } from './operation.ts'
import { answer } from './responses.ts'

const TAG = 'Discovery'

/** The paths by which clients learn what the service offers. */
export function discoveryPaths(isConfigPublic: boolean, write: WriteOperation): Record<string, JsonObject> {
  return {
    '/ServiceProviderConfig': {
      get: write({
        id: 'getServiceProviderConfig',
        tag: TAG,
        summary: 'Read what the service offers',
        success: { 200: answer('What the service offers.', schemaRef('ServiceProviderConfig')) },
        ...(isConfigPublic ? { security: [{}, { bearer: [] }] } : {}),
      }),
    },
    ...collection('ResourceType', 'resource type', write),
    ...collection('Schema', 'schema', write),
  }
}

function collection(name: 'ResourceType' | 'Schema', what: string, write: WriteOperation): Record<string, JsonObject> {
  return {
    [`/${name}s`]: {
      get: write({
        id: `list${name}s`,
        tag: TAG,
        summary: `List the ${what}s`,
        description: 'The whole list; a filter is refused.',
        success: { 200: answer(`All ${what}s.`, listOf(schemaRef(name))) },
      }),
    },
    [`/${name}s/{id}`]: {
      get: write({
        id: `get${name}`,
        tag: TAG,
        summary: `Read a ${what}`,
        parameters: ['id'],
        success: { 200: answer(`The ${what}.`, schemaRef(name)) },
        failures: { 404: [] },
      }),
    },
  }
}
