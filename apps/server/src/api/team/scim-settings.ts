import {
  type NewToken,
  rotateTokenSchema,
  type ScimSettings,
  type ScimSettingsChange,
  scimSettingsChangeSchema,
} from '@scimulator/admin-api'
import { type RequestHandler, Router } from 'express'
import { ApiFailure, nothingHere } from '../../http/api-error.ts'
import { jsonBody, parseBody } from '../../http/json-body.ts'
import type { Actor, AuditEntry, Product } from '../../product/product.ts'
import type { KnownTeams } from '../../teams/known-teams.ts'
import type { Team, TeamStore } from '../../teams/team.ts'
import type { AddressBook } from '../../teams/team-addresses.ts'
import { settingsChange } from '../../teams/team-settings.ts'
import { createToken } from '../../teams/token.ts'
import type { Token } from '../../teams/token-store.ts'
import type { Doors } from './doors.ts'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const MASK = 'scimulator_****…****'

/** What the page *SCIM Provisioning* is made of. */
export interface ScimSettingsParts {
  readonly doors: Doors
  readonly teams: TeamStore
  readonly known: KnownTeams
  readonly product: Pick<Product, 'members' | 'audit'>
  readonly addresses: AddressBook
  readonly isSamlSetUp: (team: Team) => Promise<boolean>
}

/** `scim-settings` of a team. A team whose plan has no SCIM has no such page. */
export function scimSettingsRoutes(parts: ScimSettingsParts): Router {
  const { doors, teams } = parts
  const router = Router({ mergeParams: true, caseSensitive: true })
  const planned: RequestHandler = (request, _response, next) => {
    if (teams.settings(doors.of(request).team.id).plan !== 'enterprise') throw nothingHere('The page')
    next()
  }
  const enter = [doors.administrator, planned]
  router.get('/scim-settings', ...enter, async (request, response) => {
    response.json(await readSettings(parts, doors.of(request).team))
  })
  router.patch('/scim-settings', ...enter, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    await changeSettings(parts, team, parseBody(request, scimSettingsChangeSchema), actor)
    response.json(await readSettings(parts, team))
  })
  router.post('/scim-settings/token', ...enter, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    parseBody(request, rotateTokenSchema)
    const token = await rotateToken(parts, team, actor)
    const answer: NewToken = { token, settings: await readSettings(parts, team) }
    response.status(201).json(answer)
  })
  return router
}

async function readSettings(parts: ScimSettingsParts, { id }: Team): Promise<ScimSettings> {
  const { teams, addresses, product } = parts
  const team = teams.byId(id)
  if (team === undefined) throw nothingHere('The team')
  const { profilePolicy, emailUserNames, seats } = teams.settings(id)
  const { scimUrl, hostUrl } = addresses.of(team.name)
  const token = teams.provisioningToken(id)
  return {
    enabled: team.scimEnabled,
    blockedBy: await blockOf(parts, team),
    urls: {
      subdomain: team.name,
      origin: scimUrl.replace(/\/scim\/v2$/, ''),
      complete: scimUrl,
      host: hostUrl === scimUrl ? null : hostUrl,
    },
    token: token === undefined ? null : toShownToken(token),
    profilePolicy,
    emailUserNames,
    seats: { used: await product.members.seatsUsed(team), limit: seats },
  }
}

async function blockOf({ teams, isSamlSetUp }: ScimSettingsParts, team: Team): Promise<ScimSettings['blockedBy']> {
  const { plan, needsSaml } = teams.settings(team.id)
  if (plan !== 'enterprise') return 'plan'
  return needsSaml && !(await isSamlSetUp(team)) ? 'saml' : null
}

async function changeSettings(
  parts: ScimSettingsParts,
  team: Team,
  { enabled, ...settings }: ScimSettingsChange,
  actor: Actor,
): Promise<void> {
  const { teams, product } = parts
  const isEnabled = teams.byId(team.id)?.scimEnabled === true
  const isSwitched = enabled !== undefined && enabled !== isEnabled
  if (isSwitched && enabled && (await blockOf(parts, team)) === 'saml') {
    throw new ApiFailure(409, 'samlMissing', 'Set up single sign-on by SAML first: SCIM adds people who sign in by it.')
  }
  const before = teams.settings(team.id)
  const change = settingsChange(before, { ...before, ...settings }, ['profilePolicy', 'emailUserNames'])
  if (change !== undefined) teams.changeSettings(team.id, settings)
  if (isSwitched) teams.setScimEnabled(team.id, enabled)
  if (change !== undefined)
    await product.audit.note(team, { actor, action: 'scim.settingsChanged', subject: subjectOf(team), ...change })
  if (isSwitched) {
    const action = enabled ? 'scim.enabled' : 'scim.disabled'
    await product.audit.note(team, { actor, action, subject: subjectOf(team) })
  }
}

/** Ends the token of the page and makes another: nothing is awaited between the two, so of two calls one comes last. */
async function rotateToken({ teams, known, product }: ScimSettingsParts, team: Team, actor: Actor): Promise<string> {
  const ended = teams.provisioningToken(team.id)
  const secret = createToken()
  // First to the file: a start after a failure in between takes what is there.
  known.replaceToken(team.id, secret)
  const { id } = teams.setProvisioningToken(team.id, secret, YEAR_MS)
  const subject = subjectOf(team)
  if (ended !== undefined)
    await product.audit.note(team, { actor, action: 'scim.tokenEnded', subject, before: { token: ended.id } })
  await product.audit.note(team, { actor, action: 'scim.tokenCreated', subject, after: { token: id } })
  return secret
}

function toShownToken({ id, created, expires, lastUsed, lastClient }: Token): NonNullable<ScimSettings['token']> {
  return {
    id,
    mask: MASK,
    createdAt: new Date(created).toISOString(),
    expiresAt: toInstant(expires),
    lastUsedAt: toInstant(lastUsed),
    lastClient,
  }
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

function subjectOf({ id, displayName }: Team): AuditEntry['subject'] {
  return { kind: 'team', id, name: displayName }
}
