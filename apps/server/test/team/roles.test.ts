import type { Role } from '@scimulator/admin-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATIONS } from '../../src/openapi/admin-openapi.ts'
import type { ApiAudience } from '../../src/openapi/api-operation.ts'
import { type Answer, type PersonBrowser, serve, type TestServer } from '../serve.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'member', 'guest']

type CallerName = Role | 'outsider' | 'operator' | 'ingest' | 'nobody'

/** Who passes the door of an operation. What a role may do to another behind it is tested with the product. */
const LET_IN: Readonly<Record<ApiAudience, readonly CallerName[]>> = {
  anyone: [...ROLES, 'outsider', 'operator', 'ingest', 'nobody'],
  known: [...ROLES, 'outsider', 'operator', 'ingest'],
  lab: ['operator', 'ingest'],
  operator: ['operator'],
  ingest: ['ingest'],
  team: [...ROLES, 'operator', 'ingest'],
  person: ROLES,
  auditor: ['owner', 'admin', 'manager'],
  administrator: ['owner', 'admin'],
}

let server: TestServer
const callers = new Map<CallerName, (method: string, path: string) => Promise<Answer>>()

beforeAll(async () => {
  server = await serve()
  const owner = await server.signInPerson('acme', 'owner')
  for (const role of ['manager', 'guest']) {
    const userName = `${role}@acme.example`
    await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName })
    await owner.call('PATCH', `members/${(await server.member('acme', userName)).personId}`, { role })
  }
  const as = (cookie: string | undefined) => (method: string, path: string) =>
    server.call(method, path, {
      headers: { ...(cookie === undefined ? {} : { cookie }), 'sec-fetch-site': 'same-origin' },
    })
  for (const role of ROLES) callers.set(role, as((await server.signInPerson('acme', role)).cookie))
  callers.set('outsider', as((await server.signInPerson('globex', 'owner')).cookie))
  callers.set('operator', as(await server.signIn()))
  callers.set('nobody', as(undefined))
  callers.set('ingest', (method, path) => server.ask(method, path))
})
afterAll(() => server.close())

describe('PR-06 PR-07 who gets at what', () => {
  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    '%s lets in whom it is for and nobody else',
    async (_id, { method, path, audience = 'lab' }) => {
      const at = `/api${path.replace('{team}', 'acme').replaceAll(/\{\w+\}/g, 'none')}`
      for (const [caller, call] of callers) {
        const mayPass = LET_IN[audience].includes(caller)
        // What is let in and has no body to be judged by would be done.
        if (mayPass && method === 'delete') continue
        if (mayPass && path.endsWith('events')) continue
        const { status } = await call(method.toUpperCase(), at)
        const isRefused = [401, 403].includes(status)
        const isHidden = caller === 'outsider' && status === 404
        expect([caller, status, isRefused || isHidden]).toEqual([caller, status, !mayPass])
        if (caller === 'nobody' && !mayPass) expect(status).toBe(401)
      }
    },
  )

  it('somebody who is in no other team is told of none', async () => {
    const member = callers.get('member')
    const [foreign, unknown] = [
      await member?.('GET', '/api/teams/globex/members'),
      await member?.('GET', '/api/teams/nosuch/members'),
    ]
    expect(foreign).toMatchObject({ status: 404, text: unknown?.text })
  })
})

describe('AT-05 credentials open their own door only', () => {
  let person: PersonBrowser
  beforeAll(async () => {
    person = await server.signInPerson('acme', 'owner')
  })

  it.each([
    ['a session', () => ({ cookie: person.cookie })],
    ['the ingest token', () => ({ authorization: `Bearer ${server.ingestToken}` })],
    ['a SCIM token as a cookie', () => ({ cookie: `token=${server.teams[0]?.token}` })],
  ])('%s opens no SCIM address', async (_name, headers) => {
    expect((await server.call('GET', '/teams/acme/scim/v2/Users', { headers: headers() })).status).toBe(401)
  })

  it.each(['access_token', 'token'])('a SCIM token in the query as %s opens nothing', async (name) => {
    const answer = await server.call('GET', `/teams/acme/scim/v2/Users?${name}=${server.teams[0]?.token}`)
    expect(answer.status).toBe(401)
  })

  it('a SCIM token opens no API, not even beside a session', async () => {
    const authorization = `Bearer ${server.teams[0]?.token}`
    for (const path of ['/api/teams', '/api/teams/acme/members', '/api/session']) {
      expect([path, (await server.call('GET', path, { headers: { authorization } })).status]).toEqual([path, 401])
      const headers = { authorization, cookie: person.cookie }
      expect([path, (await server.call('GET', path, { headers })).status]).toEqual([path, 401])
    }
  })

  it('the secret of one team’s cookie is nothing in another’s', async () => {
    const [name = '', value = ''] = person.cookie.split('=', 2)
    const cookie = `${name.replace('acme', 'globex')}=${value}`
    expect((await server.call('GET', '/api/teams/globex/members', { headers: { cookie } })).status).toBe(401)
  })
})
