import type { SignInOptions } from '@scimulator/admin-api'
import { type RequestHandler, Router } from 'express'
import type { SamlSignOn } from '../saml/saml-sign-on.ts'
import type { PeopleAtBrowser } from '../session/people-at-browser.ts'
import type { TeamStore } from '../teams/team.ts'
import { findTeam } from './teams.ts'

/**
 * `GET /api/teams/:team/sign-in-options`: how people of a team sign in, for whoever asks. `GET /api/teams/:team/presence`:
 * whether the browser is somebody there, which an open page asks again and again.
 */
export function signInOptionsRoute(parts: {
  teams: TeamStore
  signOn: SamlSignOn
  people: Pick<PeopleAtBrowser, 'isIn'>
}): Router {
  const { teams, signOn, people } = parts
  const router = Router({ caseSensitive: true })
  const show: RequestHandler = async (request, response) => {
    const team = findTeam(teams, request)
    const [saml, { requireSso }] = await Promise.all([signOn.isSetUp(team), signOn.rules(team)])
    const { name, displayName } = team
    const options: SignInOptions = {
      team: name,
      displayName,
      saml,
      requireSso,
      startUrl: `/teams/${name}/saml/sign-in`,
    }
    response.json(options)
  }
  router.get('/teams/:team/sign-in-options', show)
  router.get('/teams/:team/presence', async (request, response) => {
    response.json({ signedIn: await people.isIn(request, findTeam(teams, request)) })
  })
  return router
}
