import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GROUP, USER, unauthorized } from '@scimulator/scim-core'
import { createScimRouter, type Principal, type ScimRouterOptions } from '@scimulator/scim-express'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import type { RunningServer } from '@scimulator/tests-support'
import express from 'express'
import { afterAll, beforeAll } from 'vitest'
import { ScimClient } from './client.ts'

/** What a router is made with, for a test of what the shipped server does not do. */
export interface RouterOptions extends Partial<Omit<ScimRouterOptions, 'authenticate'>> {
  /** Who each bearer token stands for; a client's own token is `all`. Default: that one, which may do everything. */
  readonly principals?: ReadonlyMap<string, Principal>
}

const ALL = 'all'

/** Starts a strict router over an empty store of its own for the tests of a file. */
export function useRouter(options: RouterOptions = {}): ScimClient {
  const client = new ScimClient()
  beforeAll(async () => client.connect(await startRouter(options)))
  afterAll(() => client.server.stop())
  return client
}

/** The header of a request with another token than the client's own. */
export function withToken(token: string): { readonly headers: { readonly authorization: string } } {
  return { headers: { authorization: `Bearer ${token}` } }
}

async function startRouter({ principals = new Map(), ...options }: RouterOptions): Promise<RunningServer> {
  const store = options.store ?? createMemoryStore({ resourceTypes: options.resourceTypes ?? [USER, GROUP] })
  let url = ''
  const app = express()
  const router = createScimRouter({
    ...options,
    store,
    baseUrl: () => `${url}/scim/v2`,
    authenticate({ headers: { authorization = '' } }) {
      const token = authorization.replace(/^Bearer /, '')
      const principal = token === ALL ? { tenant: 'acme' } : principals.get(token)
      if (principal === undefined) throw unauthorized('The request needs a valid bearer token.')
      return principal
    },
  })
  app.use('/scim/v2', router)
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has a port.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    scimUrl: `${url}/scim/v2`,
    hostUrl: `${url}/scim/v2`,
    token: ALL,
    async stop() {
      server.closeAllConnections()
      server.close()
      await store.close()
    },
  }
}
