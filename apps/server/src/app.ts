import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { type ApiParts, apiRouter } from './api/api-router.ts'
import { ApiFailure, nothingHere } from './http/api-error.ts'
import { apiErrorHandler } from './http/api-error-handler.ts'
import type { HostGuard } from './http/host-guard.ts'
import { requestIds } from './http/request-id.ts'
import { securityHeaders } from './http/security-headers.ts'
import { dashboardFiles } from './http/static-files.ts'
import { tellOfChanges } from './live/tell-of-changes.ts'
import type { Metrics } from './metrics/metrics.ts'
import { samlRoutes } from './saml/saml-routes.ts'
import { type ScimMountOptions, scimMount } from './scim/scim-mount.ts'
import { enterRoute } from './session/enter.ts'
import { signInRoute } from './session/sign-in.ts'
import type { SignInKey } from './session/sign-in-key.ts'

/** What the application is made of. */
export interface AppParts {
  readonly scim: Omit<ScimMountOptions, 'hostGuard'>
  readonly api: Omit<ApiParts, 'resourceTypes'>
  readonly saml: Parameters<typeof samlRoutes>[0]
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
  app.use(securityHeaders(), requestIds())
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
  app.use((request, _response, next) => {
    if (!parts.scim.admission.enter(request)) {
      throw new ApiFailure(503, 'overloaded', 'The server has too many requests in flight.')
    }
    next()
  })
  app.use('/api', apiRouter({ ...api, resourceTypes: parts.scim.resourceTypes }))
  app.use(signInRoute(api.sessions, parts.signInKey, api.streams.endRefused))
  app.use(enterRoute({ ...api, people: api.atBrowser }))
  app.use('/teams/:team/saml', tellOfChanges(api.live, api.teams))
  app.use(samlRoutes(parts.saml))
  app.use(
    ...dashboardFiles(
      parts.dashboardDir,
      async (request) => api.sessions.has(request) || (await api.atBrowser.isAnybody(request)),
    ),
  )
  app.use(() => {
    throw nothingHere('The page')
  })
  app.use(apiErrorHandler(logger))
  return app
}
