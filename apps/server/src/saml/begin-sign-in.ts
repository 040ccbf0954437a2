import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { findTeam } from '../api/teams.ts'
import { MAX_FLOWS } from './flow-cookie.ts'
import type { RefusalDesk } from './refusal-desk.ts'
import { toRelayPath } from './relay-path.ts'
import type { SamlParts } from './saml-parts.ts'
import { authorizeUrl, REQUEST_MS, serviceProviderOf } from './service-provider.ts'

/** `GET /teams/:team/saml/sign-in?to=PATH`: sends the browser to the team's identity provider. */
export function beginSignIn(parts: SamlParts, desk: RefusalDesk): RequestHandler {
  const { teams, connections, flowCookie, serverUrl, now } = parts
  return async (request, response) => {
    const team = findTeam(teams, request)
    // Who asks by HEAD does not sign in.
    if (request.method === 'HEAD') return void response.status(204).end()
    const identityProvider = await connections.identityProvider(team.id)
    if (identityProvider === undefined) return desk.endNotSetUp(response, team)
    if (isElsewhere(request, serverUrl)) return response.redirect(303, `${serverUrl}${request.originalUrl}`)
    const flows = flowCookie.read(request, team.name)
    if (request.query.unsolicited !== undefined && flows.length >= MAX_FLOWS) {
      const reason = 'The identity provider does not answer requests: its Responses have no InResponseTo.'
      return desk.end(response, team, { ending: 'failed', reason })
    }
    const id = `_${randomBytes(16).toString('hex')}`
    const path = toRelayPath(request.query.to) ?? `/teams/${team.name}`
    await connections.addRequest(team.id, { id, path, expires: now() + REQUEST_MS })
    response.append('set-cookie', flowCookie.set(team.name, [...flows, id]))
    response.redirect(303, await authorizeUrl(serviceProviderOf(serverUrl, team.name), identityProvider, id))
  }
}

// The answer comes to the server's own address, so the cookie must lie there. `localhost` alone has other names that mean
// the same machine; a public address may have a proxy before it that changes the Host.
function isElsewhere(request: Request, serverUrl: string): boolean {
  return new URL(serverUrl).hostname === 'localhost' && request.hostname !== 'localhost'
}
