import { setSamlSchema, signOnChangeSchema } from '@scimulator/admin-api'
import { Router } from 'express'
import { ApiFailure } from '../../http/api-error.ts'
import { jsonBody, parseBody } from '../../http/json-body.ts'
import type { SamlSignOn } from '../../saml/saml-sign-on.ts'
import type { Team, TeamStore } from '../../teams/team.ts'
import type { Doors } from './doors.ts'

const METADATA_LIMIT = 1024 * 1024

/** `sign-on` of a team. */
export function signOnRoutes(options: { doors: Doors; signOn: SamlSignOn; teams: TeamStore }): Router {
  const { doors, signOn, teams } = options
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
    assertScimIsOff(teams, team)
    await signOn.remove(team, actor)
    response.status(204).end()
  })
  return router
}

// People whom SCIM adds have no other way to sign in.
function assertScimIsOff(teams: TeamStore, { id }: Team): void {
  if (teams.byId(id)?.scimEnabled !== true) return
  throw new ApiFailure(409, 'scimIsOn', 'Switch SCIM provisioning off first: people whom it adds sign in by SAML.')
}
