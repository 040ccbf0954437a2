import type { ScimRequest } from '@scimulator/sim-kit'
import type { ShapeId } from '../evidence/shapes.ts'

const QUERY = '?startIndex=1&count=100'

/** The read of a discovery endpoint; its parameters are not published. */
export function listDiscovery(collection: 'ResourceTypes' | 'Schemas'): ScimRequest {
  const shape: ShapeId = collection === 'Schemas' ? 'schemas' : 'resource-types'
  return { shape, method: 'GET', path: `/${collection}${QUERY}` }
}

/** The read of an endpoint of roles or entitlements, as /ResourceTypes names it. */
export function listEntitlements(endpoint: string): ScimRequest {
  return { shape: 'entitlements' satisfies ShapeId, method: 'GET', path: `${endpoint}${QUERY}` }
}
