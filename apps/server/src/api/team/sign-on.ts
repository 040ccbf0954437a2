import { setSamlSchema, signOnChangeSchema } from '@scimulator/admin-api'
import { Router } from 'express'
import { ApiFailure } from '../../http/api-error.ts'
import { jsonBody, parseBody } from '../../http/json-body.ts'
import type { AuditLog } from '../../product/product.ts'
import type { SamlSignOn } from '../../saml/saml-sign-on.ts'
import type { TeamStore } from '../../teams/team.ts'
import type { Doors, TeamCall } from './doors.ts'

const METADATA_LIMIT = 1024 * 1024

/** What the sign-on settings are made of. */
export interface SignOnRouteParts {
  readonly doors: Doors
  readonly signOn: SamlSignOn
  readonly teams: TeamStore
  readonly audit: AuditLog
}

/** `sign-on` of a team. */
export function signOnRoutes(options: SignOnRouteParts): Router {
  const { doors, signOn } = options
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.get('/sign-on', doors.administrator, async (request, response) => {
    response.json(await signOn.settings(doors.of(request).team))
  })
  router.patch('/sign-on', doors.administrator, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    response.json(await signOn.change(team, parseBody(request, signOnChangeSchema), actor))
  })
  router.put('/sign-on/saml', doors.administrator, ...jsonBody(METADATA_LIMIT), async (request, response) => {
    const { team, actor } = doors.of(request)
    response.json(await signOn.set(team, parseBody(request, setSamlSchema), actor))
  })
  router.delete('/sign-on/saml', doors.administrator, async (request, response) => {
    const { team, actor } = doors.of(request)
    await leaveScim(options, doors.of(request))
    await signOn.remove(team, actor)
    response.status(204).end()
  })
  return router
}

// People whom SCIM adds have no other way to sign in. Where the plan has no SCIM, nobody could switch it off by the page.
async function leaveScim({ teams, audit }: SignOnRouteParts, { team, actor }: TeamCall): Promise<void> {
  const { id, displayName } = team
  if (teams.byId(id)?.scimEnabled !== true) return
  if (teams.settings(id).plan === 'enterprise')
    throw new ApiFailure(409, 'scimIsOn', 'Switch SCIM provisioning off first: people whom it adds sign in by SAML.')
  teams.setScimEnabled(id, false)
  await audit.note(team, { actor, action: 'scim.disabled', subject: { kind: 'team', id, name: displayName } })
}
