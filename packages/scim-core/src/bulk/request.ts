/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { quote } from '../errors/quote.ts'
import { invalidSyntax, invalidValue, payloadTooLarge, type ScimError } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { readMembers } from '../messages/read-members.ts'
import { BULK_REQUEST } from '../schema/urns.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { isBulkMethod, readPath } from './target.ts'

/** One operation of a bulk request. */
export interface BulkOperation {
  /** As written; what no bulk operation can do is a flaw. */
  readonly method?: string
  /** The client's own name for what a POST makes; other operations refer to it as `bulkId:x`. */
  readonly bulkId?: string
  /** The resource type's endpoint, such as `/Users`. */
  readonly endpoint: string
  /** The id in the path, decoded: `bulkId:x` until it is resolved. */
  readonly id?: string
  /** ETag that the resource must have, as an `If-Match` header would name it. */
  readonly version?: string
  /** The body of the request that the operation stands for: a resource, or a PatchOp message. */
  readonly data?: JsonObject
  /** Why the operation cannot be carried out, whatever the others do. */
  readonly flaw?: ScimError
}

/** A bulk request that can be processed; operations with a flaw of their own included. */
export interface BulkRequest {
  /** How many failures end the processing; undefined: none does. */
  readonly failOnErrors?: number
  /** In the order of the request. */
  readonly operations: readonly BulkOperation[]
}

/**
 * Reads the body of a bulk request. What is wrong with the request fails it; what is wrong with one operation becomes its
 * `flaw`. Choices: a POST without bulkId, a bulkId given twice and a failOnErrors below 1 fail the request; a version on a
 * POST and data on a DELETE are ignored.
 *
 * @throws ScimError `invalidSyntax`, `invalidValue`, or 413 for more operations than allowed.
 */
export function parseBulkRequest(
  body: unknown,
  tolerances: Tolerances,
  { maxOperations }: { readonly maxOperations: number },
): BulkRequest {
  if (!isJsonObject(body)) throw invalidSyntax('The body is not a JSON object; expected a BulkRequest message.')
  const members = readMembers(body, ['schemas', 'failonerrors', 'operations'], 'a BulkRequest message', tolerances)
  checkSchemas(members.schemas, tolerances)
  const { operations: list } = members
  if (!Array.isArray(list)) throw invalidSyntax('The attribute "Operations" is not valid; expected an array.')
  if (list.length > maxOperations) {
    throw payloadTooLarge(`The request has ${list.length} operations; at most ${maxOperations} are allowed.`)
  }
  const failOnErrors = readFailOnErrors(members.failonerrors)
  const operations = list.map((operation) => parseOperation(operation, tolerances))
  checkBulkIds(operations)
  return { ...(failOnErrors === undefined ? {} : { failOnErrors }), operations }
}

function checkSchemas(schemas: JsonValue | undefined, tolerances: Tolerances): void {
  const named =
    Array.isArray(schemas) &&
    schemas.some((uri) => typeof uri === 'string' && uri.toLowerCase() === BULK_REQUEST.toLowerCase())
  if (named || tolerances.allows('missing-schemas')) return
  throw invalidSyntax(`The attribute "schemas" lacks "${BULK_REQUEST}"; a bulk request must name it.`)
}

function readFailOnErrors(value: JsonValue | undefined): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
  throw invalidValue(`The value ${quote(value)} of "failOnErrors" is not valid; expected an integer above 0.`)
}

const MEMBERS = ['method', 'bulkid', 'version', 'path', 'data'] as const

type Members = Partial<Record<(typeof MEMBERS)[number], JsonValue>>

function parseOperation(operation: JsonValue, tolerances: Tolerances): BulkOperation {
  if (!isJsonObject(operation)) {
    throw invalidSyntax(`The operation ${quote(operation)} is not valid; expected an object with "method".`)
  }
  const members = readMembers(operation, MEMBERS, 'a bulk operation', tolerances)
  const { method, version, data } = members
  const { endpoint, id } = readPath(members.path)
  const flaw = flawOf(members, endpoint, id)
  return {
    ...(typeof method === 'string' ? { method } : {}),
    ...readBulkId(members.bulkid),
    endpoint: endpoint ?? '',
    ...(id === undefined ? {} : { id }),
    ...(typeof version === 'string' && method !== 'POST' ? { version } : {}),
    ...(isJsonObject(data) && method !== 'DELETE' ? { data } : {}),
    ...(flaw === undefined ? {} : { flaw }),
  }
}

function readBulkId(value: JsonValue | undefined): { bulkId?: string } {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'string' || value === '') throw noText('bulkId', value)
  return { bulkId: value }
}

function flawOf(members: Members, endpoint: string | undefined, id: string | undefined): ScimError | undefined {
  const { method, path, version, data } = members
  if (!isBulkMethod(method)) {
    return invalidSyntax(`The method ${quote(method)} is not valid; expected "POST", "PUT", "PATCH" or "DELETE".`)
  }
  if (endpoint === undefined || (id === undefined) !== (method === 'POST')) {
    const example = method === 'POST' ? 'an endpoint such as "/Users"' : 'a resource such as "/Users/2819c223"'
    return invalidValue(`The path ${quote(path)} is not valid for ${method}; expected ${example}.`)
  }
  if (version !== undefined && version !== null && typeof version !== 'string') return noText('version', version)
  if (method === 'DELETE' || isJsonObject(data)) return undefined
  return invalidSyntax(`The data ${quote(data)} is not valid; expected the object that is to be sent.`)
}

function noText(name: string, value: JsonValue): ScimError {
  return invalidValue(`The value ${quote(value)} of "${name}" is not valid; expected a text.`)
}

function checkBulkIds(operations: readonly BulkOperation[]): void {
  const seen = new Set<string>()
  for (const { method, bulkId } of operations) {
    if (bulkId === undefined) {
      if (method === 'POST') throw invalidValue('An operation with method "POST" has no bulkId; it must have one.')
      continue
    }
    if (seen.has(bulkId)) throw invalidValue(`The bulkId ${quote(bulkId)} is given twice; give each operation its own.`)
    seen.add(bulkId)
  }
}
