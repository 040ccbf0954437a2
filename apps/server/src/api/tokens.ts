import { type IssuedToken, issueTokenSchema, type TeamToken } from '@scimulator/admin-api'
import type { ResourceTypeDefinition } from '@scimulator/scim-core'
import { Router } from 'express'
import { ApiFailure, badRequest, nothingHere } from '../http/api-error.ts'
import { jsonBody, parseBody } from '../http/json-body.ts'
import type { AuditLog, Members } from '../product/product.ts'
import type { Team, TeamStore } from '../teams/team.ts'
import type { Token } from '../teams/token-store.ts'
import { type Callers, operatorActor } from './callers.ts'
import { pathParameter } from './query.ts'
import { findTeam } from './teams.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DEFAULT_DAYS = 365
const MAX_TOKENS = 100

/** `/api/teams/:team/tokens`: a team's bearer tokens. A secret is in the answer that makes it and in no other. */
export function tokenRoutes(options: {
  callers: Callers
  teams: TeamStore
  audit: AuditLog
  members: Members
  resourceTypes: readonly ResourceTypeDefinition[]
}): Router {
  const { callers, teams, audit, members } = options
  const known = options.resourceTypes.map(({ name }) => name)
  const router = Router({ mergeParams: true })
  router.get('/', (request, response) => {
    response.json({ tokens: teams.tokens(findTeam(teams, request).id).map(toTeamToken) })
  })
  router.post('/', ...jsonBody(16 * 1024), async (request, response) => {
    const team = findTeam(teams, request)
    const {
      label,
      access,
      resourceTypes,
      personId,
      expiresInDays = DEFAULT_DAYS,
    } = parseBody(request, issueTokenSchema)
    const unknown = resourceTypes?.find((name) => !known.includes(name))
    if (unknown !== undefined) throw badRequest(`There is no resource type of that name. Known: ${known.join(', ')}.`)
    if (teams.tokens(team.id).length >= MAX_TOKENS) {
      throw new ApiFailure(409, 'tooManyTokens', `A team has at most ${MAX_TOKENS} tokens: delete one first.`)
    }
    const subject = personId === undefined ? null : await subjectOf(members, team, personId)
    const { token, secret } = teams.issueToken(team.id, {
      subject,
      label,
      access: { write: access === 'readWrite', ...(resourceTypes === undefined ? {} : { resourceTypes }) },
      lifeMs: expiresInDays * DAY_MS,
    })
    await audit.note(team, {
      actor: operatorActor(callers, request),
      action: 'scim.tokenCreated',
      subject: { kind: 'team', id: team.id, name: team.displayName },
      after: { token: token.id, label },
    })
    const issued: IssuedToken = { ...toTeamToken(token), token: secret }
    response.status(201).json(issued)
  })
  router.delete('/:id', async (request, response) => {
    const team = findTeam(teams, request)
    const id = pathParameter(request, 'id')
    if (!teams.revokeToken(team.id, id)) throw nothingHere('The token')
    await audit.note(team, {
      actor: operatorActor(callers, request),
      action: 'scim.tokenEnded',
      subject: { kind: 'team', id: team.id, name: team.displayName },
      before: { token: id },
    })
    response.status(204).end()
  })
  return router
}

async function subjectOf(members: Members, team: Team, personId: string): Promise<string> {
  const member = await members.get(team, personId)
  if (member === undefined) throw nothingHere('The person')
  if (member.state !== 'active' || member.scimId === null)
    throw new ApiFailure(409, 'inactive', 'A token speaks for active people only.')
  return member.scimId
}

function toTeamToken({ id, label, access, subject, created, expires, lastUsed }: Token): TeamToken {
  return {
    id,
    label,
    access: access.write ? 'readWrite' : 'read',
    resourceTypes: access.resourceTypes === undefined ? null : [...access.resourceTypes],
    subject,
    createdAt: new Date(created).toISOString(),
    expiresAt: toTime(expires),
    lastUsedAt: toTime(lastUsed),
  }
}

function toTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
