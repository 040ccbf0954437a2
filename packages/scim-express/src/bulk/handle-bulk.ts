/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { type BulkOperation, type BulkResult, parseBulkRequest, planBulk, toBulkResponse } from '@scimulator/scim-core'
import type { Handler } from '../context.ts'
import { type BulkJob, createBulkJob } from './job.ts'
import { runCreations } from './run-creations.ts'
import { runOperation } from './run-operation.ts'

/** Levels of a bulk request around the data of an operation: the message, the list, the operation. */
const ENVELOPE_DEPTH = 3

/**
 * `POST /Bulk`: each operation as its own request would be, in a transaction of its own; creations that refer to each
 * other share one. CHOICE: results stand in the order of the request, and those of success carry no `response`.
 */
export const handleBulk: Handler = async (context) => {
  const { bulkBodyBytes, bulkOperations, bodyDepth } = context.settings.limits
  const body = await context.readBody({ bytes: bulkBodyBytes, depth: bodyDepth + ENVELOPE_DEPTH })
  const request = parseBulkRequest(body, context.tolerances, { maxOperations: bulkOperations })
  const { operations, failOnErrors = Number.POSITIVE_INFINITY } = request
  const job = createBulkJob(context, operations)
  const results = new Map<BulkOperation, BulkResult>()
  let failures = 0
  for (const { operations: places, isCircular } of planBulk(operations)) {
    const step = places.flatMap((place) => operations[place] ?? [])
    for (const [operation, result] of await runStep(job, step, isCircular)) {
      results.set(operation, result)
      if (result.status >= 400) failures += 1
    }
    if (failures >= failOnErrors) break
  }
  return { status: 200, body: toBulkResponse(operations.flatMap((operation) => results.get(operation) ?? [])) }
}

async function runStep(
  job: BulkJob,
  step: readonly BulkOperation[],
  isCircular: boolean,
): Promise<ReadonlyMap<BulkOperation, BulkResult>> {
  const [operation] = step
  if (operation === undefined) return new Map()
  if (operation.method === 'POST') return runCreations(job, step, isCircular)
  return new Map([[operation, await runOperation(job, operation)]])
}
