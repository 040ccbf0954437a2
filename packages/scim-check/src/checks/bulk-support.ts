import { BULK_REQUEST, type JsonObject } from '@scimulator/scim-core'
import type { CheckRow } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure } from '../failure.ts'
import { matchesIn, objects, part } from './support.ts'

/** Sends a bulk request. */
export function bulk(context: CheckContext, operations: readonly JsonObject[], more: JsonObject = {}): Promise<Answer> {
  return context.client.post('/Bulk', { schemas: [BULK_REQUEST], ...more, Operations: [...operations] })
}

/** An operation that makes a resource. */
export function post(path: string, bulkId: string, data: JsonObject): JsonObject {
  return { method: 'POST', path, bulkId, data }
}

/** An operation that fails and changes nothing. */
export function failing(context: CheckContext): JsonObject {
  return { method: 'DELETE', path: context.unknownUser() }
}

/** The results of a job that was processed. @throws CheckFailure */
export function resultsOf(answer: Answer): JsonObject[] {
  return objects(answer.expect(200).body.Operations)
}

/** The result of one operation, wherever it stands. */
export function resultOf(
  results: readonly JsonObject[],
  { method, bulkId }: { readonly method?: string; readonly bulkId?: string },
): JsonObject | undefined {
  return results.find(
    (result) =>
      (method === undefined || String(result.method).toUpperCase() === method) &&
      (bulkId === undefined || result.bulkId === bulkId),
  )
}

/** The status of a result: a string, or what an early sample of the RFC shows. */
export function statusOf(result: JsonObject | undefined): string {
  return String(part(result?.status, 'code') ?? result?.status)
}

/** Asserts that an operation was refused, alone or with its whole request. @throws CheckFailure */
export function ensureRefused(answer: Answer, what: string): void {
  if (answer.expect(200, 400).status === 400) return
  const status = statusOf(resultsOf(answer)[0])
  ensure(/^(4\d\d|501)$/.test(status), `${what} was answered with ${status} instead of 400.`)
}

/** The status of the first result, for a note. @throws CheckFailure when it is that of a server that failed. */
export function noted(answer: Answer): string {
  if (answer.expect(200, 400, 409, 501).status !== 200) return `${answer.status} for the whole request`
  const status = statusOf(resultsOf(answer)[0])
  ensure(!/^5/.test(status) || status === '501', `The operation was answered with ${status} in a bulk response.`)
  return status
}

/** The row of a check that needs bulk. */
export function bulks(
  id: string,
  title: string,
  advice: string,
  run: CheckRow['run'],
  options: Partial<CheckRow> & { readonly need?: readonly Need[] } = {},
): CheckRow {
  const { need = [], ...rest } = options
  return { id, level: 'MUST', title, advice, damage: 3, requires: needs('bulk', ...need), run, ...rest }
}

/** Groups by name: the ids of those that are there. */
export async function groupsNamed(context: CheckContext, name: string): Promise<string[]> {
  return matchesIn(await context.client.get(context.groups, { filter: `displayName eq "${name}"` }))
}
