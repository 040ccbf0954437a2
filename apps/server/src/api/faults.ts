import { faultRuleSchema, setPresetSchema, type TeamFaults } from '@scimulator/admin-api'
import { type Request, Router } from 'express'
import { SHOWN_PRESETS } from '../faults/presets/presets.ts'
import type { Faults } from '../faults/team-faults.ts'
import { badRequest, nothingHere } from '../http/api-error.ts'
import { jsonBody, parseBody } from '../http/json-body.ts'
import type { TeamStore } from '../teams/team.ts'
import { pathParameter } from './query.ts'
import { findTeam } from './teams.ts'

const MAX_FAULTS = 100

/** `/api/teams/:team/faults` and `/preset`: what is broken on purpose in a team, until the server ends. */
export function faultRoutes({ teams, faults }: { teams: TeamStore; faults: Faults }): Router {
  const router = Router({ mergeParams: true })
  const shown = (request: Request): TeamFaults => {
    const broken = faults.of(findTeam(teams, request).id)
    return {
      faults: [...(broken?.faults ?? [])],
      presets: (broken?.presets ?? []).map(({ id }) => id),
      knownPresets: [...SHOWN_PRESETS],
    }
  }
  router.get('/faults', (request, response) => void response.json(shown(request)))
  router.post('/faults', ...jsonBody(16 * 1024), (request, response) => {
    const team = findTeam(teams, request)
    const rule = parseBody(request, faultRuleSchema)
    if ((faults.of(team.id)?.faults.length ?? 0) >= MAX_FAULTS) {
      throw badRequest(`A team has at most ${MAX_FAULTS} faults: remove one first.`)
    }
    response.status(201).json(faults.add(team.id, rule))
  })
  router.delete('/faults', (request, response) => {
    faults.clear(findTeam(teams, request).id)
    response.status(204).end()
  })
  router.delete('/faults/:id', (request, response) => {
    if (!faults.remove(findTeam(teams, request).id, pathParameter(request, 'id'))) throw nothingHere('The fault')
    response.status(204).end()
  })
  router.put('/preset', ...jsonBody(16 * 1024), (request, response) => {
    const team = findTeam(teams, request)
    const { presets } = parseBody(request, setPresetSchema)
    try {
      faults.setPresets(team.id, presets)
    } catch (error) {
      if (error instanceof RangeError) throw badRequest(error.message)
      throw error
    }
    response.json(shown(request))
  })
  return router
}
