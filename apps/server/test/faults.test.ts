import { connect } from 'node:net'
import { activeFaultSchema, type FaultEffect, type FaultRule, teamFaultsSchema } from '@scimulator/admin-api'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SHOWN_PRESETS } from '../src/faults/presets/presets.ts'
import { type Answer, serve, type TestServer } from './serve.ts'

let server: TestServer

beforeAll(async () => {
  server = await serve()
})
beforeEach(async () => {
  await server.ask('DELETE', '/api/teams/acme/faults')
  await server.ask('PUT', '/api/teams/acme/preset', { presets: [] })
})
afterAll(() => server.close())

const add = async (effect: FaultEffect, rest: Partial<FaultRule> = {}): Promise<string> => {
  const made = await server.ask('POST', '/api/teams/acme/faults', { match: {}, effect, ...rest })
  expect(made.status).toBe(201)
  return activeFaultSchema.parse(JSON.parse(made.text)).id
}
const faults = async (): Promise<ReturnType<typeof teamFaultsSchema.parse>> =>
  teamFaultsSchema.parse(JSON.parse((await server.ask('GET', '/api/teams/acme/faults')).text))
const json = (answer: Answer): Record<string, unknown> => JSON.parse(answer.text) as Record<string, unknown>
const user = (userName: string): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
})
const hits = async (at: TestServer): Promise<number | undefined> =>
  teamFaultsSchema.parse(JSON.parse((await at.ask('GET', '/api/teams/acme/faults')).text)).faults[0]?.hits
const lookUp = (userName: string): Promise<Answer> =>
  server.scim('acme', 'GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)

describe('faults', () => {
  test('hit so many requests as they are told, only those they are about, and no other team', async () => {
    await add({ kind: 'status', status: 503 }, { match: { method: 'GET', resource: 'Users' }, count: 2 })
    expect((await server.scim('acme', 'GET', '/Groups')).status).toBe(200)
    expect((await server.scim('globex', 'GET', '/Users')).status).toBe(200)
    const statuses = []
    for (let time = 0; time < 3; time++) statuses.push((await server.scim('acme', 'GET', '/Users')).status)
    expect(statuses).toEqual([503, 503, 200])
    expect((await faults()).faults).toMatchObject([{ hits: 2 }])
  })

  test('are told by text in the decoded query or in the body', async () => {
    await add({ kind: 'expiredToken' }, { match: { contains: 'eq "zed"' } })
    expect((await lookUp('ann')).status).toBe(200)
    const answer = await lookUp('zed')
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, expect.stringContaining('expired')])
    expect((await server.scim('acme', 'POST', '/Users', { ...user('kim'), displayName: 'eq "zed' })).status).toBe(201)
  })

  test.each([
    [{ seconds: 30 }, /^30$/],
    [{ date: 60 }, /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/],
    [{ text: 'soon' }, /^soon$/],
  ])('429 with Retry-After %j', async (retryAfter, form) => {
    await add({ kind: 'status', status: 429, retryAfter })
    const answer = await server.scim('acme', 'GET', '/Users')
    expect(answer).toMatchObject({ status: 429, headers: { 'scimulator-fault': 'status' } })
    expect(answer.headers['retry-after']).toMatch(form)
  })

  test('a page of a proxy instead of a SCIM error', async () => {
    await add({ kind: 'status', status: 502, html: true })
    const answer = await server.scim('acme', 'GET', '/Users')
    expect(answer).toMatchObject({ status: 502, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(answer.text).toContain('<h1>502')
  })

  test('a reset does nothing; a lost reply does what was asked', async () => {
    await add({ kind: 'reset' }, { match: { method: 'POST' }, count: 1 })
    await expect(server.scim('acme', 'POST', '/Users', user('reset@acme.example'))).rejects.toThrow(
      /hang up|ECONNRESET/,
    )
    expect(json(await lookUp('reset@acme.example')).totalResults).toBe(0)
    await add({ kind: 'loseReply' }, { match: { method: 'POST' }, count: 1 })
    await expect(server.scim('acme', 'POST', '/Users', user('lost@acme.example'))).rejects.toThrow(/hang up|ECONNRESET/)
    expect(json(await lookUp('lost@acme.example')).totalResults).toBe(1)
  })

  test('a request sent twice by a proxy: the second answer is a conflict with itself', async () => {
    await add({ kind: 'duplicate' }, { match: { method: 'POST' }, count: 1 })
    expect((await server.scim('acme', 'POST', '/Users', user('twice@acme.example'))).status).toBe(409)
    expect(json(await lookUp('twice@acme.example')).totalResults).toBe(1)
  })

  test('a stale read shows what stood there before the last write', async () => {
    const made = json(await server.scim('acme', 'POST', '/Users', user('stale@acme.example')))
    const path = `/Users/${String(made.id)}`
    await server.scim('acme', 'PUT', path, { ...user('stale@acme.example'), displayName: 'New' })
    await add({ kind: 'staleRead' }, { match: { method: 'GET', contains: 'displayName' }, count: 2 })
    const before = json(await server.scim('acme', 'GET', `${path}?attributes=displayName`))
    await server.scim('acme', 'PUT', path, { ...user('stale@acme.example'), displayName: 'Newer' })
    const stale = json(await server.scim('acme', 'GET', `${path}?attributes=displayName`))
    const fresh = json(await server.scim('acme', 'GET', `${path}?attributes=displayName`))
    expect([before.displayName, stale.displayName, fresh.displayName]).toEqual(['New', 'New', 'Newer'])
  })

  test('a stale read shows nothing to whoever may not read, and stands in for no write', async () => {
    await add({ kind: 'staleRead' })
    const list = '/teams/acme/scim/v2/Users'
    await server.scim('acme', 'GET', '/Users')
    const made = await server.scim('acme', 'POST', '/Users', user('behind@acme.example'))
    expect(made.status).toBe(201)
    expect((await server.call('GET', list)).status).toBe(401)
    expect((await server.call('GET', list, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
    expect((await server.scim('acme', 'POST', '/Users', user('behind-too@acme.example'))).status).toBe(201)
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 0 }
    const now = json(await server.scim('acme', 'POST', '/Users/.search', search))
    const stale = json(await server.scim('acme', 'GET', '/Users'))
    expect(stale.totalResults).toBe(Number(now.totalResults) - 2)
  })

  test('a client that gives up a request that hangs leaves nothing behind', async () => {
    const small = await serve({ maxInFlight: 2 })
    try {
      const rule = { match: { method: 'GET' }, effect: { kind: 'hang' }, count: 4 }
      expect((await small.ask('POST', '/api/teams/acme/faults', rule)).status).toBe(201)
      for (let turn = 0; turn < 4; turn++) {
        const socket = connect(small.port, '127.0.0.1')
        socket.write(`GET /teams/acme/scim/v2/Users HTTP/1.1\r\nHost: localhost:${small.port}\r\n\r\n`)
        await expect.poll(() => hits(small), { timeout: 10_000 }).toBe(turn + 1)
        socket.destroy()
      }
      await expect.poll(async () => (await small.scim('acme', 'GET', '/Users')).status, { timeout: 10_000 }).toBe(200)
    } finally {
      await small.close()
    }
  })

  test('half a page, and a total that is wrong', async () => {
    const whole = json(await server.scim('acme', 'GET', '/Users'))
    const resources = whole.Resources as unknown[]
    await add({ kind: 'truncatePage' }, { count: 1 })
    const half = json(await server.scim('acme', 'GET', '/Users'))
    expect((half.Resources as unknown[]).length).toBe(Math.floor(resources.length / 2))
    expect(half.totalResults).toBe(whole.totalResults)
    await add({ kind: 'wrongTotal' }, { count: 1 })
    expect(json(await server.scim('acme', 'GET', '/Users')).totalResults).toBe(Number(whole.totalResults) - 1)
  })

  test('another content type, and an answer that comes late', async () => {
    await add({ kind: 'contentType', value: 'text/plain' }, { count: 1 })
    expect((await server.scim('acme', 'GET', '/Users')).headers['content-type']).toBe('text/plain')
    await add({ kind: 'slow', ms: 1 }, { count: 1 })
    expect((await server.scim('acme', 'GET', '/Users')).status).toBe(200)
  })

  test('a share of the requests, the same for the same seed', async () => {
    const draw = async (): Promise<string> => {
      const id = await add({ kind: 'status', status: 500 }, { probability: 0.5, seed: 'monday' })
      let hits = ''
      for (let time = 0; time < 24; time++)
        hits += (await server.scim('acme', 'GET', '/Users')).status === 500 ? 'x' : '.'
      await server.ask('DELETE', `/api/teams/acme/faults/${id}`)
      return hits
    }
    const first = await draw()
    expect(first).toMatch(/x/)
    expect(first).toMatch(/\./)
    expect(await draw()).toBe(first)
  })

  test.each([
    [{ match: {}, effect: { kind: 'status', status: 200 } }],
    [{ match: {}, effect: { kind: 'explode' } }],
    [{ match: { method: 'TRACE' }, effect: { kind: 'reset' } }],
    [{ match: {}, effect: { kind: 'contentType', value: 'a\r\nb' } }],
    [{ match: {}, effect: { kind: 'reset' }, probability: 2 }],
  ])('%j is refused, and nothing is switched on', async (rule) => {
    expect((await server.ask('POST', '/api/teams/acme/faults', rule)).status).toBe(400)
    expect((await faults()).faults).toEqual([])
  })

  test('belong to whoever runs the server: people of the team do not see them', async () => {
    const owner = await server.signInPerson('acme', 'owner')
    expect((await owner.call('GET', 'faults')).status).toBe(403)
    expect((await owner.call('PUT', 'preset', { presets: ['no-match-404'] })).status).toBe(403)
    expect((await server.call('GET', '/api/teams/acme/faults')).status).toBe(401)
  })
})

describe('presets', () => {
  test('every defect has its id once, a summary and a source', () => {
    expect(new Set(SHOWN_PRESETS.map(({ id }) => id)).size).toBe(SHOWN_PRESETS.length)
    for (const { id, summary, source } of SHOWN_PRESETS) {
      expect(id).toMatch(/^[a-z0-9-]+$/)
      expect(summary.length).toBeGreaterThan(20)
      expect(source.length).toBeGreaterThan(10)
    }
  })

  test('are given and taken away; an unknown one is refused with those there are', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['no-match-404'] })
    expect((await faults()).presets).toEqual(['no-match-404'])
    expect(await lookUp('nobody@acme.example')).toMatchObject({
      status: 404,
      headers: { 'scimulator-fault': 'no-match-404' },
    })
    const refused = await server.ask('PUT', '/api/teams/acme/preset', { presets: ['no-match'] })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('page-size-totals')
    await server.ask('PUT', '/api/teams/acme/preset', { presets: [] })
    const answer = await lookUp('nobody@acme.example')
    expect([answer.status, answer.headers['scimulator-fault']]).toEqual([200, undefined])
  })

  test('string-booleans: text sent for active comes back as text, a boolean as a boolean', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['string-booleans'] })
    const { id } = json(await server.scim('acme', 'POST', '/Users', user('text@acme.example')))
    const set = (value: unknown): Promise<Answer> =>
      server.scim('acme', 'PATCH', `/Users/${String(id)}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'Replace', path: 'active', value }],
      })
    expect(json(await set('False')).active).toBe('False')
    expect(json(await lookUp('text@acme.example'))).toMatchObject({ Resources: [{ active: 'False' }] })
    expect(json(await set(true)).active).toBe(true)
  })

  const patch = (path: string, ...Operations: object[]): Promise<Answer> =>
    server.scim('acme', 'PATCH', path, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations,
    })
  const rawBody = async (method: string, path: string, body: string | Buffer): Promise<Answer> => {
    const token = server.teams.find(({ team }) => team.name === 'acme')?.token
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    return server.call(method, `/teams/acme/scim/v2${path}`, { headers, body })
  }

  test.each(SHOWN_PRESETS.map(({ id }) => id))(
    '%s: what the server refuses of a body it refuses all the same',
    async (id) => {
      await server.ask('PUT', '/api/teams/acme/preset', { presets: [id] })
      const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
      const enterprise = '"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{}'
      const nested = await rawBody('POST', '/Users', `{"userName":"d@acme.example",${enterprise},"title":${deep}}`)
      expect(nested.status).toBe(400)
      const text = await rawBody('POST', '/Users', Buffer.from('{"userName":"\xff@acme.example"}', 'latin1'))
      expect(text.status).toBe(400)
    },
  )

  test('a body that is larger than any server takes is refused', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['no-match-404'] })
    const answer = await rawBody('POST', '/Users', ' '.repeat(16 * 1024 * 1024 + 1))
    expect([answer.status, answer.headers['content-type']]).toEqual([413, 'application/scim+json; charset=utf-8'])
  })

  test('empty-success: a search by POST is no write', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['empty-success'] })
    expect((await server.scim('acme', 'POST', '/Users', user('silent@acme.example'))).text).toBe('')
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 1 }
    expect(json(await server.scim('acme', 'POST', '/Users/.search', search))).toMatchObject({ itemsPerPage: 1 })
  })

  test('id-changes: also where the client names the version it has seen', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['id-changes'] })
    const made = await server.scim('acme', 'POST', '/Users', user('moving@acme.example'))
    const { id } = json(made)
    const token = server.teams.find(({ team }) => team.name === 'acme')?.token
    const put = await server.call('PUT', `/teams/acme/scim/v2/Users/${String(id)}`, {
      headers: { authorization: `Bearer ${token}`, 'if-match': String(made.headers.etag) },
      body: user('moving@acme.example'),
    })
    expect(put.status).toBe(200)
    expect(json(put).id).not.toBe(id)
  })

  test('members-kept-twice: whoever is there and is added again; not who had gone meanwhile', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['members-kept-twice'] })
    const { id: value } = json(await server.scim('acme', 'POST', '/Users', user('twin@acme.example')))
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
    const group = { schemas, displayName: 'Twice', members: [{ value }] }
    const path = `/Groups/${String(json(await server.scim('acme', 'POST', '/Groups', group)).id)}`
    const members = async (): Promise<unknown> => json(await server.scim('acme', 'GET', path)).members
    const add = { op: 'add', path: 'members', value: [{ value }] }
    expect((await patch(path, add)).status).toBe(204)
    expect(await members()).toMatchObject([{ value }, { value }])
    await patch(path, { op: 'remove', path: `members[value eq "${String(value)}"]` })
    await patch(path, add)
    expect(await members()).toMatchObject([{ value }])
  })

  test('duplicates-allowed: a second user of the same name, which can be told by its id alone', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['duplicates-allowed'] })
    const first = json(await server.scim('acme', 'POST', '/Users', user('double@acme.example')))
    const second = json(await server.scim('acme', 'POST', '/Users', user('double@acme.example')))
    expect([first.userName, second.userName]).toEqual(['double@acme.example', 'double@acme.example'])
    expect(first.id).not.toBe(second.id)
    const found = json(await lookUp('double@acme.example')).Resources as { id: unknown }[]
    expect(found.map(({ id }) => id)).toEqual([first.id, second.id])
    const put = await server.scim('acme', 'PUT', `/Users/${String(second.id)}`, user('double@acme.example'))
    expect([put.status, json(put).userName]).toEqual([200, 'double@acme.example'])
  })

  test.each(['add', 'replace'])('no-target-400: %s by a filter that selects none, and by none other', async (op) => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['no-target-400'] })
    const emails = [{ type: 'home', value: 'home@acme.example' }]
    const { id } = json(await server.scim('acme', 'POST', '/Users', { ...user(`${op}@acme.example`), emails }))
    const set = (path: string): Promise<Answer> => patch(`/Users/${String(id)}`, { op, path, value: 'x@acme.example' })
    expect(json(await set('emails[type eq "work"].value'))).toMatchObject({ status: '400', scimType: 'noTarget' })
    expect((await set('emails[type eq "home"].value')).status).toBe(200)
  })

  test('a fault above a defect: both are named', async () => {
    await server.ask('PUT', '/api/teams/acme/preset', { presets: ['no-match-404'] })
    await add({ kind: 'contentType', value: 'text/html' })
    const answer = await lookUp('nobody@acme.example')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html',
      'scimulator-fault': 'no-match-404,contentType',
    })
  })
})
