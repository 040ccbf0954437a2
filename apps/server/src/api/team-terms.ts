import { type TeamTerms, type TeamTermsChange, teamTermsChangeSchema } from '@scimulator/admin-api'
import { Router } from 'express'
import { jsonBody, parseBody } from '../http/json-body.ts'
import type { Actor, Product } from '../product/product.ts'
import type { Team, TeamStore } from '../teams/team.ts'
import { settingsChange } from '../teams/team-settings.ts'
import { type Callers, operatorActor } from './callers.ts'
import { findTeam } from './teams.ts'

/** What the terms of teams are made of. */
export interface TeamTermsParts {
  readonly callers: Callers
  readonly teams: TeamStore
  readonly product: Pick<Product, 'members' | 'audit'>
}

/** `PATCH /api/teams/:team`: plan and seats, which whoever runs the server settles. */
export function teamTermsRoute(parts: TeamTermsParts): Router {
  const { callers, teams, product } = parts
  const router = Router({ caseSensitive: true })
  router.patch('/:team', ...jsonBody(16 * 1024), async (request, response) => {
    const team = findTeam(teams, request)
    await settle(parts, team, parseBody(request, teamTermsChangeSchema), operatorActor(callers, request))
    const { plan, seats } = teams.settings(team.id)
    const used = await product.members.seatsUsed(team)
    response.json({ team: team.name, plan, seats: { used, limit: seats } } satisfies TeamTerms)
  })
  return router
}

// E5: a team without the plan keeps its people, its switch and its token; fewer seats than people take nobody out.
async function settle(
  { teams, product }: TeamTermsParts,
  team: Team,
  wanted: TeamTermsChange,
  actor: Actor,
): Promise<void> {
  const before = teams.settings(team.id)
  const change = settingsChange(before, { ...before, ...wanted }, ['plan', 'seats'])
  if (change === undefined) return
  teams.changeSettings(team.id, wanted)
  const subject = { kind: 'team', id: team.id, name: team.displayName } as const
  await product.audit.note(team, { actor, action: 'scim.settingsChanged', subject, ...change })
}
