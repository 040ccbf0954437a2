/**
 * Reading a ListResponse as OneLogin does: itemsPerPage and startIndex are not needed, ids are.
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Answer } from '@scimulator/sim-kit'
import { ownObjects, ownText, ownValue } from '../own-json.ts'

/** A resource out of a list, with its id. */
export interface Listed {
  readonly id: string
  readonly resource: JsonObject
}

/** What a list answer holds. */
export interface List {
  readonly totalResults: number
  readonly listed: readonly Listed[]
}

/** Reads an answer as a list; undefined when it is none, or when a resource has no id. */
export function readList(answer: Answer): List | undefined {
  if (answer.kind === 'silence' || !isJsonObject(answer.json)) return undefined
  const total = ownValue(answer.json, 'totalResults')
  const resources = ownValue(answer.json, 'Resources')
  if (typeof total !== 'number' && !Array.isArray(resources)) return undefined
  const objects = ownObjects(answer.json, 'Resources')
  const listed = objects.flatMap((resource) => {
    const id = ownText(resource, 'id')
    return id === undefined || id === '' ? [] : [{ id, resource }]
  })
  if (listed.length !== objects.length) return undefined
  return { totalResults: typeof total === 'number' ? total : listed.length, listed }
}
