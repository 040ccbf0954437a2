import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
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

function toFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status === 413) return new ApiFailure(413, 'tooLarge', 'The body is too large.')
  if (status === 415) return new ApiFailure(415, 'mediaType', 'The body is encoded in a way that is not taken.')
  // The parser's own message quotes the body.
  if (status >= 400 && status < 500) return badRequest('The request is malformed.')
  return new ApiFailure(500, 'internal', 'The server failed to answer the request.')
}
