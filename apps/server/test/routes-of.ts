import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { TestServer } from './serve.ts'

/** The parts of Express's router that its types leave out. */
interface RouterLike {
  readonly stack: readonly LayerLike[]
}
interface LayerLike {
  /** Path as it was given, of routes and of what is mounted alike. */
  readonly rawPath: unknown
  readonly handle: unknown
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> }
}

/** The routes below `/api`, as `get /runs/{id}`. */
export async function apiRoutesOf(server: TestServer): Promise<string[]> {
  const { stack } = await routerOf(server)
  return stack.flatMap(({ rawPath, handle }) => (rawPath === '/api' && isRouter(handle) ? routesOf(handle, '') : []))
}

function routesOf(router: RouterLike, prefix: string): string[] {
  return router.stack.flatMap(({ rawPath, route, handle }) => {
    const path = `${prefix}${String(rawPath).replace(/\/$/, '')}`
    if (route === undefined) return isRouter(handle) ? routesOf(handle, path) : []
    return Object.keys(route.methods).map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  })
}

function isRouter(value: unknown): value is RouterLike {
  return typeof value === 'function' && 'stack' in value && Array.isArray(value.stack)
}

// Express hangs the application on each request it answers.
async function routerOf(server: TestServer): Promise<RouterLike> {
  let found: RouterLike | undefined
  const look = (message: unknown): void => {
    const { request } = message as { request: { app?: { router?: unknown } } } // as node:http documents the channel
    if (isRouter(request.app?.router)) found = request.app.router
  }
  subscribe('http.server.response.finish', look)
  await server.call('GET', '/healthz')
  unsubscribe('http.server.response.finish', look)
  if (found === undefined) throw new Error('No request came by Express.')
  return found
}
