/**
 * @see RFC 7644 §3.7.1 Circular Reference Processing — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.1
 */
import {
  type BulkOperation,
  type BulkResult,
  conflict,
  quote,
  type ResolveBulkId,
  type ResourceTypeDefinition,
  resolveReferences,
  toETag,
} from '@scimulator/scim-core'
import type { ResourceTransaction, StoredResource } from '@scimulator/scim-store'
import { type Creation, prepareCreation } from '../resource/creation.ts'
import { locationOf } from '../resource/representation.ts'
import { createView } from '../resource/view.ts'
import { type BulkJob, nameOf } from './job.ts'

/** A resource that was made. */
interface Made {
  readonly operation: BulkOperation
  readonly resourceType: ResourceTypeDefinition
  readonly stored: StoredResource
}

/** What one creation of a step failed with. */
class CreationFailure extends Error {
  readonly operation: BulkOperation

  constructor(operation: BulkOperation, cause: unknown) {
    super('A creation of a bulk request failed.', { cause })
    this.operation = operation
  }
}

/** Makes the resources of a step in one transaction: all of them or, so that none is left without the others, none. */
export async function runCreations(
  job: BulkJob,
  step: readonly BulkOperation[],
  isCircular: boolean,
): Promise<ReadonlyMap<BulkOperation, BulkResult>> {
  try {
    const made = await job.context.transact((tx) => createAll(job, tx, step, isCircular))
    return new Map(made.map((each) => [each.operation, succeeded(job, each)]))
  } catch (error) {
    return new Map(step.map((operation) => [operation, job.failed(operation, causeFor(operation, error))]))
  }
}

async function createAll(
  job: BulkJob,
  tx: ResourceTransaction,
  step: readonly BulkOperation[],
  isCircular: boolean,
): Promise<Made[]> {
  const ids = new Map(isCircular ? step.map(({ bulkId = '' }) => [bulkId, tx.newId()]) : [])
  const resolve = (bulkId: string): string => ids.get(bulkId) ?? job.resolve(bulkId)
  const creations = await inTurn(
    step.map((operation) => ({ operation })),
    async ({ operation }) => ({ operation, ...prepare(job, operation, resolve) }),
  )
  if (isCircular) {
    await inTurn(creations, ({ operation, creation }) => creation.insert(tx, ids.get(operation.bulkId ?? '') ?? ''))
    await inTurn(creations, ({ creation }) => creation.link(tx))
  } else {
    await inTurn(creations, ({ creation }) => creation.create(tx))
  }
  return inTurn(creations, async ({ operation, resourceType, creation }) => ({
    operation,
    resourceType,
    stored: await creation.finish(tx),
  }))
}

function prepare(
  job: BulkJob,
  operation: BulkOperation,
  resolve: ResolveBulkId,
): { resourceType: ResourceTypeDefinition; creation: Creation } {
  const resourceType = job.typeOf(operation)
  const { data = {} } = resolveReferences(operation, resolve)
  const { include } = createView(job.context, resourceType, {})
  return { resourceType, creation: prepareCreation(job.context, resourceType, data, include) }
}

async function inTurn<Item extends { readonly operation: BulkOperation }, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) {
    try {
      results.push(await act(item))
    } catch (error) {
      throw new CreationFailure(item.operation, error)
    }
  }
  return results
}

function succeeded({ context, made }: BulkJob, { operation, resourceType, stored }: Made): BulkResult {
  made.set(operation.bulkId ?? '', stored.id)
  return {
    ...nameOf(operation),
    location: locationOf(stored, resourceType, context.baseUrl),
    version: toETag(stored.version),
    status: 201,
  }
}

function causeFor(operation: BulkOperation, error: unknown): unknown {
  if (!(error instanceof CreationFailure)) return error
  if (error.operation === operation) return error.cause
  return conflict(`The operation with the bulkId ${quote(error.operation.bulkId)}, which this one refers to, failed.`, {
    cause: error,
  })
}
