/**
 * @see RFC 7644 §3.2 SCIM Endpoints and HTTP Methods — https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { methodNotAllowed, notFound, type ResourceTypeDefinition } from '@scimulator/scim-core'
import { assertAllowed } from '../access.ts'
import { handleBulk } from '../bulk/handle-bulk.ts'
import type { Handler, TypeHandler } from '../context.ts'
import { resourceTypeHandlers } from '../discovery/resource-types.ts'
import { schemaHandlers } from '../discovery/schemas.ts'
import { serviceProviderConfigHandler } from '../discovery/service-provider-config.ts'
import { decodeId } from '../request/path.ts'
import { AllowedMethods } from '../response/failure.ts'
import { createResource } from './create.ts'
import { deleteResource } from './delete.ts'
import { listResources } from './list.ts'
import { meEndpoint } from './me.ts'
import { modifyResource } from './modify.ts'
import { listAllTypes, searchAllTypes } from './query-root.ts'
import { readResource } from './read.ts'
import { replaceResource } from './replace.ts'
import { searchResources } from './search.ts'

/** The handlers of one endpoint by method. `HEAD` is answered by `GET`. */
export type Endpoint = ReadonlyMap<string, Handler>

/** The handler for a method and path. @throws ScimError 404, 405 (with what is allowed) or 501. */
export function findRoute(
  method: string,
  segments: readonly string[],
  resourceTypes: readonly ResourceTypeDefinition[],
): Handler {
  const endpoint = findEndpoint(segments, resourceTypes)
  if (endpoint === undefined) throw notFound('There is no such endpoint.')
  const handler = endpoint.get(method === 'HEAD' ? 'GET' : method)
  if (handler !== undefined) return handler
  const methods = [...endpoint.keys(), ...(endpoint.has('GET') ? ['HEAD'] : [])]
  throw methodNotAllowed('The endpoint does not take this method.', { cause: new AllowedMethods(methods) })
}

function findEndpoint(
  segments: readonly string[],
  resourceTypes: readonly ResourceTypeDefinition[],
): Endpoint | undefined {
  const [first, second, ...rest] = segments
  if (rest.length > 0) return undefined
  const resourceType = resourceTypes.find(({ endpoint }) => endpoint === `/${first}`)
  if (resourceType !== undefined) return resourceEndpoint(resourceType, second)
  const id = second === undefined ? undefined : decodeId(second)
  if (first === 'ResourceTypes') return resourceTypeHandlers(id)
  if (first === 'Schemas') return schemaHandlers(id)
  if (second !== undefined) return undefined
  if (first === 'ServiceProviderConfig') return new Map([['GET', serviceProviderConfigHandler]])
  if (first === 'Bulk') return new Map([['POST', handleBulk]])
  if (first === undefined) return new Map([['GET', listAllTypes]])
  if (first === '.search') return new Map([['POST', searchAllTypes]])
  return first === 'Me' ? meEndpoint : undefined
}

function resourceEndpoint(resourceType: ResourceTypeDefinition, segment: string | undefined): Endpoint | undefined {
  const read = (handle: TypeHandler): Handler => guarded(handle, resourceType, false)
  const write = (handle: TypeHandler): Handler => guarded(handle, resourceType, true)
  if (segment === undefined) {
    return new Map([
      ['GET', read(listResources)],
      ['POST', write(createResource)],
    ])
  }
  // RFC 7644 §2: a search is a read, whatever the method.
  if (segment === '.search') return new Map([['POST', read(searchResources)]])
  const id = decodeId(segment)
  if (id === undefined) return undefined
  return new Map([
    ['GET', read((context) => readResource(context, resourceType, id))],
    ['PUT', write((context) => replaceResource(context, resourceType, id))],
    ['PATCH', write((context) => modifyResource(context, resourceType, id))],
    ['DELETE', write((context) => deleteResource(context, resourceType, id))],
  ])
}

function guarded(handle: TypeHandler, resourceType: ResourceTypeDefinition, write: boolean): Handler {
  return (context) => {
    assertAllowed(context, { resourceType, write })
    return handle(context, resourceType)
  }
}
