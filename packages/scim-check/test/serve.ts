import { once } from 'node:events'
import { createServer } from 'node:http'
import { unauthorized } from '@scimulator/scim-core'
import { createScimRouter, type ScimRouterOptions } from '@scimulator/scim-express'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import express from 'express'
import { RESOURCE_TYPES } from './declared-types.ts'

/** The token of every test server. */
export const TOKEN = 'the-token-of-the-tests'

/** A service provider that keeps to the RFC, on a port of its own. */
export interface TestServer {
  readonly url: string
  close(): Promise<void>
}

/** Starts one over an empty memory store. */
export async function serve(options: Partial<ScimRouterOptions> = {}): Promise<TestServer> {
  const store = createMemoryStore({ resourceTypes: RESOURCE_TYPES })
  let url = ''
  const app = express().disable('x-powered-by')
  app.use(
    '/scim/v2',
    createScimRouter({
      authenticate: ({ headers }) => {
        if (new RegExp(`^Bearer ${TOKEN}$`, 'i').test(headers.authorization ?? '')) return { tenant: 'acme' }
        throw unauthorized('The request needs a valid bearer token.')
      },
      baseUrl: () => url,
      resourceTypes: RESOURCE_TYPES,
      allowAnonymousConfig: true,
      ...options,
      store,
    }),
  )
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/scim/v2`
  return {
    url,
    async close() {
      server.closeAllConnections()
      server.close()
      await store.close()
    },
  }
}
