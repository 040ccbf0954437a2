import { type RunRequest, runRequestSchema, simulatorRegistrationSchema, teamChoiceSchema } from '@scimulator/admin-api'
import { Router } from 'express'
import { ApiFailure, badRequest, nothingHere } from '../http/api-error.ts'
import { jsonBody, parseBody } from '../http/json-body.ts'
import type { SamlSignOn } from '../saml/saml-sign-on.ts'
import { askForSamlApp } from '../simulators/ask-for-saml-app.ts'
import { isForbiddenTarget } from '../simulators/forbidden-target.ts'
import { orderRun } from '../simulators/order-run.ts'
import type { Simulators } from '../simulators/simulators.ts'
import type { KnownTeams } from '../teams/known-teams.ts'
import type { TeamStore } from '../teams/team.ts'
import type { AddressBook } from '../teams/team-addresses.ts'
import { type Callers, operatorActor } from './callers.ts'
import { pathParameter } from './query.ts'

/** `/api/simulators`: who has registered, and runs ordered from them. */
export function simulatorRoutes(options: {
  simulators: Simulators
  known: KnownTeams
  teams: TeamStore
  signOn: SamlSignOn
  addresses: AddressBook
  callers: Callers
}): Router {
  const { simulators, known, addresses, callers, teams, signOn } = options
  const router = Router()
  router.get('/', (_request, response) => {
    response.json(simulators.list())
  })
  router.post('/', callers.ingestOnly, ...jsonBody(1024 * 1024), (request, response) => {
    simulators.register(parseBody(request, simulatorRegistrationSchema))
    response.status(204).end()
  })
  router.delete('/:vendor', callers.ingestOnly, (request, response) => {
    if (!simulators.remove(pathParameter(request, 'vendor'))) throw nothingHere('The simulator')
    response.status(204).end()
  })
  router.post('/:vendor/runs', ...jsonBody(64 * 1024), async (request, response) => {
    const simulator = simulators.get(pathParameter(request, 'vendor'))
    if (simulator === undefined) throw nothingHere('The simulator')
    const wanted = parseBody(request, runRequestSchema)
    const trigger = callers.of(request) === 'operator' ? 'dashboard' : (wanted.trigger ?? 'control')
    const order = { ...aim(wanted, simulator.vendor, known.list(), addresses), trigger }
    response.status(202).json(await orderRun(simulator, order))
  })
  router.post('/:vendor/sso', ...jsonBody(16 * 1024), async (request, response) => {
    const simulator = simulators.get(pathParameter(request, 'vendor'))
    if (simulator === undefined) throw nothingHere('The simulator')
    const team = teams.byName(parseBody(request, teamChoiceSchema).team)
    if (team === undefined) throw nothingHere('The team')
    const { entityId, acsUrl } = (await signOn.settings(team)).serviceProvider
    const { metadataUrl } = await askForSamlApp(simulator, { team: team.name, entityId, acsUrl })
    response.json(await signOn.set(team, { metadataUrl }, operatorActor(callers, request)))
  })
  return router
}

// A run against a team of ours goes to its address with its token; without any target it goes to the vendor's demo team.
function aim(
  request: RunRequest,
  vendor: string,
  known: ReturnType<KnownTeams['list']>,
  addresses: AddressBook,
): RunRequest {
  const { team: name, ...rest } = request
  if (name === undefined && request.target !== undefined) {
    if (isForbiddenTarget(request.target)) throw badRequest('A run may not go to a link-local or unspecified address.')
    return rest
  }
  if (name !== undefined && request.target !== undefined) throw badRequest('Give a team or a target, not both.')
  const found = known.find(({ team }) => (name === undefined ? team.vendor === vendor : team.name === name))
  if (found === undefined) {
    throw new ApiFailure(
      409,
      'noTarget',
      'The server does not know the token of such a team: give a target and its token.',
    )
  }
  return { ...rest, team: found.team.name, target: addresses.localScimUrl(found.team.name), token: found.token }
}
