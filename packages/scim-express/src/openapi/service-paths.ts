/**
 * @see RFC 7644 §3.2 SCIM Endpoints and HTTP Methods, §3.7 Bulk Operations, §3.11 "/Me" — https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { hasMembers } from '../resource/derived.ts'
import { schemaRef } from './message-schemas.ts'
import type { TypeNames } from './names.ts'
import type { WriteOperation } from './operation.ts'
import { LIST } from './parameters.ts'
import { BODY_FAILURES, conflictOf, LIST_FAILURES, oneResource, SEARCH_FAILURES } from './resource-paths.ts'
import { answer, type Failures } from './responses.ts'

/** Names of the components that `servicePaths` needs beside those of the resource types. */
export function unionSchemas(types: readonly TypeNames[]): Record<string, JsonObject> {
  return {
    AnyResource: { anyOf: types.map(({ shown }) => schemaRef(shown)) },
    AnyResourceInput: { anyOf: types.map(({ sent }) => schemaRef(sent)) },
  }
}

/** The paths that belong to no resource type: lists over all of them, bulk requests, and `/Me`. */
export function servicePaths(
  types: readonly TypeNames[],
  offersMe: boolean,
  write: WriteOperation,
): Record<string, JsonObject> {
  return {
    '/': { get: listAll(write) },
    '/.search': { post: searchAll(write) },
    '/Bulk': { post: bulk(write) },
    '/Me': offersMe ? me(types, write) : notOffered(write),
  }
}

const TAG = 'Resources'
const PAGE = answer('One page of resources.', schemaRef('AnyList'))
const TOO_MANY = 'A list sorted over several resource types goes by index only, and not to its end.'

function withTooMany(failures: Failures): Failures {
  return { ...failures, 400: [...(failures[400] ?? []), 'tooMany'] }
}

function listAll(write: WriteOperation): JsonObject {
  return write({
    id: 'listResources',
    tag: TAG,
    summary: 'List the resources of all types',
    description: TOO_MANY,
    parameters: LIST,
    success: { 200: PAGE },
    failures: withTooMany(LIST_FAILURES),
  })
}

function searchAll(write: WriteOperation): JsonObject {
  return write({
    id: 'searchResources',
    tag: TAG,
    summary: 'List the resources of all types, with the parameters in the body',
    description: TOO_MANY,
    body: 'SearchRequest',
    success: { 200: PAGE },
    failures: withTooMany(SEARCH_FAILURES),
  })
}

function bulk(write: WriteOperation): JsonObject {
  return write({
    id: 'bulk',
    tag: TAG,
    summary: 'Carry out many operations',
    description: 'Each operation is done as its own request would be; the answer says what became of each.',
    body: 'BulkRequest',
    success: { 200: answer('The request was processed; its operations may have failed.', schemaRef('BulkResponse')) },
    failures: { ...BODY_FAILURES, 400: ['invalidSyntax', 'invalidValue'] },
  })
}

function me(types: readonly TypeNames[], write: WriteOperation): JsonObject {
  const resourceTypes = types.map(({ resourceType }) => resourceType)
  const operations = oneResource(
    {
      tag: 'Me',
      suffix: 'Me',
      what: 'the resource the credentials belong to',
      shown: schemaRef('AnyResource'),
      sent: 'AnyResourceInput',
    },
    {
      parameters: [],
      hasMembers: resourceTypes.some(hasMembers),
      conflict: conflictOf(resourceTypes),
    },
    write,
  )
  const refused = refusal('create', write)
  return { ...withRefusal(operations, refused), post: refused }
}

// Where some credentials have a subject, others may have none: `/Me` is not offered to those.
function withRefusal(operations: JsonObject, { responses: refusals }: JsonObject): JsonObject {
  const all: JsonObject = { ...operations }
  for (const [method, operation] of Object.entries(operations)) {
    if (isJsonObject(operation) && isJsonObject(operation.responses) && isJsonObject(refusals))
      all[method] = { ...operation, responses: { ...operation.responses, ...refusals } }
  }
  return all
}

function notOffered(write: WriteOperation): JsonObject {
  const methods = { get: 'get', post: 'create', put: 'replace', patch: 'modify', delete: 'delete' }
  return Object.fromEntries(Object.entries(methods).map(([method, verb]) => [method, refusal(verb, write)]))
}

function refusal(verb: string, write: WriteOperation): JsonObject {
  return write({
    id: `${verb}Me`,
    tag: 'Me',
    summary: 'Not offered',
    success: {},
    failures: { 501: [] },
  })
}
