import type { Request, RequestHandler } from 'express'
import { ApiFailure, signedOut } from '../http/api-error.ts'
import { requestId } from '../http/request-id.ts'
import { assertSameOrigin } from '../http/same-origin.ts'
import type { Actor } from '../product/product.ts'
import type { PeopleAtBrowser } from '../session/people-at-browser.ts'
import type { Sessions } from '../session/sessions.ts'
import { isSameSecret } from '../teams/token.ts'

/**
 * Who calls the API: a local process that holds the ingest token, the operator in the dashboard, or somebody who is signed
 * in to some team and nothing else.
 */
export type Caller = 'ingest' | 'operator' | 'person'

/** Tells callers apart. Credentials are not interchangeable. */
export interface Callers {
  /** @throws Error when the request has not passed the guard. */
  of(request: Request): Caller
  /** Whether an operator or local process of an earlier request is still known; asking does not keep a session alive. */
  isKnown(request: Request): boolean
  /** Lets only known callers pass, and changes only from the dashboard's own pages. */
  readonly guard: RequestHandler
  /** Lets only the operator and local processes pass. */
  readonly labOnly: RequestHandler
  /** Lets only the operator pass: what is done belongs to a browser. */
  readonly operatorOnly: RequestHandler
  /** Lets only local processes pass. */
  readonly ingestOnly: RequestHandler
}

/** Whoever runs the server, as the audit log names them. */
export function operatorActor(callers: Callers, request: Request): Actor {
  const name = callers.of(request) === 'ingest' ? 'Command line' : 'Operator'
  return { kind: 'operator', id: null, name, requestId: requestId(request) }
}

/** The callers of a server. */
export function createCallers(sessions: Sessions, people: PeopleAtBrowser, ingestToken: string): Callers {
  const known = new WeakMap<Request, Caller>()

  async function identify(request: Request): Promise<Caller> {
    const authorization = request.get('authorization')
    if (authorization === undefined) {
      if (sessions.has(request)) return 'operator'
      if (await people.isAnybody(request)) return 'person'
      throw signedOut()
    }
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1]
    if (token !== undefined && isSameSecret(token, ingestToken)) return 'ingest'
    throw signedOut()
  }

  function of(request: Request): Caller {
    const caller = known.get(request)
    if (caller === undefined) throw new Error('The request has not passed the guard.')
    return caller
  }

  const only = (allowed: readonly Caller[], code: string, message: string): RequestHandler => {
    return (request, _response, next) => {
      if (!allowed.includes(of(request))) throw new ApiFailure(403, code, message)
      next()
    }
  }

  return {
    of,
    isKnown: (request) => request.get('authorization') !== undefined || sessions.isAlive(request),
    async guard(request, _response, next) {
      const caller = await identify(request)
      known.set(request, caller)
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      if (caller !== 'ingest' && !isRead) assertSameOrigin(request)
      next()
    },
    labOnly: only(['ingest', 'operator'], 'operatorOnly', 'Only whoever runs the server may see this.'),
    operatorOnly: only(['operator'], 'operatorOnly', 'Only whoever runs the server may do this, in the dashboard.'),
    ingestOnly: only(['ingest'], 'ingestOnly', 'Only a local program may do this.'),
  }
}
