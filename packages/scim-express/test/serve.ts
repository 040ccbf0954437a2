import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GROUP, isJsonObject, type JsonObject, type JsonValue, USER, unauthorized } from '@scimulator/scim-core'
import type { ResourceStore } from '@scimulator/scim-store'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import express from 'express'
import { createScimRouter, type ScimExchange, type ScimRouterOptions } from '../src/index.ts'

/** An answer with its body parsed; an absent body is an empty object. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: JsonObject
}

/** A router behind a real socket, with clients for two tenants. */
export interface TestServer {
  readonly url: string
  readonly store: ResourceStore
  readonly exchanges: ScimExchange[]
  readonly errors: unknown[]
  request(method: string, path: string, init?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>
  close(): Promise<void>
}

/** The token of a tenant is its name. */
const TENANTS = new Set(['a', 'b'])

/** Starts a server on a free port over an empty memory store. */
export async function serve(options: Partial<ScimRouterOptions> = {}): Promise<TestServer> {
  const store = options.store ?? createMemoryStore({ resourceTypes: [USER, GROUP] })
  const exchanges: ScimExchange[] = []
  const errors: unknown[] = []
  let url = ''
  const app = express()
  app.disable('x-powered-by')
  app.use(
    '/scim/v2',
    createScimRouter({
      authenticate: (request) => {
        const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
        if (token === undefined || !TENANTS.has(token)) throw unauthorized('The request needs a valid bearer token.')
        return { tenant: token }
      },
      baseUrl: () => url,
      onExchange: (exchange) => exchanges.push(exchange),
      onError: (error) => errors.push(error),
      ...options,
      store,
    }),
  )
  const server: Server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has a port.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`
  return {
    url,
    store,
    exchanges,
    errors,
    async request(method, path, { body, headers = {} } = {}) {
      const init = {
        authorization: 'Bearer a',
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      }
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...init, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        redirect: 'manual',
      })
      const text = await response.text()
      const parsed: unknown = text === '' ? {} : JSON.parse(text)
      return { status: response.status, headers: response.headers, text, body: isJsonObject(parsed) ? parsed : {} }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await store.close()
    },
  }
}

/** A User body. */
export function aUser(userName: string, more: JsonObject = {}): JsonObject {
  return { schemas: [USER.schema.id], userName, ...more }
}

/** A Group body. */
export function aGroup(displayName: string, members: readonly JsonValue[] = []): JsonObject {
  const ids = members.map((value) => ({ value }))
  return { schemas: [GROUP.schema.id], displayName, ...(ids.length === 0 ? {} : { members: ids }) }
}

/** A PatchOp body. */
export function aPatch(...operations: JsonObject[]): JsonObject {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations }
}

/** The objects in a list of a body. */
export function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The object under a key of a body; empty when there is none. */
export function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
