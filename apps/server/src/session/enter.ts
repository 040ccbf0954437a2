import { type Request, type RequestHandler, Router } from 'express'
import { findTeam } from '../api/teams.ts'
import { requestId } from '../http/request-id.ts'
import type { LiveEvents } from '../live/live-events.ts'
import { type Actor, type Product, ProductRefusal } from '../product/product.ts'
import type { SamlSignOn } from '../saml/saml-sign-on.ts'
import type { Team, TeamStore } from '../teams/team.ts'
import { type EnterEnding, enterPage } from './enter-page.ts'
import { isNoVisit } from './no-visit.ts'
import type { PeopleAtBrowser } from './people-at-browser.ts'

/** What the entry of teams is made of. */
export interface EnterParts {
  readonly teams: TeamStore
  readonly product: Pick<Product, 'signInLinks' | 'sessions'>
  readonly signOn: Pick<SamlSignOn, 'rules'>
  readonly people: PeopleAtBrowser
  readonly live: LiveEvents
}

/**
 * `GET /teams/:team/enter?key=KEY`: spends a one-time link or an invitation, and goes on to the team without the key in the
 * address.
 */
export function enterRoute(parts: EnterParts): Router {
  const { teams, people, live } = parts
  const router = Router({ caseSensitive: true })
  const enter: RequestHandler = async (request, response) => {
    const team = findTeam(teams, request)
    response.set('cache-control', 'no-store')
    if (isNoVisit(request)) return void response.status(204).end()
    // A page of somebody else may not make the browser another person.
    if (isFromElsewhere(request) && (await people.inTeam(request, team)) !== undefined)
      return response.redirect(303, peopleOf(team))
    const key = request.query.key
    const browser = { request, response }
    const actor: Actor = { kind: 'system', id: null, name: 'One-time link', requestId: requestId(request) }
    const ending = typeof key === 'string' ? await tryToEnter(parts, team, key, browser, actor) : 'badLink'
    if (ending !== 'in') {
      // Who comes by a used link from where they are signed in already goes on as they are.
      if (ending === 'badLink' && (await people.inTeam(request, team)) !== undefined)
        return response.redirect(303, peopleOf(team))
      return void response.status(statusOf(ending)).type('html').send(enterPage(ending, team))
    }
    live.teamChanged(team.name)
    response.redirect(303, peopleOf(team))
  }
  router.get('/teams/:team/enter', enter)
  return router
}

async function tryToEnter(
  { product, signOn, people }: EnterParts,
  team: Team,
  key: string,
  browser: Parameters<PeopleAtBrowser['signIn']>[0],
  actor: Actor,
): Promise<EnterEnding | 'in'> {
  // Before the key is spent: it is still good once the team allows links again.
  if ((await signOn.rules(team)).requireSso) return 'ssoRequired'
  try {
    const { personId } = await product.signInLinks.spend(team, key, actor)
    const { session } = await people.signIn(browser, team, personId, 'link', actor)
    // The team may have begun to require it this very moment, and has then ended the sessions that it knew of.
    if (!(await signOn.rules(team)).requireSso) return 'in'
    await product.sessions.end(team, personId, session.id, actor)
    return 'ssoRequired'
  } catch (error) {
    if (!(error instanceof ProductRefusal)) throw error
    return error.code === 'inactive' || error.code === 'seats' ? error.code : 'badLink'
  }
}

function isFromElsewhere(request: Request): boolean {
  const site = request.get('sec-fetch-site')
  return site === 'cross-site' || site === 'same-site'
}

function peopleOf({ name }: Team): string {
  return `/teams/${name}/people`
}

function statusOf(ending: EnterEnding): number {
  return ending === 'badLink' ? 401 : 403
}
