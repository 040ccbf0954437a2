import {
  actionOrderSchema,
  assignmentSchema,
  type RunRequest,
  runRequestSchema,
  type SimulatorRegistration,
  simulatorRegistrationSchema,
  teamChoiceSchema,
} from '@scimulator/admin-api'
import { type Request, Router } from 'express'
import { ApiFailure, badRequest, nothingHere } from '../http/api-error.ts'
import { jsonBody, parseBody } from '../http/json-body.ts'
import type { SamlSignOn } from '../saml/saml-sign-on.ts'
import { askForSamlApp } from '../simulators/ask-for-saml-app.ts'
import { isForbiddenTarget } from '../simulators/forbidden-target.ts'
import { orderAction, orderRun } from '../simulators/order-run.ts'
import type { Simulators } from '../simulators/simulators.ts'
import type { KnownTeams } from '../teams/known-teams.ts'
import type { TeamStore } from '../teams/team.ts'
import type { AddressBook } from '../teams/team-addresses.ts'
import { type Callers, operatorActor } from './callers.ts'
import { pathParameter } from './query.ts'

/** What orders to simulators are made of. */
export interface SimulatorRouteParts {
  readonly simulators: Simulators
  readonly known: KnownTeams
  readonly teams: TeamStore
  readonly signOn: SamlSignOn
  readonly addresses: AddressBook
  readonly callers: Callers
}

type Trigger = NonNullable<RunRequest['trigger']>

/** A document of settings comes with an order. */
const ORDER_BYTES = 1024 * 1024

/** `/api/simulators`: who has registered, and what is ordered from them. */
export function simulatorRoutes(options: SimulatorRouteParts): Router {
  const { simulators, callers, teams, signOn } = options
  const router = Router()
  const simulatorOf = (request: Request): SimulatorRegistration => {
    const simulator = simulators.get(pathParameter(request, 'vendor'))
    if (simulator === undefined) throw nothingHere('The simulator')
    return simulator
  }
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
  const triggerOf = (request: Request, wanted: Trigger): Trigger =>
    callers.of(request) === 'operator' ? 'dashboard' : wanted
  router.post('/:vendor/runs', ...jsonBody(ORDER_BYTES), async (request, response) => {
    const simulator = simulatorOf(request)
    const wanted = parseBody(request, runRequestSchema)
    const trigger = triggerOf(request, wanted.trigger ?? 'control')
    const order = { ...aim(options, wanted, simulator.vendor), trigger }
    response.status(202).json(await orderRun(simulator, order))
  })
  router.post('/:vendor/actions/:action', ...jsonBody(ORDER_BYTES), async (request, response) => {
    const simulator = simulatorOf(request)
    const wanted = parseBody(request, actionOrderSchema)
    const trigger = triggerOf(request, wanted.trigger ?? 'control')
    const order = { ...aim(options, wanted, simulator.vendor), trigger }
    response.status(202).json(await orderAction(simulator, pathParameter(request, 'action'), order))
  })
  for (const act of ['assign', 'unassign'] as const) {
    router.post(`/:vendor/${act}`, ...jsonBody(16 * 1024), async (request, response) => {
      const simulator = simulatorOf(request)
      const { team, person } = parseBody(request, assignmentSchema)
      const trigger = triggerOf(request, 'control')
      const order = { ...aim(options, { team }, simulator.vendor), person, trigger }
      response.status(202).json(await orderAction(simulator, act, order))
    })
  }
  router.post('/:vendor/sso', ...jsonBody(16 * 1024), async (request, response) => {
    const simulator = simulatorOf(request)
    const team = teams.byName(parseBody(request, teamChoiceSchema).team)
    if (team === undefined) throw nothingHere('The team')
    const { entityId, acsUrl } = (await signOn.settings(team)).serviceProvider
    const { metadataUrl } = await askForSamlApp(simulator, { team: team.name, entityId, acsUrl })
    response.json(await signOn.set(team, { metadataUrl }, operatorActor(callers, request)))
  })
  return router
}

// A run against a team of ours goes to its address with its token; without any target it goes to the vendor's demo team.
function aim<Order extends Pick<RunRequest, 'team' | 'target'>>(
  parts: Pick<SimulatorRouteParts, 'known' | 'teams' | 'addresses'>,
  request: Order,
  vendor: string,
): Omit<Order, 'team'> & Pick<RunRequest, 'team' | 'target' | 'token'> {
  const { team: name, ...rest } = request
  if (request.target !== undefined) {
    if (name !== undefined) throw badRequest('Give a team or a target, not both.')
    if (isForbiddenTarget(request.target)) throw badRequest('A run may not go to a link-local or unspecified address.')
    return { ...rest, ...ownTarget(parts, request.target) }
  }
  const found = parts.known
    .list()
    .find(({ team }) => (name === undefined ? team.vendor === vendor : team.name === name))
  if (found === undefined) {
    throw new ApiFailure(
      409,
      'noTarget',
      'The server does not know the token of such a team: give a target and its token.',
    )
  }
  const target = parts.addresses.localScimUrl(found.team.name)
  return { ...rest, team: found.team.name, target, token: found.token }
}

// What was copied from a team's page, in the form of whichever console: it is that team, whose app builds the address.
function ownTarget(
  { teams, addresses }: Pick<SimulatorRouteParts, 'teams' | 'addresses'>,
  target: string,
): Pick<RunRequest, 'team' | 'target'> {
  const name = teams.byName(target)?.name ?? addresses.teamOf(target)
  if (name === undefined || teams.byName(name) === undefined) return {}
  const isShort = target === name || /\/teams\/[a-z0-9-]+\/?$/.test(target)
  return { team: name, ...(isShort ? { target: addresses.localScimUrl(name) } : {}) }
}
