import {
  type BulkOperation,
  type BulkResult,
  conflict,
  invalidValue,
  notFound,
  quote,
  type ResourceTypeDefinition,
  readReference,
  toErrorBody,
} from '@scimulator/scim-core'
import { assertAllowed } from '../access.ts'
import type { ScimContext } from '../context.ts'
import { locationOf } from '../resource/representation.ts'
import { toScimError } from '../response/failure.ts'

/** A bulk request while it is processed. */
export interface BulkJob {
  readonly context: ScimContext
  /** The ids of the resources made so far, by bulkId. */
  readonly made: Map<string, string>
  /** The id behind a bulkId. @throws ScimError when no resource was made for it. */
  resolve(bulkId: string): string
  /** The type an operation is about. @throws ScimError when the operation cannot be carried out, or may not be. */
  typeOf(operation: BulkOperation): ResourceTypeDefinition
  /** The result of an operation that failed. */
  failed(operation: BulkOperation, error: unknown): BulkResult
}

/** Starts a bulk request. */
export function createBulkJob(context: ScimContext, operations: readonly BulkOperation[]): BulkJob {
  const made = new Map<string, string>()
  const creations = new Set(operations.flatMap(({ method, bulkId }) => (method === 'POST' && bulkId) || []))

  // CHOICE (RFC 7644 §3.7.2): a reference that cannot be resolved fails its operation alone.
  function resolve(bulkId: string): string {
    const id = made.get(bulkId)
    if (id !== undefined) return id
    if (creations.has(bulkId))
      throw conflict(`The operation with the bulkId ${quote(bulkId)}, which this one refers to, failed.`)
    throw invalidValue(`The bulkId ${quote(bulkId)} is not the one of a POST in this request.`)
  }

  function findType({ endpoint }: BulkOperation): ResourceTypeDefinition | undefined {
    return context.settings.resourceTypes.find((type) => type.endpoint === endpoint)
  }

  return {
    context,
    made,
    resolve,
    typeOf(operation) {
      if (operation.flaw !== undefined) throw operation.flaw
      const resourceType = findType(operation)
      if (resourceType === undefined) throw notFound(`There are no resources at ${quote(operation.endpoint)}.`)
      assertAllowed(context, { resourceType, write: true })
      return resourceType
    },
    failed(operation, error) {
      const failure = toScimError(error)
      if (failure.code === 'SCIM_INTERNAL_ERROR') context.settings.onError(error, context.exchangeId)
      return {
        ...nameOf(operation),
        ...locationIn(operation, findType(operation), made, context.baseUrl),
        status: failure.status,
        response: toErrorBody(failure),
      }
    },
  }
}

/** What tells a result's operation. */
export function nameOf({ method, bulkId }: BulkOperation): Pick<BulkResult, 'method' | 'bulkId'> {
  return { ...(method === undefined ? {} : { method }), ...(bulkId === undefined ? {} : { bulkId }) }
}

// RFC 7644 §3.7.3: every result but that of a failed creation has a location; one that names no resource has none to give.
function locationIn(
  { id, method }: BulkOperation,
  resourceType: ResourceTypeDefinition | undefined,
  made: ReadonlyMap<string, string>,
  baseUrl: string,
): { location?: string } {
  if (id === undefined || method === 'POST' || resourceType === undefined) return {}
  const bulkId = readReference(id)
  const known = bulkId === undefined ? id : made.get(bulkId)
  return known === undefined ? {} : { location: locationOf({ id: known }, resourceType, baseUrl) }
}
