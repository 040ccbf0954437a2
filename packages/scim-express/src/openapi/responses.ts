/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import type { JsonObject, ScimType } from '@scimulator/scim-core'
import { SCIM_JSON } from '../request/media-type.ts'
import { schemaRef } from './message-schemas.ts'
import { SCIM_TYPES } from './scim-types.ts'

/** The failures of an operation: by status, the keywords its Error may have. */
export type Failures = Readonly<Record<number, readonly ScimType[]>>

/** A body of SCIM JSON. */
export function scimContent(schema: JsonObject): JsonObject {
  return { [SCIM_JSON]: { schema } }
}

/** An answer with a body. */
export function answer(description: string, schema: JsonObject): JsonObject {
  return { description, content: scimContent(schema) }
}

/** An answer about one resource. */
export function resourceAnswer(description: string, schema?: JsonObject): JsonObject {
  const headers = { ETag: headerRef('ETag'), Location: headerRef('Location') }
  return { description, headers, ...(schema === undefined ? {} : { content: scimContent(schema) }) }
}

function headerRef(name: string): JsonObject {
  return { $ref: `#/components/headers/${name}` }
}

/** The headers that answers share. */
export const HEADERS: Readonly<Record<string, JsonObject>> = {
  ETag: { description: 'The version of the resource.', schema: { type: 'string', examples: ['W/"1"'] } },
  Location: { description: 'The address of the resource.', schema: { type: 'string', format: 'uri' } },
}

const STATUSES: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'The request has no valid credentials.',
  403: 'The request is not allowed.',
  404: 'There is no such resource.',
  406: 'The client takes no JSON.',
  409: 'The request conflicts with another resource.',
  412: 'The resource has another version than the request asks for.',
  413: 'The request is larger than the limits.',
  415: 'The body is not SCIM JSON.',
  500: 'The service failed.',
  501: 'The service does not offer the operation.',
}

/** What every operation may fail with. */
export const COMMON_FAILURES: readonly number[] = [401, 403, 406, 500]

/** The answers of failures, as parts of the document that operations refer to. */
export function failureComponents(more: Readonly<Record<number, string>>): Record<string, JsonObject> {
  const entries = Object.entries({ ...STATUSES, ...more })
  return Object.fromEntries(entries.map(([status, text]) => [`E${status}`, answer(text, schemaRef('Error'))]))
}

/** The answer of one failure: the shared one, unless it tells which keywords there may be. */
export function failure(status: number, scimTypes: readonly ScimType[]): JsonObject {
  if (scimTypes.length === 0) return { $ref: `#/components/responses/E${status}` }
  const lines = scimTypes.map((scimType) => `- \`${scimType}\`: ${SCIM_TYPES[scimType]}`)
  const narrowed = { allOf: [schemaRef('Error')], properties: { scimType: { enum: [...scimTypes] } } }
  return answer([STATUSES[status] ?? '', '', ...lines].join('\n'), narrowed)
}
