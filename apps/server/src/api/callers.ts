import type { Request, RequestHandler } from 'express'
import { ApiFailure, signedOut } from '../http/api-error.ts'
import { assertSameOrigin } from '../http/same-origin.ts'
import type { Sessions } from '../session/sessions.ts'
import { isSameSecret } from '../teams/token.ts'

/** Who calls the API: a person in the dashboard, or a local process that holds the ingest token. */
export type Caller = 'session' | 'ingest'

/** Tells callers apart. Credentials are not interchangeable. */
export interface Callers {
  /** @throws ApiFailure 401. */
  of(request: Request): Caller
  /** Whether the caller of an earlier request is still known; asking does not keep a session alive. */
  isKnown(request: Request): boolean
  /** Lets only known callers pass, and changes only from the dashboard's own pages. */
  readonly guard: RequestHandler
  /** Lets only local processes pass. */
  readonly ingestOnly: RequestHandler
}

/** The callers of a server. */
export function createCallers(sessions: Sessions, ingestToken: string): Callers {
  function of(request: Request): Caller {
    const authorization = request.get('authorization')
    if (authorization === undefined) {
      if (sessions.has(request)) return 'session'
      throw signedOut()
    }
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1]
    if (token !== undefined && isSameSecret(token, ingestToken)) return 'ingest'
    throw signedOut()
  }
  return {
    of,
    isKnown: (request) => request.get('authorization') !== undefined || sessions.isAlive(request),
    guard(request, _response, next) {
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      if (of(request) === 'session' && !isRead) assertSameOrigin(request)
      next()
    },
    ingestOnly(request, _response, next) {
      if (of(request) !== 'ingest') throw new ApiFailure(403, 'ingestOnly', 'Only a local simulator may do this.')
      next()
    },
  }
}
