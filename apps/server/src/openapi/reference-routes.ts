import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { ResourceTypeDefinition } from '@scimulator/scim-core'
import { Router } from 'express'
import { pathParameter } from '../api/query.ts'
import { nothingHere } from '../http/api-error.ts'
import type { TeamStore } from '../teams/team.ts'
import { createAdminOpenApi } from './admin-openapi.ts'
import { createScimDocument } from './scim-document.ts'

const { resolve } = createRequire(import.meta.url)

const ownFile = (name: string): string => fileURLToPath(new URL(`page/${name}`, import.meta.url))

/** Where the files of the page lie; everything comes from this server. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['page.css', ownFile('page.css')],
  ['page.js', ownFile('page.js')],
  ['swagger-ui.css', resolve('swagger-ui-dist/swagger-ui.css')],
  ['swagger-ui-bundle.js', resolve('swagger-ui-dist/swagger-ui-bundle.js')],
])

/** The documents of both APIs, and a page that shows them. */
export function referenceRoutes(options: {
  resourceTypes: readonly ResourceTypeDefinition[]
  teams: TeamStore
  /** Name of the cookie of the operator's session. */
  cookieName: string
  /** Name of the cookie of a person's session, with `TEAM` for the team's name. */
  personCookieName: string
}): Router {
  const { resourceTypes, teams, cookieName, personCookieName } = options
  const router = Router({ caseSensitive: true })
  const adminDocument = createAdminOpenApi({ cookieName, personCookieName })
  const page = readFileSync(ownFile('page.html'), 'utf8')
  router.get('/openapi.json', (_request, response) => {
    response.json(adminDocument)
  })
  router.get('/scim-openapi.json', (_request, response) => {
    const names = teams.list().map(({ name }) => name)
    response.json(createScimDocument(resourceTypes, names))
  })
  router.get('/reference', (_request, response) => {
    response.type('html').send(page)
  })
  router.get('/reference/:file', (request, response) => {
    const file = FILES.get(pathParameter(request, 'file'))
    if (file === undefined) throw nothingHere('The file')
    response.sendFile(file, { cacheControl: false, dotfiles: 'allow' })
  })
  return router
}
