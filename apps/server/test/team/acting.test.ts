import { sessionInfoSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Answer, cookieOf, serve, type TestServer } from '../serve.ts'
import { openStream } from '../stream.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }

let server: TestServer
beforeEach(async () => {
  server = await serve()
})
afterEach(() => server.close())

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  server.call('GET', path, { headers })

async function whoIs(cookie: string): Promise<z.infer<typeof sessionInfoSchema>> {
  return sessionInfoSchema.parse(JSON.parse((await get('/api/session', { cookie })).text))
}

describe('the operator who plays a person', () => {
  const actAs = async (cookie: string, who = 'owner'): Promise<Answer> => {
    const { personId } = await server.member('acme', who)
    const headers = { cookie, ...SAME_ORIGIN }
    return server.call('POST', '/api/act-as', { headers, body: { team: 'acme', personId } })
  }

  it('is that person in the team, and the log says who played', async () => {
    const operator = await server.signIn()
    const played = await actAs(operator)
    expect(JSON.parse(played.text)).toMatchObject({ team: 'acme', role: 'owner', by: 'operator' })
    const cookie = `${operator}; ${cookieOf(played)}`
    const headers = { cookie, ...SAME_ORIGIN }
    await server.call('POST', '/api/teams/acme/spaces', { headers, body: { name: 'Plans', kind: 'open' } })
    const { text } = await get('/api/teams/acme/audit-log?count=2', { cookie })
    expect(JSON.parse(text)).toMatchObject({
      rows: [
        { action: 'space.created', actor: { kind: 'person', name: 'Olive Owner (played by the operator)' } },
        { action: 'session.started', actor: { kind: 'operator' }, after: { by: 'operator' } },
      ],
    })
    expect((await server.call('DELETE', '/api/act-as/acme', { headers })).status).toBe(204)
    expect(await whoIs(cookie)).toMatchObject({ operator: true, people: [] })
  })

  it('is for the operator alone, and for people who are active', async () => {
    const person = await server.signInPerson('acme', 'owner')
    expect((await actAs(person.cookie, 'admin')).status).toBe(403)
    const { personId } = await server.member('acme', 'owner')
    expect((await server.ask('POST', '/api/act-as', { team: 'acme', personId })).status).toBe(403)
    const operator = await server.signIn()
    const { scimId } = await server.member('acme', 'member')
    expect((await server.scim('acme', 'DELETE', `/Users/${scimId}`)).status).toBe(204)
    const refused = await actAs(operator, 'member')
    expect([refused.status, refused.headers['set-cookie']]).toEqual([409, undefined])
    const body = { team: 'globex', personId }
    const headers = { cookie: operator, ...SAME_ORIGIN }
    expect((await server.call('POST', '/api/act-as', { headers, body })).status).toBe(404)
  })

  it('does nothing in a team’s name without playing somebody', async () => {
    const headers = { cookie: await server.signIn(), ...SAME_ORIGIN }
    const answer = await server.call('GET', '/api/teams/acme/scim-settings', { headers })
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Act as a person')])
    expect((await server.call('GET', '/api/teams/acme/members', { headers })).status).toBe(200)
  })
})

describe('live events', () => {
  it('tell of each change in a team, and end with the session of the operator', async () => {
    const operator = await server.signIn()
    const owner = await server.signInPerson('acme', 'owner')
    const stream = await openStream(server, '/api/events', { cookie: operator })
    await owner.call('POST', 'spaces', { name: 'Plans', kind: 'open' })
    expect(await stream.take(1)).toEqual([{ event: 'team', data: '{"type":"team","team":"acme"}' }])
    await server.scim('globex', 'POST', '/Users', { schemas: [USER], userName: 'x@globex.example' })
    expect(await stream.take(1)).toEqual([{ event: 'team', data: '{"type":"team","team":"globex"}' }])
    await server.call('GET', server.signInLink().slice(server.url.length), { headers: { cookie: operator } })
    await stream.ended
  })
})
