/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { quote } from '../errors/quote.ts'
import { invalidPath, invalidSyntax, invalidValue, noTarget, payloadTooLarge } from '../errors/scim-error.ts'
import { isJsonObject, type JsonValue } from '../json.ts'
import { readMembers } from '../messages/read-members.ts'
import { PATCH_OP } from '../schema/urns.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'

/** What a PATCH operation does. */
export type PatchOp = 'add' | 'remove' | 'replace'

/** One operation of a PATCH request; path and value are still as written. */
export interface PatchOperation {
  /** What is done. */
  readonly op: PatchOp
  /** What it is done to; absent: `value` is an object of attributes. */
  readonly path?: string
  /** What is added or put in place. Absent for a remove. */
  readonly value?: JsonValue
}

const OPS: readonly PatchOp[] = ['add', 'remove', 'replace']

/**
 * Reads the body of a PATCH. Its keys are case-insensitive like all attribute names; a null path is no path.
 *
 * @throws ScimError `invalidSyntax` for a body that is no PatchOp message, `noTarget` for a remove without path,
 * `invalidValue` for an add or replace without value, 413 for more operations than allowed (default 1,000).
 */
export function parsePatchRequest(
  body: unknown,
  tolerances: Tolerances,
  { maxOperations = 1000 }: { readonly maxOperations?: number } = {},
): PatchOperation[] {
  if (!isJsonObject(body)) throw invalidSyntax('The body is not a JSON object; expected a PatchOp message.')
  const { schemas, operations } = readMembers(body, ['schemas', 'operations'], 'a PatchOp message', tolerances)
  checkSchemas(schemas, tolerances)
  if (!Array.isArray(operations) || operations.length === 0) {
    throw invalidSyntax('The attribute "Operations" is not valid; expected an array of one or more operations.')
  }
  if (operations.length > maxOperations) {
    throw payloadTooLarge(`The request has ${operations.length} operations; at most ${maxOperations} are allowed.`)
  }
  return operations.map((operation) => parseOperation(operation, tolerances))
}

function checkSchemas(schemas: JsonValue | undefined, tolerances: Tolerances): void {
  const uris = Array.isArray(schemas) ? schemas : [schemas]
  const named = uris.some((uri) => typeof uri === 'string' && uri.toLowerCase() === PATCH_OP.toLowerCase())
  if ((named && Array.isArray(schemas)) || tolerances.allows('missing-schemas')) return
  throw invalidSyntax(`The attribute "schemas" lacks "${PATCH_OP}"; a PATCH request must name it.`)
}

function parseOperation(operation: JsonValue, tolerances: Tolerances): PatchOperation {
  if (!isJsonObject(operation)) {
    throw invalidSyntax(`The operation ${quote(operation)} is not valid; expected an object with "op".`)
  }
  const members = readMembers(operation, ['op', 'path', 'value'], 'a PATCH operation', tolerances)
  const op = parseOp(members.op, tolerances)
  const path = members.path ?? undefined
  if (path !== undefined && typeof path !== 'string') {
    throw invalidPath(`The path ${quote(path)} is not valid; expected a string.`)
  }
  if (op === 'remove' && path === undefined) {
    throw noTarget('The operation "remove" has no path; it must name what to remove.')
  }
  const { value } = members
  if (op !== 'remove' && value === undefined) {
    throw invalidValue(`The operation "${op}" has no value; it must have one.`)
  }
  return { op, ...(path === undefined ? {} : { path }), ...(value === undefined ? {} : { value }) }
}

function parseOp(value: JsonValue | undefined, tolerances: Tolerances): PatchOp {
  const lower = typeof value === 'string' ? value.toLowerCase() : undefined
  const op = OPS.find((known) => known === lower)
  if (op !== undefined && (op === value || tolerances.allows('capitalised-op'))) return op
  throw invalidSyntax(`The op ${quote(value)} is not valid; expected "add", "remove" or "replace".`)
}
