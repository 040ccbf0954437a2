import {
  BULK_REQUEST,
  BULK_RESPONSE,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  PATCH_OP,
} from '@scimulator/scim-core'
import { expect } from 'vitest'
import type { Answer } from './answer.ts'
import { groupBody, type Operation, type ScimClient, userBody } from './client.ts'
import { expectStatus } from './expectations.ts'

/** Sends a BulkRequest. */
export function sendBulk(scim: ScimClient, operations: readonly JsonValue[], more: JsonObject = {}): Promise<Answer> {
  return scim.post('/Bulk', { schemas: [BULK_REQUEST], ...more, Operations: [...operations] })
}

/** The results of a bulk request that was processed. */
export async function runBulk(
  scim: ScimClient,
  operations: readonly JsonValue[],
  more: JsonObject = {},
): Promise<JsonObject[]> {
  const answer = await sendBulk(scim, operations, more)
  expectStatus(answer, 200)
  const { schemas, Operations } = answer.body
  expect(schemas).toEqual([BULK_RESPONSE])
  return Array.isArray(Operations) ? Operations.filter(isJsonObject) : []
}

/** The statuses of results. */
export function statusesOf(results: readonly JsonObject[]): unknown[] {
  return results.map(({ status }) => status)
}

/** The path of the resource a result is about, below the base URL. */
export function pathOf(scim: ScimClient, result: JsonObject | undefined): string {
  const location = String(result?.location)
  expect(location.startsWith(`${scim.baseUrl}/`)).toBe(true)
  return location.slice(scim.baseUrl.length)
}

/** The id of the resource a result is about. */
export function idOf(result: JsonObject | undefined): string {
  return String(result?.location).split('/').at(-1) ?? ''
}

/** An operation that makes a User. */
export function postUser(bulkId: string, attributes: JsonObject = {}): JsonObject {
  return { method: 'POST', path: '/Users', bulkId, data: userBody(attributes) }
}

/** An operation that makes a Group of these members. */
export function postGroup(bulkId: string, ...members: readonly string[]): JsonObject {
  return { method: 'POST', path: '/Groups', bulkId, data: groupBody({ members: members.map((value) => ({ value })) }) }
}

/** An operation that changes a resource. */
export function patchOf(path: string, ...operations: readonly Operation[]): JsonObject {
  return { method: 'PATCH', path, data: { schemas: [PATCH_OP], Operations: operations.map((each) => ({ ...each })) } }
}
