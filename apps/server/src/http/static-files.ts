import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Request, type RequestHandler, type Response } from 'express'

const INDEX = '/index.html'
const SIGN_IN_PAGE = /^\/teams\/[^/]+\/sign-in$/
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scimulator</title>
<h1>The dashboard is not built</h1>
<p>The SCIM service is running. To see the dashboard, run <code>npm start</code> once in the project's folder: it builds the dashboard. Then reload.</p>
</html>`

/** Serves the built dashboard. Assets carry a hash in their names and hold no data; pages need a session, but for those that begin one. */
export function dashboardFiles(
  directory: string,
  hasSession: (request: Request) => Promise<boolean>,
): RequestHandler[] {
  const index = join(directory, 'index.html')
  const files = express.static(directory, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      const hashed = path.startsWith(join(directory, 'assets'))
      response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page: RequestHandler = async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const isFile = /\.[a-z0-9]{1,8}$/i.test(request.path) && request.path !== INDEX
    if (isFile) return next()
    const mayRead = SIGN_IN_PAGE.test(request.path) || (await hasSession(request))
    sendPage(response, index, mayRead ? 200 : 401)
  }
  const withoutIndex: RequestHandler = (request, response, next) =>
    request.path === INDEX ? page(request, response, next) : files(request, response, next)
  return [withoutIndex, page]
}

function sendPage(response: Response, index: string, status: number): void {
  response.status(status).set('cache-control', 'no-store')
  if (existsSync(index)) response.sendFile(index, { cacheControl: false, dotfiles: 'allow' })
  else response.type('html').send(NOT_BUILT)
}
