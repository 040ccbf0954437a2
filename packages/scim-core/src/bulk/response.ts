/**
 * @see RFC 7644 §3.7.3 Response and Error Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.3
 */
import type { JsonObject } from '../json.ts'
import { BULK_RESPONSE } from '../schema/urns.ts'

/** What became of one operation. */
export interface BulkResult {
  /** Method of the operation, as the request had it. */
  readonly method?: string
  /** `bulkId` of the operation, as the request had it. */
  readonly bulkId?: string
  /** Address of the resource; a POST that failed has none. */
  readonly location?: string
  /** ETag of the resource after the operation. */
  readonly version?: string
  /** HTTP status the operation would have had as a request of its own. */
  readonly status: number
  /** The Error message of an operation that failed. */
  readonly response?: JsonObject
}

/** The BulkResponse message. CHOICE (RFC 7644 §3.7.3): `status` is a text, as in the RFC's later samples. */
export function toBulkResponse(results: readonly BulkResult[]): JsonObject {
  return { schemas: [BULK_RESPONSE], Operations: results.map(toOperation) }
}

function toOperation({ method, bulkId, location, version, status, response }: BulkResult): JsonObject {
  return {
    ...(method === undefined ? {} : { method }),
    ...(bulkId === undefined ? {} : { bulkId }),
    ...(version === undefined ? {} : { version }),
    ...(location === undefined ? {} : { location }),
    status: String(status),
    ...(response === undefined ? {} : { response }),
  }
}
