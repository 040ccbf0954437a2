import type { OneTimeLink } from '@scimulator/admin-api'
import { personChoiceSchema } from '@scimulator/admin-api'
import { Router } from 'express'
import { ApiFailure } from '../../http/api-error.ts'
import { jsonBody, parseBody } from '../../http/json-body.ts'
import { requestId } from '../../http/request-id.ts'
import type { OpenFiles } from '../../lifecycle/open-files.ts'
import type { Actor, Product } from '../../product/product.ts'
import type { SamlSignOn } from '../../saml/saml-sign-on.ts'
import type { Doors } from './doors.ts'

/** What whoever runs the server does for a team: one-time links into it, and the erasure of somebody's data. */
export function operatorRoutes(options: {
  doors: Doors
  product: Pick<Product, 'signInLinks'>
  signOn: Pick<SamlSignOn, 'rules'>
  erase: OpenFiles['erase']
  linkOf: (team: string, key: string) => string
}): Router {
  const { doors, product, signOn, erase, linkOf } = options
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.post('/sign-in-links', doors.operator, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    const { personId } = parseBody(request, personChoiceSchema)
    if ((await signOn.rules(team)).requireSso) {
      throw new ApiFailure(409, 'ssoRequired', 'The team lets people in by their identity provider only.')
    }
    const { key, expiresAt } = await product.signInLinks.create(team, personId, actor)
    const link: OneTimeLink = { url: linkOf(team.name, key), expiresAt }
    response.status(201).json(link)
  })
  router.post('/support/purge', doors.ingest, ...jsonBody(16 * 1024), async (request, response) => {
    const support: Actor = { kind: 'support', id: null, name: 'Support', requestId: requestId(request) }
    const { team } = doors.of(request)
    await erase(team, parseBody(request, personChoiceSchema).personId, support)
    response.status(204).end()
  })
  return router
}
