/**
 * @see RFC 7644 §3.2 SCIM Endpoints and HTTP Methods — https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { GROUP, type JsonObject, USER } from '@scimulator/scim-core'
import { DEFAULT_LIMITS, type ScimLimits, type ScimRouterOptions } from '../options.ts'
import { bulkSchemas } from './bulk-schemas.ts'
import { discoveryPaths } from './discovery-paths.ts'
import { DISCOVERY_SCHEMAS } from './discovery-schemas.ts'
import { listOf, MESSAGE_SCHEMAS, schemaRef } from './message-schemas.ts'
import { nameTypes, type TypeNames } from './names.ts'
import { operationWriter } from './operation.ts'
import { parameters } from './parameters.ts'
import { resourcePaths } from './resource-paths.ts'
import { resourceToSchema } from './resource-schema.ts'
import { failureComponents, HEADERS } from './responses.ts'
import { servicePaths, unionSchemas } from './service-paths.ts'

/** What `createScimOpenApi` takes; give it the resource types and limits that the router has. */
export interface ScimOpenApiOptions
  extends Pick<ScimRouterOptions, 'resourceTypes' | 'limits' | 'allowAnonymousConfig'> {
  /** Name of the API. Default: `SCIM 2.0`. */
  readonly title?: string
  /** Version of the API. Default: `2.0`. */
  readonly version?: string
  /** Where the router is reached: Server Objects of OpenAPI. Default: `/`. */
  readonly servers?: readonly JsonObject[]
  /** Whether `authenticate` names subjects, so that `/Me` is offered. Default false. */
  readonly offersMe?: boolean
  /** Failures that the application around the router may answer every operation with, by status. */
  readonly failures?: Readonly<Record<number, string>>
}

/**
 * The OpenAPI 3.1 document of what a router with these options answers, made of the schemas it works by.
 *
 * @example app.get('/openapi.json', (request, response) => response.json(createScimOpenApi({ servers: [{ url: '/scim/v2' }] })))
 */
export function createScimOpenApi(options: ScimOpenApiOptions = {}): JsonObject {
  const { title = 'SCIM 2.0', version = '2.0', servers = [{ url: '/' }], failures = {} } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const shared = sharedSchemas(limits)
  const taken = [...Object.keys(shared), 'AnyList', 'AnyResource', 'AnyResourceInput']
  const types = nameTypes(options.resourceTypes ?? [USER, GROUP], taken)
  const write = operationWriter(Object.keys(failures).map(Number))
  return {
    openapi: '3.1.1',
    info: { title, version, description: DESCRIPTION },
    servers: [...servers],
    security: [{ bearer: [] }],
    tags: [...types.map(({ many, resourceType }) => ({ name: many, description: resourceType.description })), ...TAGS],
    paths: {
      ...Object.fromEntries(types.flatMap((type) => Object.entries(resourcePaths(type, write)))),
      ...servicePaths(types, options.offersMe ?? false, write),
      ...discoveryPaths(options.allowAnonymousConfig ?? false, write),
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      parameters: parameters(limits),
      headers: { ...HEADERS },
      responses: failureComponents(failures),
      schemas: { ...typeSchemas(types), ...shared },
    },
  }
}

const DESCRIPTION =
  'System for Cross-domain Identity Management (RFC 7643, RFC 7644, RFC 9865). Names of attributes are case-insensitive. HEAD works wherever GET does. Bodies may come as application/json, too.'

const TAGS: readonly JsonObject[] = [
  { name: 'Resources', description: 'Resources of all types.' },
  { name: 'Me', description: 'The resource the credentials belong to.' },
  { name: 'Discovery', description: 'What the service offers.' },
]

function sharedSchemas(limits: ScimLimits): Record<string, JsonObject> {
  return { ...MESSAGE_SCHEMAS, ...bulkSchemas(limits), ...DISCOVERY_SCHEMAS }
}

function typeSchemas(types: readonly TypeNames[]): Record<string, JsonObject> {
  const own = types.flatMap(({ resourceType, shown, sent, list }): [string, JsonObject][] => [
    [shown, resourceToSchema(resourceType, 'shown')],
    [sent, resourceToSchema(resourceType, 'sent')],
    [list, listOf(schemaRef(shown))],
  ])
  return { ...Object.fromEntries(own), ...unionSchemas(types), AnyList: listOf(schemaRef('AnyResource')) }
}
