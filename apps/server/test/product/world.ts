import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AuditRow, Member } from '@scimulator/admin-api'
import {
  BULK_REQUEST,
  GROUP,
  GROUP_SCHEMA,
  PATCH_OP,
  TOLERANCES,
  USER,
  USER_SCHEMA,
  unauthorized,
} from '@scimulator/scim-core'
import { createScimRouter } from '@scimulator/scim-express'
import { createSqliteStore, type SqliteResourceStore } from '@scimulator/scim-store/sqlite'
import express from 'express'
import { onTestFinished } from 'vitest'
import { createProduct, type StartingProduct } from '../../src/product/create-product.ts'
import { type Actor, type NewMember, ProductRefusal } from '../../src/product/product.ts'
import { PRODUCT_TABLES } from '../../src/product/sqlite/tables.ts'
import { DEFAULT_TEAM_POLICY, type TeamPolicy } from '../../src/product/team-policy.ts'
import type { Team } from '../../src/teams/team.ts'

/** An answer of the SCIM side. */
export interface Answer {
  readonly status: number
  readonly etag: string | null
  readonly body: Record<string, unknown>
  readonly id: string
}

/** Two teams with the product over a real store, and their SCIM side on a loopback port. */
export interface World {
  readonly store: SqliteResourceStore
  readonly product: StartingProduct
  readonly acme: Team
  readonly globex: Team
  /** Moves the clock on. */
  pass(milliseconds: number): void
  settle(team: Team, policy: Partial<TeamPolicy>): void
  /** A SCIM request to a team, `acme` unless told otherwise. */
  scim(method: string, path: string, body?: unknown, team?: Team): Promise<Answer>
  post(userName: string, more?: object, team?: Team): Promise<Answer>
  patch(id: string, value: object, team?: Team): Promise<Answer>
  put(id: string, userName: string, more?: object, team?: Team): Promise<Answer>
  remove(id: string, team?: Team): Promise<Answer>
  /** Makes a member outside of SCIM. */
  add(userName: string, more?: Partial<NewMember>, team?: Team): Promise<Member>
  /** The member with this User. */
  member(scimId: string, team?: Team): Promise<Member>
  audit(team?: Team): Promise<readonly AuditRow[]>
}

/** The operator, who may do everything. */
export const OPERATOR: Actor = { kind: 'operator', id: null, name: 'Operator', requestId: null }
/** Support, who alone erases. */
export const SUPPORT: Actor = { kind: 'support', id: null, name: 'Support', requestId: 'req-1' }
/** A hundred members at most. */
export const FIRST_PAGE = { startIndex: 1, count: 100 } as const

/** How something ended: the code of its refusal, or `done`. */
export async function outcomeOf(change: Promise<unknown>): Promise<string> {
  try {
    await change
    return 'done'
  } catch (error) {
    if (error instanceof ProductRefusal) return error.code
    throw error
  }
}

/** A person as an actor. */
export function as({ personId, displayName }: Pick<Member, 'personId' | 'displayName'>): Actor {
  return { kind: 'person', id: personId, name: displayName, requestId: 'req-2' }
}

function team(name: string): Team {
  return { id: `team-${name}`, name, displayName: name, vendor: null, scimEnabled: true, strict: false }
}

/** A world of its own for the running test. */
export async function createWorld(
  options: { file?: string; applicationTables?: readonly string[] } = {},
): Promise<World> {
  const { file = ':memory:', applicationTables = PRODUCT_TABLES } = options
  let time = Date.UTC(2026, 0, 1)
  const now = (): number => time
  const [acme, globex] = [team('acme'), team('globex')]
  const teams = new Map([acme, globex].map((each) => [each.id, each]))
  const policies = new Map<string, TeamPolicy>()
  const store = createSqliteStore({ file, resourceTypes: [USER, GROUP], applicationTables, now })
  const failures: unknown[] = []
  const product = createProduct({
    store,
    teams: { byId: (id) => teams.get(id) },
    policyOf: ({ id }) => policies.get(id) ?? DEFAULT_TEAM_POLICY,
    now,
    onError: (error) => failures.push(error),
  })
  const server = await listen(store, product, failures)
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve))
    await store.close()
    if (failures.length > 0) throw failures[0]
  })
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo

  async function scim(method: string, path: string, body?: unknown, of: Team = acme): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${port}/${of.id}${path}`, {
      method,
      headers: { 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    // Every answer of the SCIM side is an object or nothing.
    const parsed = (text === '' ? {} : JSON.parse(text)) as Answer['body']
    return { status: answer.status, etag: answer.headers.get('etag'), body: parsed, id: String(parsed.id) }
  }

  return {
    store,
    product,
    acme,
    globex,
    scim,
    pass: (milliseconds) => {
      time += milliseconds
    },
    settle: ({ id }, policy) => void policies.set(id, { ...DEFAULT_TEAM_POLICY, ...policy }),
    post: (userName, more = {}, of) => scim('POST', '/Users', userOf(userName, more), of),
    patch: (id, value, of) =>
      scim('PATCH', `/Users/${id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', value }] }, of),
    put: (id, userName, more = {}, of) => scim('PUT', `/Users/${id}`, userOf(userName, more), of),
    remove: (id, of) => scim('DELETE', `/Users/${id}`, undefined, of),
    add: (userName, more = {}, of = acme) =>
      product.members.add(of, { userName, role: 'member', origin: 'founder', ...more }, OPERATOR),
    async member(scimId, of = acme) {
      const { members } = await product.members.list(of, FIRST_PAGE)
      const found = members.find((each) => each.scimId === scimId)
      if (found === undefined) throw new Error(`There is no member with the User ${scimId}.`)
      return found
    },
    audit: async (of = acme) => (await product.audit.page(of, { count: 1000 })).rows,
  }
}

/** A User as an identity provider sends it. */
export function userOf(userName: string, more: object = {}): object {
  return { schemas: [USER_SCHEMA], userName, active: true, ...more }
}

/** A Group as an identity provider sends it. */
export function groupOf(displayName: string, ids: readonly string[]): object {
  return { schemas: [GROUP_SCHEMA], displayName, members: ids.map((value) => ({ value })) }
}

/** A bulk request. */
export function bulkOf(...operations: object[]): object {
  return { schemas: [BULK_REQUEST], Operations: operations }
}

async function listen(store: SqliteResourceStore, product: StartingProduct, failures: unknown[]): Promise<Server> {
  const app = express()
  let exchanges = 0
  app.use(
    '/:team',
    createScimRouter({
      store,
      hooks: product.hooks,
      tolerances: TOLERANCES.map(({ id }) => id),
      baseUrl: 'http://localhost/scim/v2',
      authenticate({ baseUrl }) {
        const tenant = baseUrl.slice(1)
        if (!tenant.startsWith('team-')) throw unauthorized('There is no such team.')
        return { tenant, credential: 'token-1' }
      },
      exchangeId: () => `exchange-${++exchanges}`,
      onError: (error) => failures.push(error),
    }),
  )
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
