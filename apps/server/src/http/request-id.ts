import type { Request, RequestHandler } from 'express'
import { v7 as uuid } from 'uuid'

const ids = new WeakMap<Request, string>()

/** Gives each request an id, told in `Scimulator-Request`: the audit log names it beside what the request did. */
export function requestIds(): RequestHandler {
  return (request, response, next) => {
    response.set('scimulator-request', requestId(request))
    next()
  }
}

/** The id of a request. */
export function requestId(request: Request): string {
  const known = ids.get(request)
  if (known !== undefined) return known
  const id = uuid()
  ids.set(request, id)
  return id
}
