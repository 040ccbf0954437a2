/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import type { ScimErrorCode, ScimType } from './scim-type.ts'

/** What an error factory takes beside its sentence. */
export interface ScimErrorOptions {
  /** The offending thing: filter text and column, operation index, the error below. Never sent to the client. */
  readonly cause?: unknown
}

/** A protocol failure as the client shall see it: `message` is the `detail` of the Error body. */
export class ScimError extends Error {
  /** Always `ScimError`. */
  override readonly name = 'ScimError'
  /** HTTP status of the answer. */
  readonly status: number
  /** Keyword of the failure (RFC 7644 §3.12, table 9; RFC 9865 §2.1), where there is one. */
  readonly scimType?: ScimType
  /** Stable machine-readable code. */
  readonly code: ScimErrorCode

  constructor(
    status: number,
    code: ScimErrorCode,
    scimType: ScimType | undefined,
    detail: string,
    options?: ScimErrorOptions,
  ) {
    super(detail, options)
    this.status = status
    this.code = code
    if (scimType !== undefined) this.scimType = scimType
  }
}

/** Whether `value` is a `ScimError`. */
export function isScimError(value: unknown): value is ScimError {
  return value instanceof ScimError
}

/** Makes an error of one kind; `detail` is one sentence for the client: what was wrong, the value quoted, what is allowed. */
export type ScimErrorFactory = (detail: string, options?: ScimErrorOptions) => ScimError

function factory(status: number, code: ScimErrorCode, scimType?: ScimType): ScimErrorFactory {
  return (detail, options) => new ScimError(status, code, scimType, detail, options)
}

/** 400 `invalidFilter`: the filter is malformed, or its attribute and operator do not go together. */
export const invalidFilter: ScimErrorFactory = factory(400, 'SCIM_INVALID_FILTER', 'invalidFilter')
/** 400 `tooMany`: the query would yield more than the server is willing to handle. */
export const tooMany: ScimErrorFactory = factory(400, 'SCIM_TOO_MANY', 'tooMany')
/** 409 `uniqueness`: another resource has the value (409 everywhere, RFC 7644 §3.3). */
export const uniqueness: ScimErrorFactory = factory(409, 'SCIM_UNIQUENESS', 'uniqueness')
/** 400 `mutability`: the attribute's mutability does not allow the change. */
export const mutability: ScimErrorFactory = factory(400, 'SCIM_MUTABILITY', 'mutability')
/** 400 `invalidSyntax`: the body is not JSON, or not the message or resource it should be. */
export const invalidSyntax: ScimErrorFactory = factory(400, 'SCIM_INVALID_SYNTAX', 'invalidSyntax')
/** 400 `invalidPath`: a PATCH path is malformed or names no attribute. */
export const invalidPath: ScimErrorFactory = factory(400, 'SCIM_INVALID_PATH', 'invalidPath')
/** 400 `noTarget`: a PATCH path selects nothing that could be operated on. */
export const noTarget: ScimErrorFactory = factory(400, 'SCIM_NO_TARGET', 'noTarget')
/** 400 `invalidValue`: a required value is missing, or a value has the wrong type or form. */
export const invalidValue: ScimErrorFactory = factory(400, 'SCIM_INVALID_VALUE', 'invalidValue')
/** 400 `invalidVers`: the protocol version is not supported. */
export const invalidVersion: ScimErrorFactory = factory(400, 'SCIM_INVALID_VERSION', 'invalidVers')
/** 403 `sensitive`: the request may not name this attribute in a query (RFC 7644 §7.5.2). */
export const sensitive: ScimErrorFactory = factory(403, 'SCIM_SENSITIVE', 'sensitive')
/** 400 `invalidCursor` (RFC 9865 §2.1). */
export const invalidCursor: ScimErrorFactory = factory(400, 'SCIM_INVALID_CURSOR', 'invalidCursor')
/** 400 `expiredCursor` (RFC 9865 §2.1). */
export const expiredCursor: ScimErrorFactory = factory(400, 'SCIM_EXPIRED_CURSOR', 'expiredCursor')
/** 400 `invalidCount` (RFC 9865 §2.1). */
export const invalidCount: ScimErrorFactory = factory(400, 'SCIM_INVALID_COUNT', 'invalidCount')
/** 401: no credentials, or credentials that are not valid. */
export const unauthorized: ScimErrorFactory = factory(401, 'SCIM_UNAUTHORIZED')
/** 403: the credentials do not allow the operation. */
export const forbidden: ScimErrorFactory = factory(403, 'SCIM_FORBIDDEN')
/** 404: no such resource or endpoint. */
export const notFound: ScimErrorFactory = factory(404, 'SCIM_NOT_FOUND')
/** 405: the endpoint does not take this method. */
export const methodNotAllowed: ScimErrorFactory = factory(405, 'SCIM_METHOD_NOT_ALLOWED')
/** 406: the client accepts none of the media types the server speaks. */
export const notAcceptable: ScimErrorFactory = factory(406, 'SCIM_NOT_ACCEPTABLE')
/** 409 without a keyword: what the request builds on failed itself (RFC 7644 §3.7.1). */
export const conflict: ScimErrorFactory = factory(409, 'SCIM_CONFLICT')
/** 412: the resource has another version than the client asked for. */
export const preconditionFailed: ScimErrorFactory = factory(412, 'SCIM_PRECONDITION_FAILED')
/** 413: the request is larger than the server's limits. */
export const payloadTooLarge: ScimErrorFactory = factory(413, 'SCIM_PAYLOAD_TOO_LARGE')
/** 415: the body's media type is not SCIM JSON. */
export const unsupportedMediaType: ScimErrorFactory = factory(415, 'SCIM_UNSUPPORTED_MEDIA_TYPE')
/** 429: the client sends too many requests. */
export const tooManyRequests: ScimErrorFactory = factory(429, 'SCIM_TOO_MANY_REQUESTS')
/** 501: the server does not offer the operation. */
export const notImplemented: ScimErrorFactory = factory(501, 'SCIM_NOT_IMPLEMENTED')
/** 503: the server cannot answer now. */
export const unavailable: ScimErrorFactory = factory(503, 'SCIM_UNAVAILABLE')

/** 500 with a fixed sentence: what went wrong stays in `cause`. */
export function internalError(options?: ScimErrorOptions): ScimError {
  return new ScimError(500, 'SCIM_INTERNAL_ERROR', undefined, 'The server failed to answer the request.', options)
}
