import { type SamlApp, samlAppRequestSchema } from '@scimulator/admin-api'
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { parseBody } from '../../control/parse-body.ts'
import type { IdentityProvider } from '../identity-provider.ts'
import type { SignOn, SignOnApp } from '../sign-on.ts'
import { pagesAddress } from './base.ts'

const teamSchema = z.strictObject({ team: z.string() })
const settingsSchema = z.strictObject({
  team: z.string(),
  knobs: z.record(z.string(), z.string()).exactOptional(),
  relayState: z.string().max(1000).exactOptional(),
  loginUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).exactOptional(),
})

/** What a vendor's admin does about single sign-on, below `/_sim`. */
export function signOnControl(idp: IdentityProvider): Router {
  const router = Router()
  router.post('/sso', async (request, response) => {
    const app = await idp.apps.setUp(parseBody(samlAppRequestSchema, request.body))
    response.json(samlApp(idp.signOn, app, request))
  })
  router.post('/sso/settings', async (request, response) => {
    const { team, ...settings } = parseBody(settingsSchema, request.body)
    response.json(described(idp.signOn, await idp.apps.change(team, settings), request))
  })
  router.post('/sso/roll-over', async (request, response) => {
    const { team } = parseBody(teamSchema, request.body)
    response.json(described(idp.signOn, await idp.apps.rollOver(team), request))
  })
  router.get('/sso', (request, response) => {
    const { behaviours, knobs } = idp.signOn
    response.json({ behaviours, knobs, apps: idp.apps.list().map((app) => described(idp.signOn, app, request)) })
  })
  router.get('/people', (request, response) => sendPeople(idp, request, response))
  return router
}

function samlApp({ addresses }: SignOn, app: SignOnApp, request: Request): SamlApp {
  const base = pagesAddress(request)
  const { metadata, start } = addresses(app)
  return { metadataUrl: base + metadata, startUrl: base + start }
}

/** An app without its keys. */
function described(signOn: SignOn, app: SignOnApp, request: Request): object {
  const { team, entityId, acsUrl, knobs, relayState, loginUrl } = app
  return { ...samlApp(signOn, app, request), team, entityId, acsUrl, knobs, relayState, loginUrl }
}

function sendPeople(idp: IdentityProvider, request: Request, response: Response): void {
  const { team } = parseBody(teamSchema, request.query)
  const directory = idp.directory(team)
  if (directory === undefined) {
    const message = `No run has made a directory for the team ${JSON.stringify(team)} yet: run a sync first.`
    response.status(404).json({ error: { code: 'notFound', message } })
    return
  }
  const people = directory.people.map(({ person: { id, userName, displayName, email }, assigned }) => ({
    id,
    userName,
    displayName,
    email,
    assigned,
  }))
  response.json({ team, people })
}
