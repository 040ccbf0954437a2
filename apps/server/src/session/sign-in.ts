import { Router } from 'express'
import { isNoVisit } from './no-visit.ts'
import type { Sessions } from './sessions.ts'
import type { SignInKey } from './sign-in-key.ts'

const USED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scimulator</title>
<h1>This sign-in link has been used</h1><p>The server has printed a new one where it was started.</p></html>`

/**
 * `GET /?key=ONE_TIME_KEY` starts a session and goes on to `/`, without the key in the address. `onEnd` is told that the
 * session the browser had before is over.
 */
export function signInRoute(sessions: Sessions, key: SignInKey, onEnd: () => void): Router {
  const router = Router()
  router.get('/', (request, response, next) => {
    const candidate = request.query.key
    if (candidate === undefined) return next()
    response.set('cache-control', 'no-store')
    if (isNoVisit(request)) return void response.status(204).end()
    if (typeof candidate !== 'string' || !key.spend(candidate)) {
      if (sessions.has(request)) return response.redirect(303, '/')
      return void response.status(401).type('html').send(USED)
    }
    sessions.end(request)
    onEnd()
    response.append('set-cookie', sessions.cookie(sessions.start()))
    response.redirect(303, '/')
  })
  return router
}
