import { type Request, Router } from 'express'
import { nothingHere } from '../http/api-error.ts'
import type { Team, TeamStore } from '../teams/team.ts'
import type { TeamPeople } from '../teams/team-people.ts'
import { booleanParameter, numberParameter, pathParameter, textParameter } from './query.ts'

/** `/api/teams`: the teams with their people and groups. */
export function teamRoutes(teams: TeamStore, people: TeamPeople): Router {
  const router = Router()
  const teamOf = (request: Request): Team => findTeam(teams, request)
  router.get('/', async (_request, response) => {
    response.json(await Promise.all(teams.list().map(people.summary)))
  })
  router.get('/:team', async (request, response) => {
    response.json(await people.summary(teamOf(request)))
  })
  router.get('/:team/users', async (request, response) => {
    const page = {
      startIndex: numberParameter(request, 'startIndex', { min: 1, max: 1_000_000_000, otherwise: 1 }),
      count: numberParameter(request, 'count', { min: 0, max: 200, otherwise: 50 }),
      q: textParameter(request, 'q'),
      active: booleanParameter(request, 'active'),
    }
    response.json(await people.users(teamOf(request), page))
  })
  router.get('/:team/groups', async (request, response) => {
    response.json(await people.groups(teamOf(request)))
  })
  return router
}

/** The team a path names. @throws ApiFailure 404. */
export function findTeam(teams: TeamStore, request: Request): Team {
  const team = teams.byName(pathParameter(request, 'team'))
  if (team === undefined) throw nothingHere('The team')
  return team
}
