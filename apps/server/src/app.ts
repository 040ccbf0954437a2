import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { type ApiParts, apiRouter } from './api/api-router.ts'
import { ApiFailure, nothingHere } from './http/api-error.ts'
import { apiErrorHandler } from './http/api-error-handler.ts'
import type { HostGuard } from './http/host-guard.ts'
import { securityHeaders } from './http/security-headers.ts'
import { dashboardFiles } from './http/static-files.ts'
import type { Metrics } from './metrics/metrics.ts'
import { type ScimMountOptions, scimMount } from './scim/scim-mount.ts'
import { signInRoute } from './session/sign-in.ts'
import type { SignInKey } from './session/sign-in-key.ts'

/** What the application is made of. */
export interface AppParts {
  readonly scim: Omit<ScimMountOptions, 'hostGuard'>
  readonly api: ApiParts
  readonly hostGuard: HostGuard
  readonly signInKey: SignInKey
  readonly metrics: Metrics
  readonly dashboardDir: string
  readonly logger: Logger
}

/** The Express application: SCIM first, then everything a browser sees. */
export function createApp(parts: AppParts): Express {
  const { hostGuard, api, logger } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)

  app.use(scimMount({ ...parts.scim, hostGuard }))
  app.use(securityHeaders())
  app.use((request, _response, next) => {
    const host = hostGuard(request)
    if (host.kind === 'refused') throw new ApiFailure(host.status, 'hostRefused', host.message)
    next()
  })
  app.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'ok' })
  })
  app.get('/metrics', (_request, response) => {
    const gauges = { teams: api.teams.list().length, event_streams: api.streams.count }
    response.set('cache-control', 'no-store').type('text/plain; version=0.0.4').send(parts.metrics.print(gauges))
  })
  app.use('/api', apiRouter(api))
  app.use(signInRoute(api.sessions, parts.signInKey))
  app.use(...dashboardFiles(parts.dashboardDir, (request) => api.sessions.has(request)))
  app.use(() => {
    throw nothingHere('The page')
  })
  app.use(apiErrorHandler(logger))
  return app
}
