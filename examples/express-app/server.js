// SCIM in somebody's own Express app: own authentication, people in memory.
import { createHash, timingSafeEqual } from 'node:crypto'
import { GROUP, TOLERANCES, USER, unauthorized } from '@scimulator/scim-core'
import { createScimRouter } from '@scimulator/scim-express'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import express from 'express'

const app = express()
const store = createMemoryStore({ resourceTypes: [USER, GROUP] })
const digest = (text) => createHash('sha256').update(text).digest()
const token = process.env.SCIM_TOKEN
if (!token) throw new Error('Set SCIM_TOKEN to the token the identity provider will send.')
const expected = digest(token)

app.use(
  '/scim/v2',
  createScimRouter({
    store,
    baseUrl: (request) => `http://${request.headers.host}/scim/v2`,
    tolerances: TOLERANCES.map(({ id }) => id),
    allowAnonymousConfig: true,
    authenticate(request) {
      const [, given = ''] = /^bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? []
      if (!timingSafeEqual(digest(given), expected)) throw unauthorized('The bearer token is missing or wrong.')
      return { tenant: 'my-company' }
    },
  }),
)
app.get('/', (_request, response) => response.send('My app. SCIM lives at /scim/v2.'))

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/scim/v2` }))
})
