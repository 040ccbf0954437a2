/**
 * @see RFC 7643 §5 Service Provider Configuration Schema, §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import {
  type JsonObject,
  RESOURCE_TYPE_SCHEMA,
  SCHEMA_SCHEMA,
  SERVICE_PROVIDER_CONFIG_SCHEMA,
} from '@scimulator/scim-core'
import { messageSchemas, schemaRef } from './message-schemas.ts'

const TEXT: JsonObject = { type: 'string' }
const FLAG: JsonObject = { type: 'boolean' }
const WHOLE: JsonObject = { type: 'integer', minimum: 0 }
const TEXTS: JsonObject = { type: 'array', items: TEXT }

function all(properties: Record<string, JsonObject>): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties) }
}

const META: JsonObject = all({ resourceType: TEXT, location: { type: 'string', format: 'uri' } })
const SUPPORTED: JsonObject = all({ supported: FLAG })

const SERVICE_PROVIDER_CONFIG: JsonObject = all({
  schemas: messageSchemas(SERVICE_PROVIDER_CONFIG_SCHEMA),
  patch: SUPPORTED,
  bulk: all({ supported: FLAG, maxOperations: WHOLE, maxPayloadSize: WHOLE }),
  filter: all({ supported: FLAG, maxResults: WHOLE }),
  changePassword: SUPPORTED,
  sort: SUPPORTED,
  etag: SUPPORTED,
  pagination: {
    ...all({ cursor: FLAG, index: FLAG }),
    properties: {
      cursor: FLAG,
      index: FLAG,
      defaultPaginationMethod: { type: 'string', enum: ['index', 'cursor'] },
      defaultPageSize: WHOLE,
      maxPageSize: WHOLE,
      cursorTimeout: { ...WHOLE, description: 'Seconds.' },
    },
  },
  authenticationSchemes: { type: 'array', items: all({ type: TEXT, name: TEXT, description: TEXT }) },
  meta: META,
})

const RESOURCE_TYPE: JsonObject = all({
  schemas: messageSchemas(RESOURCE_TYPE_SCHEMA),
  id: TEXT,
  name: TEXT,
  description: TEXT,
  endpoint: { type: 'string', format: 'uri-reference' },
  schema: TEXT,
  schemaExtensions: { type: 'array', items: all({ schema: TEXT, required: FLAG }) },
  meta: META,
})

const SCHEMA: JsonObject = all({
  schemas: messageSchemas(SCHEMA_SCHEMA),
  id: TEXT,
  name: TEXT,
  description: TEXT,
  attributes: { type: 'array', items: schemaRef('Attribute') },
  meta: META,
})

const ATTRIBUTE: JsonObject = {
  type: 'object',
  properties: {
    name: TEXT,
    type: {
      type: 'string',
      enum: ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'],
    },
    multiValued: FLAG,
    description: TEXT,
    required: FLAG,
    caseExact: FLAG,
    mutability: { type: 'string', enum: ['readOnly', 'readWrite', 'immutable', 'writeOnly'] },
    returned: { type: 'string', enum: ['always', 'never', 'default', 'request'] },
    uniqueness: { type: 'string', enum: ['none', 'server', 'global'] },
    canonicalValues: TEXTS,
    referenceTypes: TEXTS,
    subAttributes: { type: 'array', items: schemaRef('Attribute') },
  },
  required: ['name', 'type', 'multiValued', 'description', 'required', 'mutability', 'returned'],
}

/** The components of the discovery endpoints. */
export const DISCOVERY_SCHEMAS: Readonly<Record<string, JsonObject>> = {
  ServiceProviderConfig: SERVICE_PROVIDER_CONFIG,
  ResourceType: RESOURCE_TYPE,
  Schema: SCHEMA,
  Attribute: ATTRIBUTE,
}
