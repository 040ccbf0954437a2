/**
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Behaviour } from '@scimulator/sim-kit'
import { found } from '../findings/report.ts'
import { own } from '../mapping/json.ts'
import type { Reply } from './ask.ts'

/** A list as Okta's parser takes it. */
export interface ListReply {
  readonly exchange: string
  readonly totalResults: number
  readonly resources: readonly JsonObject[]
}

const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** The list in a successful reply; undefined, with a finding, where Okta could not read it. Lower-case keys pass. */
export function* readList(reply: Extract<Reply, { ok: true }>): Behaviour<ListReply | undefined> {
  const { exchange, body } = reply
  if (body === undefined) {
    yield* found('list-without-resources', [exchange])
    return undefined
  }
  const numbers = ['totalResults', 'startIndex', 'itemsPerPage'].map((key) => either(body, key))
  const resources = either(body, 'Resources')
  if (!Array.isArray(resources)) {
    yield* found('list-without-resources', [exchange])
    return undefined
  }
  if (numbers.some((value) => value !== undefined && !Number.isInteger(value))) {
    yield* found('list-numbers-as-text', [exchange])
    return undefined
  }
  const schemas = own(body, 'schemas')
  if (!Array.isArray(schemas) || !schemas.includes(LIST_SCHEMA)) yield* found('list-schema-missing', [exchange])
  const total = numbers[0]
  const objects = resources.filter(isJsonObject)
  return { exchange, resources: objects, totalResults: typeof total === 'number' ? total : objects.length }
}

function either(body: JsonObject, key: string): JsonValue | undefined {
  return own(body, key) ?? own(body, key.toLowerCase())
}
