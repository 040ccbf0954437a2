import type { Tolerance } from '@scimulator/admin-api'
import { TOLERANCES } from '@scimulator/scim-core'
import { Router } from 'express'
import { nothingHere } from '../http/api-error.ts'
import type { EventStreams } from '../http/event-stream.ts'
import type { LiveEvents } from '../live/live-events.ts'
import type { RunLog } from '../run-log/run-log.ts'
import type { Sessions } from '../session/sessions.ts'
import type { Simulators } from '../simulators/simulators.ts'
import type { PreparedTeam } from '../teams/prepare-teams.ts'
import type { TeamStore } from '../teams/team.ts'
import type { AddressBook } from '../teams/team-addresses.ts'
import type { TeamPeople } from '../teams/team-people.ts'
import type { Callers } from './callers.ts'
import { liveStream } from './live-stream.ts'
import { runStream } from './run-stream.ts'
import { runRoutes } from './runs.ts'
import { simulatorRoutes } from './simulators.ts'
import { teamRoutes } from './teams.ts'

/** What the API is made of. */
export interface ApiParts {
  readonly callers: Callers
  readonly sessions: Sessions
  readonly teams: TeamStore
  readonly people: TeamPeople
  readonly known: readonly PreparedTeam[]
  readonly addresses: AddressBook
  readonly simulators: Simulators
  readonly runLog: RunLog
  readonly live: LiveEvents
  readonly streams: EventStreams
  /** The sign-in link that works now. */
  readonly signInLink: () => string
  readonly onEvents: (count: number) => void
}

/** `/api`: nothing below it is answered, not even with 404, before the caller is known. */
export function apiRouter(parts: ApiParts): Router {
  const { callers, sessions, runLog, addresses, live, streams } = parts
  const router = Router({ caseSensitive: true })
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  router.use(callers.guard)
  router.get('/session', (_request, response) => {
    response.json({ ok: true })
  })
  router.delete('/session', (request, response) => {
    sessions.end(request)
    streams.endRefused()
    response.append('set-cookie', sessions.cookie(null)).status(204).end()
  })
  router.get('/sign-in-link', callers.ingestOnly, (_request, response) => {
    response.json({ url: parts.signInLink() })
  })
  router.get('/tolerances', (_request, response) => {
    response.json(TOLERANCES.map(({ id, summary }): Tolerance => ({ id, summary })))
  })
  router.use('/teams', teamRoutes(parts.teams, parts.people))
  router.get('/events', liveStream(live, streams))
  router.get('/runs/:id/events', runStream(runLog, streams))
  router.use('/runs', runRoutes({ runLog, addresses, ingestOnly: callers.ingestOnly, onEvents: parts.onEvents }))
  router.use('/simulators', simulatorRoutes({ simulators: parts.simulators, known: parts.known, addresses, callers }))
  router.use(() => {
    throw nothingHere('The page')
  })
  return router
}
