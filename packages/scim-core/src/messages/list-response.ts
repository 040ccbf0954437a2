/**
 * @see RFC 9865 §2 Query Parameters and Response Attributes, table 2 — https://www.rfc-editor.org/rfc/rfc9865#section-2
 * @see RFC 7644 §3.4.2 Query Resources, table 7 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import type { JsonObject } from '../json.ts'
import { LIST_RESPONSE } from '../schema/urns.ts'

/** The ListResponse message for one page; `Resources` is there even when empty, `itemsPerPage` counts this page. */
export function toListResponse(resources: readonly JsonObject[], totalResults: number, startIndex: number): JsonObject {
  return {
    schemas: [LIST_RESPONSE],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: [...resources],
  }
}

/** The ListResponse message for one page of a list that goes by cursor; the last page has no next cursor. */
export function toCursorListResponse(
  resources: readonly JsonObject[],
  totalResults: number,
  nextCursor: string | undefined,
): JsonObject {
  return {
    schemas: [LIST_RESPONSE],
    totalResults,
    itemsPerPage: resources.length,
    ...(nextCursor === undefined ? {} : { nextCursor }),
    Resources: [...resources],
  }
}
