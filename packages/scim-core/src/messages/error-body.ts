/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import type { ScimError } from '../errors/scim-error.ts'
import type { JsonObject } from '../json.ts'
import { ERROR } from '../schema/urns.ts'

/** The Error message for a failure; `status` is a JSON string, as the RFC asks. */
export function toErrorBody(error: ScimError): JsonObject {
  return {
    schemas: [ERROR],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.message,
  }
}
