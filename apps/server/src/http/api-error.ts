import type { ApiError } from '@scimulator/admin-api'

/** A refusal by the dashboard's API: what the client is told. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.code = code
  }
}

/** 401: no session, or one that has ended. */
export function signedOut(): ApiFailure {
  return new ApiFailure(
    401,
    'signedOut',
    'Sign in first: on the team’s sign-in page, or as the operator with the link that the server printed.',
  )
}

/** 404: no such thing, or not for this caller. */
export function nothingHere(what: string): ApiFailure {
  return new ApiFailure(404, 'notFound', `${what} was not found.`)
}

/** 400: the request is not what the API takes. */
export function badRequest(message: string, options?: ErrorOptions): ApiFailure {
  return new ApiFailure(400, 'badRequest', message, options)
}

/** The body that carries a refusal. */
export function toApiErrorBody(failure: ApiFailure): ApiError {
  return { error: { code: failure.code, message: failure.message } }
}
