import type { RequestHandler } from 'express'
import type { TeamStore } from '../teams/team.ts'
import type { LiveEvents } from './live-events.ts'

/** Tells the dashboards of what a request has changed in the team that its path names. */
export function tellOfChanges(live: LiveEvents, teams: TeamStore): RequestHandler {
  return (request, response, next) => {
    const { team: name } = request.params
    const team = typeof name === 'string' ? teams.byName(name) : undefined
    if (team !== undefined && request.method !== 'GET' && request.method !== 'HEAD') {
      response.once('finish', () => {
        if (response.statusCode < 400) live.teamChanged(team.name)
      })
    }
    next()
  }
}
