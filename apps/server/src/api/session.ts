import { actAsSchema, type SessionInfo } from '@scimulator/admin-api'
import { Router } from 'express'
import { nothingHere } from '../http/api-error.ts'
import type { EventStreams } from '../http/event-stream.ts'
import { jsonBody, parseBody } from '../http/json-body.ts'
import { type PeopleAtBrowser, toSignedIn } from '../session/people-at-browser.ts'
import type { Sessions } from '../session/sessions.ts'
import type { TeamStore } from '../teams/team.ts'
import { type Callers, operatorActor } from './callers.ts'
import { findTeam } from './teams.ts'

/** `/api/session` and `/api/act-as`: who is at the browser, and whom the operator plays. */
export function sessionRoutes(options: {
  callers: Callers
  sessions: Sessions
  people: PeopleAtBrowser
  teams: TeamStore
  streams: EventStreams
}): Router {
  const { callers, sessions, people, teams, streams } = options
  const router = Router({ caseSensitive: true })
  router.get('/session', async (request, response) => {
    const caller = callers.of(request)
    const found = caller === 'ingest' ? [] : await people.all(request)
    const info: SessionInfo = { ok: true, operator: caller === 'operator', people: found.map(toSignedIn) }
    response.json(info)
  })
  router.delete('/session', async (request, response) => {
    for (const { team } of await people.all(request)) await people.signOut({ request, response }, team)
    sessions.end(request)
    streams.endRefused()
    response.append('set-cookie', sessions.cookie(null)).status(204).end()
  })
  router.post('/act-as', callers.operatorOnly, ...jsonBody(16 * 1024), async (request, response) => {
    const { team: name, personId } = parseBody(request, actAsSchema)
    const team = teams.byName(name)
    if (team === undefined) throw nothingHere('The team')
    const actor = operatorActor(callers, request)
    response.json(toSignedIn(await people.signIn({ request, response }, team, personId, 'operator', actor)))
  })
  router.delete('/act-as/:team', callers.operatorOnly, async (request, response) => {
    await people.signOut({ request, response }, findTeam(teams, request))
    response.status(204).end()
  })
  return router
}
