/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { BULK_REQUEST, BULK_RESPONSE, type JsonObject } from '@scimulator/scim-core'
import type { ScimLimits } from '../options.ts'
import { messageSchemas, schemaRef } from './message-schemas.ts'

const METHOD = { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'] }

/** The components of bulk requests and their answers. */
export function bulkSchemas({ bulkOperations }: ScimLimits): Record<string, JsonObject> {
  return { BulkRequest: bulkRequest(bulkOperations), BulkResponse: BULK_RESPONSE_SCHEMA }
}

function bulkRequest(maxItems: number): JsonObject {
  return {
    type: 'object',
    properties: {
      schemas: messageSchemas(BULK_REQUEST),
      failOnErrors: { type: 'integer', minimum: 1, description: 'How many failures end the processing.' },
      Operations: { type: 'array', maxItems, items: OPERATION },
    },
    required: ['schemas', 'Operations'],
  }
}

const OPERATION: JsonObject = {
  type: 'object',
  properties: {
    method: METHOD,
    bulkId: { type: 'string', description: 'Name of a creation, for others to refer to as `bulkId:NAME`.' },
    version: { type: 'string', description: 'The version the resource must have, as in If-Match.' },
    path: { type: 'string', description: 'An endpoint for POST, a resource for the others.', examples: ['/Users'] },
    data: { type: 'object', description: 'What would be the body of the request.' },
  },
  required: ['method', 'path'],
  anyOf: [
    { properties: { method: { const: 'POST' } }, required: ['bulkId', 'data'] },
    { properties: { method: { enum: ['PUT', 'PATCH'] } }, required: ['data'] },
    { properties: { method: { const: 'DELETE' } } },
  ],
}

const BULK_RESPONSE_SCHEMA: JsonObject = {
  type: 'object',
  description: 'What became of each operation that was carried out, in the order of the request.',
  properties: {
    schemas: messageSchemas(BULK_RESPONSE),
    Operations: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          method: { type: 'string' },
          bulkId: { type: 'string' },
          version: { type: 'string' },
          location: { type: 'string', format: 'uri' },
          status: { type: 'string', description: 'The HTTP status, as text.', examples: ['201'] },
          response: { ...schemaRef('Error'), description: 'Why the operation failed.' },
        },
        required: ['status'],
      },
    },
  },
  required: ['schemas', 'Operations'],
}
