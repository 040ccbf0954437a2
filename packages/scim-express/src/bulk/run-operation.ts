/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { type BulkOperation, type BulkResult, resolveReferences } from '@scimulator/scim-core'
import type { ResourceHandler, ScimContext } from '../context.ts'
import { locationOf } from '../resource/representation.ts'
import { deleteResource } from '../routes/delete.ts'
import { modifyResource } from '../routes/modify.ts'
import { replaceResource } from '../routes/replace.ts'
import { type BulkJob, nameOf } from './job.ts'

const HANDLERS: ReadonlyMap<string, ResourceHandler> = new Map([
  ['PUT', replaceResource],
  ['PATCH', modifyResource],
  ['DELETE', deleteResource],
])

/** Carries out an operation on a resource that is there, as the request of its own that it stands for. */
export async function runOperation(job: BulkJob, operation: BulkOperation): Promise<BulkResult> {
  try {
    const resourceType = job.typeOf(operation)
    const { method = '', id = '', version, data = {} } = resolveReferences(operation, job.resolve)
    const handler = HANDLERS.get(method)
    if (handler === undefined) throw new Error(`An operation with method ${method} has no flaw and no handler.`)
    // The headers of the request are about /Bulk.
    const own = { query: '', ifMatch: version, ifNoneMatch: undefined, readBody: async () => data }
    const context: ScimContext = { ...job.context, ...own }
    const { status, headers } = await handler(context, resourceType, id)
    return {
      ...nameOf(operation),
      location: locationOf({ id }, resourceType, context.baseUrl),
      ...(headers?.etag === undefined ? {} : { version: headers.etag }),
      status,
    }
  } catch (error) {
    return job.failed(operation, error)
  }
}
