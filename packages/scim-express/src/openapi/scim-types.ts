/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling, table 9 — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import type { ScimType } from '@scimulator/scim-core'

/** What each keyword of an Error says to whoever reads the document. */
export const SCIM_TYPES: Readonly<Record<ScimType, string>> = {
  invalidFilter: 'the filter is malformed, or its attribute and operator do not go together',
  tooMany: 'the query asks for more than the service is willing to handle',
  uniqueness: 'another resource has the value',
  mutability: 'the attribute may not be changed so',
  invalidSyntax: 'the body is not JSON, or not the message or resource it should be',
  invalidPath: 'a path is malformed or names no attribute',
  noTarget: 'a path selects nothing that could be operated on',
  invalidValue: 'a required value is missing, or a value has the wrong type or form',
  invalidVers: 'the version of the protocol is not supported',
  sensitive: 'the attribute may not be named in a query',
  invalidCursor: 'the cursor does not belong to this list',
  expiredCursor: 'the cursor has expired',
  invalidCount: 'the count is not that of the first page',
}
