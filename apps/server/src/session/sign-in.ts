import { Router } from 'express'
import type { Sessions } from './sessions.ts'
import type { SignInKey } from './sign-in-key.ts'

const USED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scimulator</title>
<h1>This sign-in link has been used</h1><p>The server has printed a new one where it was started.</p></html>`

/** `GET /?key=ONE_TIME_KEY` starts a session and goes on to `/`, without the key in the address. */
export function signInRoute(sessions: Sessions, key: SignInKey): Router {
  const router = Router()
  router.get('/', (request, response, next) => {
    const candidate = request.query.key
    if (candidate === undefined) return next()
    response.set('cache-control', 'no-store')
    if (isNoVisit(request.method, request.get('sec-purpose') ?? request.get('purpose')))
      return void response.status(204).end()
    if (typeof candidate !== 'string' || !key.spend(candidate)) {
      if (sessions.has(request)) return response.redirect(303, '/')
      return void response.status(401).type('html').send(USED)
    }
    sessions.end(request)
    response.append('set-cookie', sessions.cookie(sessions.start()))
    response.redirect(303, '/')
  })
  return router
}

// A HEAD or a prefetch is not the person: it must not spend the key.
function isNoVisit(method: string, purpose: string | undefined): boolean {
  return method === 'HEAD' || (purpose ?? '').includes('prefetch')
}
