// Teams by path over one memory store; a team's token, out of SCIM_TOKENS ({"TEAM": "TOKEN"}), opens that team alone.
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { GROUP, TOLERANCES, USER, unauthorized } from '@scimulator/scim-core'
import { createScimRouter } from '@scimulator/scim-express'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import express from 'express'
import { z } from 'zod'

const tokens = z.record(z.string(), z.string().min(1)).parse(JSON.parse(process.env.SCIM_TOKENS ?? ''))
const store = createMemoryStore({ resourceTypes: [USER, GROUP] })
const app = express()
const pathOf = (team: string): string => `/teams/${team}/scim/v2`
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

for (const [team, token] of Object.entries(tokens)) {
  const expected = digest(`Bearer ${token}`)
  const router = createScimRouter({
    store,
    baseUrl: (request) => `http://${request.headers.host}${pathOf(team)}`,
    tolerances: TOLERANCES.map(({ id }) => id),
    authenticate(request) {
      if (timingSafeEqual(digest(request.get('authorization') ?? ''), expected)) return { tenant: team }
      throw unauthorized('The bearer token is missing or wrong.')
    },
  })
  app.use(pathOf(team), router)
}

const server = createServer(app)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const url = `http://127.0.0.1:${address.port}`
  const teams = Object.entries(tokens).map(([name, token]) => ({ name, scimUrl: url + pathOf(name), token }))
  process.stdout.write(`${JSON.stringify({ url, teams })}\n`)
})
