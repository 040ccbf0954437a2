import type { Tolerance } from '@scimulator/admin-api'
import { type ResourceTypeDefinition, TOLERANCES } from '@scimulator/scim-core'
import { Router } from 'express'
import type { Faults } from '../faults/team-faults.ts'
import { nothingHere } from '../http/api-error.ts'
import type { EventStreams } from '../http/event-stream.ts'
import { referenceRoutes } from '../openapi/reference-routes.ts'
import type { RunLog } from '../run-log/run-log.ts'
import type { SamlSignOn } from '../saml/saml-sign-on.ts'
import type { Sessions } from '../session/sessions.ts'
import type { Simulators } from '../simulators/simulators.ts'
import type { TeamPeople } from '../teams/team-people.ts'
import { faultRoutes } from './faults.ts'
import { liveStream } from './live-stream.ts'
import { runStream } from './run-stream.ts'
import { runRoutes } from './runs.ts'
import { sessionRoutes } from './session.ts'
import { signInOptionsRoute } from './sign-in-options.ts'
import { simulatorRoutes } from './simulators.ts'
import { type TeamApiParts, teamRouter } from './team/team-router.ts'
import { teamTermsRoute } from './team-terms.ts'
import { teamRoutes } from './teams.ts'
import { tokenRoutes } from './tokens.ts'

/** What the API is made of. */
export interface ApiParts extends TeamApiParts {
  readonly sessions: Sessions
  readonly people: TeamPeople
  /** Sign-on settings as whoever runs the server may set them: simulators are on this machine. */
  readonly simulatorSignOn: SamlSignOn
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  readonly simulators: Simulators
  /** What is broken on purpose. */
  readonly faults: Faults
  readonly runLog: RunLog
  readonly streams: EventStreams
  /** The sign-in link that works now. */
  readonly signInLink: () => string
  readonly onEvents: (count: number) => void
}

/**
 * `/api`: nothing below it is answered, not even with 404, before the caller is known, save how a team is signed in to. The
 * people of teams reach what lies before `labOnly`.
 */
export function apiRouter(parts: ApiParts): Router {
  const { callers, sessions, runLog, addresses, live, streams, teams } = parts
  const router = Router({ caseSensitive: true })
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  router.use(signInOptionsRoute({ teams, signOn: parts.signOn, people: parts.atBrowser }))
  router.use(callers.guard)
  router.use(sessionRoutes({ callers, sessions, people: parts.atBrowser, teams, streams }))
  router.use('/teams/:team', teamRouter(parts))
  router.use(callers.labOnly)
  router.get('/sign-in-link', callers.ingestOnly, (_request, response) => {
    response.json({ url: parts.signInLink() })
  })
  router.get('/tolerances', (_request, response) => {
    response.json(TOLERANCES.map(({ id, summary }): Tolerance => ({ id, summary })))
  })
  router.use('/teams', teamRoutes(teams, parts.people), teamTermsRoute(parts))
  router.use(
    '/teams/:team/tokens',
    tokenRoutes({ ...parts, audit: parts.product.audit, members: parts.product.members }),
  )
  router.use('/teams/:team', faultRoutes(parts))
  router.get('/events', liveStream(live, streams))
  router.get('/runs/:id/events', runStream(runLog, streams))
  router.use('/runs', runRoutes({ runLog, addresses, ingestOnly: callers.ingestOnly, onEvents: parts.onEvents }))
  router.use('/simulators', simulatorRoutes({ ...parts, signOn: parts.simulatorSignOn }))
  router.use(
    referenceRoutes({
      ...parts,
      cookieName: nameOf(sessions.cookie(null)),
      personCookieName: nameOf(parts.atBrowser.cookie.clear('TEAM')),
    }),
  )
  router.use(() => {
    throw nothingHere('The page')
  })
  return router
}

function nameOf(cookie: string): string {
  return cookie.split('=', 1)[0] ?? ''
}
