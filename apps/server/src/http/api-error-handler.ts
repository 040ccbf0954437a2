import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { ProductRefusal, type RefusalCode } from '../product/product.ts'
import { ApiFailure, badRequest, toApiErrorBody } from './api-error.ts'

/** Turns every failure outside the SCIM paths into the API's error body. Bodies of requests are never logged. */
export function apiErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const failure = toFailure(error)
    if (failure.status >= 500) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error))
      logger.error({ method: request.method, message, stack }, 'request failed')
    }
    if (response.headersSent) return next(error)
    response.status(failure.status).set('cache-control', 'no-store').json(toApiErrorBody(failure))
  }
}

const STATUSES: Readonly<Record<RefusalCode, number>> = {
  forbidden: 403,
  notFound: 404,
  lastOwner: 409,
  seats: 409,
  taken: 409,
  inactive: 409,
  badLink: 401,
  invalid: 400,
}

function toFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (error instanceof ProductRefusal)
    return new ApiFailure(STATUSES[error.code], error.code, error.message, { cause: error })
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status === 413) return new ApiFailure(413, 'tooLarge', 'The body is too large.')
  if (status === 415) return new ApiFailure(415, 'mediaType', 'The body is encoded in a way that is not taken.')
  // The parser's own message quotes the body.
  if (status >= 400 && status < 500) return badRequest('The request is malformed.')
  return new ApiFailure(500, 'internal', 'The server failed to answer the request.')
}
