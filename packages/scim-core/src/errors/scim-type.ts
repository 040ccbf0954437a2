/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling, table 9 — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 * @see RFC 9865 §2.1 Cursor-Based Pagination Errors — https://www.rfc-editor.org/rfc/rfc9865#section-2.1
 */

/** The closed list of `scimType` keywords. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'

/** Every stable `code` a `ScimError` can carry. */
export type ScimErrorCode =
  | 'SCIM_INVALID_FILTER'
  | 'SCIM_TOO_MANY'
  | 'SCIM_UNIQUENESS'
  | 'SCIM_MUTABILITY'
  | 'SCIM_INVALID_SYNTAX'
  | 'SCIM_INVALID_PATH'
  | 'SCIM_NO_TARGET'
  | 'SCIM_INVALID_VALUE'
  | 'SCIM_INVALID_VERSION'
  | 'SCIM_SENSITIVE'
  | 'SCIM_INVALID_CURSOR'
  | 'SCIM_EXPIRED_CURSOR'
  | 'SCIM_INVALID_COUNT'
  | 'SCIM_UNAUTHORIZED'
  | 'SCIM_FORBIDDEN'
  | 'SCIM_NOT_FOUND'
  | 'SCIM_METHOD_NOT_ALLOWED'
  | 'SCIM_NOT_ACCEPTABLE'
  | 'SCIM_CONFLICT'
  | 'SCIM_PRECONDITION_FAILED'
  | 'SCIM_PAYLOAD_TOO_LARGE'
  | 'SCIM_UNSUPPORTED_MEDIA_TYPE'
  | 'SCIM_TOO_MANY_REQUESTS'
  | 'SCIM_INTERNAL_ERROR'
  | 'SCIM_NOT_IMPLEMENTED'
  | 'SCIM_UNAVAILABLE'
