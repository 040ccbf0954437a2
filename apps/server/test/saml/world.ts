import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inflateRawSync } from 'node:zlib'
import type { AuditRow, Member } from '@scimulator/admin-api'
import { GROUP, USER } from '@scimulator/scim-core'
import { createSqliteStore } from '@scimulator/scim-store/sqlite'
import express from 'express'
import { onTestFinished } from 'vitest'
import { securityHeaders } from '../../src/http/security-headers.ts'
import { createProduct } from '../../src/product/create-product.ts'
import type { Actor, NewMember, Product } from '../../src/product/product.ts'
import { PRODUCT_TABLES } from '../../src/product/sqlite/tables.ts'
import { DEFAULT_TEAM_POLICY } from '../../src/product/team-policy.ts'
import { samlRoutes } from '../../src/saml/saml-routes.ts'
import { createSamlSignOn, type SamlSignOn } from '../../src/saml/saml-sign-on.ts'
import { createSqliteConnections } from '../../src/saml/sqlite-connections.ts'
import { createPersonCookie } from '../../src/session/person-cookie.ts'
import { createSqliteTeamStore } from '../../src/teams/sqlite-team-store.ts'
import type { Team } from '../../src/teams/team.ts'
import { forge, type Message, metadataOf } from './forge.ts'

export const OPERATOR: Actor = { kind: 'operator', id: null, name: 'Operator', requestId: null }
/** The person who signs in. */
export const ANN = 'ann@acme.example'

/** Two teams on a loopback port, `acme` with an identity provider. */
export interface SamlWorld {
  readonly url: string
  readonly acme: Team
  readonly globex: Team
  readonly product: Product
  readonly signOn: SamlSignOn
  /** Moves this server's clock, but not the library's. */
  pass(milliseconds: number): void
  /** A browser without cookies. */
  browser(): Browser
  add(userName: string, more?: Partial<NewMember>): Promise<Member>
  /** What a good answer of the identity provider says. */
  message(requestId: string, more?: Partial<Message>): Message
  /** Why the last sign-in was refused. */
  lastReason(team?: Team): Promise<string | undefined>
  audit(team?: Team): Promise<readonly AuditRow[]>
  /** Sessions of everybody in the team. */
  sessions(team?: Team): Promise<number>
  /** Closes what is kept of sign-on and opens it again, as a restart does. */
  restart(): void
}

/** An answer as a browser sees it. */
export interface Answer {
  readonly status: number
  readonly location: string | null
  readonly headers: Headers
  readonly text: string
}

/** A sign-in under way. */
export interface Flow {
  readonly requestId: string
  readonly relayState: string | null
  readonly authnRequest: string
  /** Where the browser was sent. */
  readonly url: URL
}

/** A browser with its cookies. */
export interface Browser {
  readonly cookies: Map<string, string>
  readonly setCookies: string[]
  get(path: string): Promise<Answer>
  /** Goes to the sign-in of a team. */
  begin(team?: Team, query?: string): Promise<Flow>
  /** Posts an answer of the identity provider; `repeated` is our own page's doing. */
  post(form: Record<string, string> | string, team?: Team): Promise<Answer>
  /** Posts an answer as the browser has it after the page that repeats. */
  answer(samlResponse: string, team?: Team): Promise<Answer>
  /** Whether the browser is signed in to the team. */
  personId(team?: Team): Promise<string | undefined>
}

/** A world of its own for the running test. */
export async function createSamlWorld(
  options: { file?: string; https?: boolean; seats?: number } = {},
): Promise<SamlWorld> {
  const { file = ':memory:', https = false, seats = null } = options
  let passed = 0
  const now = (): number => Date.now() + passed
  const teams = createSqliteTeamStore(':memory:')
  const team = (name: string): Team =>
    teams.create({ name, displayName: `Team <${name}>`, vendor: null, strict: false })
  const [acme, globex] = [team('acme'), team('globex')]
  const store = createSqliteStore({
    file: ':memory:',
    resourceTypes: [USER, GROUP],
    applicationTables: PRODUCT_TABLES,
    now,
  })
  const failures: unknown[] = []
  const product = createProduct({
    store,
    teams,
    policyOf: () => ({ ...DEFAULT_TEAM_POLICY, seats }),
    now,
    onError: (error) => failures.push(error),
  })
  const app = express().set('query parser', 'simple')
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  const url = https ? 'https://scim.example' : origin
  const personCookie = createPersonCookie({ port, secure: https })
  let connections = createSqliteConnections(file)
  // Hands every call on to what is open now.
  const current = new Proxy(connections, {
    get: (_target, name, receiver) => Reflect.get(connections, name, receiver) as unknown,
  })
  const signOn = createSamlSignOn({
    connections: current,
    audit: product.audit,
    sessions: product.sessions,
    serverUrl: url,
    now,
    mayReachLoopback: true,
  })
  app.use(securityHeaders())
  app.use(
    samlRoutes({
      teams,
      product,
      connections: current,
      personCookie,
      serverUrl: url,
      port,
      now,
      ticks: () => performance.now(),
    }),
  )
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (status === 500) failures.push(error)
    response.status(status).end()
  })
  await signOn.set(acme, { metadata: metadataOf() }, OPERATOR)
  onTestFinished(async () => {
    await close(server)
    connections.close()
    teams.close()
    await store.close()
    if (failures.length > 0) throw failures[0]
  })
  const base = (of: Team): string => `${url}/teams/${of.name}/saml`
  return {
    url: origin,
    acme,
    globex,
    product,
    signOn,
    pass(milliseconds) {
      passed += milliseconds
    },
    browser: () =>
      createBrowser(origin, acme, async (request, of) => {
        const secret = personCookie.read(request, of.name)
        return secret === undefined ? undefined : (await product.sessions.find(secret))?.personId
      }),
    add: (userName, more = {}) =>
      product.members.add(acme, { userName, role: 'member', origin: 'founder', ...more }, OPERATOR),
    message: (requestId, more = {}) => ({
      acsUrl: `${base(acme)}/acs`,
      audience: `${base(acme)}/metadata`,
      nameId: ANN,
      requestId,
      ...more,
    }),
    lastReason: async (of = acme) => (await signOn.settings(of)).refusals[0]?.reason,
    audit: async (of = acme) => (await product.audit.page(of, { count: 100 })).rows,
    async sessions(of = acme) {
      const { members } = await product.members.list(of, { startIndex: 1, count: 100 })
      const lists = await Promise.all(members.map(({ personId }) => product.sessions.list(of, personId)))
      return lists.flat().length
    },
    restart() {
      connections.close()
      connections = createSqliteConnections(file)
    },
  }
}

/** A world with Ann in it, and a browser that has begun to sign in. */
export async function createBegunWorld(): Promise<SamlWorld & { browser1: Browser; flow: Flow; ann: Member }> {
  const world = await createSamlWorld()
  const ann = await world.add(ANN)
  const browser1 = world.browser()
  return { ...world, browser1, ann, flow: await browser1.begin() }
}

type WhoIs = (request: express.Request, team: Team) => Promise<string | undefined>

function createBrowser(origin: string, acme: Team, whoIs: WhoIs): Browser {
  const cookies = new Map<string, string>()
  const setCookies: string[] = []
  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    headers.set('user-agent', 'Test browser')
    if (cookie !== '') headers.set('cookie', cookie)
    const answer = await fetch(`${origin}${path}`, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      setCookies.push(line)
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=', 2)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const { status } = answer
    return { status, location: answer.headers.get('location'), headers: answer.headers, text: await answer.text() }
  }
  const post: Browser['post'] = (form, team = acme) =>
    send(`/teams/${team.name}/saml/acs`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    })
  return {
    cookies,
    setCookies,
    get: (path) => send(path),
    async begin(team = acme, query = '') {
      const { status, location } = await send(`/teams/${team.name}/saml/sign-in${query}`)
      if (status !== 303 || location === null) throw new Error(`The sign-in answers ${status}.`)
      const url = new URL(location)
      const authnRequest = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
      const requestId = / ID="([^"]+)"/.exec(authnRequest)?.[1] ?? ''
      return { url, authnRequest, requestId, relayState: url.searchParams.get('RelayState') }
    },
    post,
    answer: (SAMLResponse, team = acme) => post({ SAMLResponse, repeated: '1' }, team),
    async personId(team = acme) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      // The one thing the cookie's reader asks of a request.
      return whoIs({ get: () => cookie } as unknown as express.Request, team)
    },
  }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** A signed answer for a flow, good unless told otherwise. */
export function good(world: SamlWorld, { requestId }: Pick<Flow, 'requestId'>, more: Partial<Message> = {}): string {
  return forge(world.message(requestId, more))
}
