import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOLERANCES } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from './serve.ts'

let server: TestServer
let dist: string
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'dist-'))
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>dash</title>')
  writeFileSync(join(dist, 'assets', 'app-1a2b.js'), 'export {}')
  server = await serve({ dashboardDir: dist })
})
afterAll(async () => {
  await server.close()
  rmSync(dist, { recursive: true })
})

const keyPath = (): string => server.signInLink().slice(server.url.length)

describe('sign-in', () => {
  it('AT-14 WB-02 the link works once and leads to / with a cookie only the browser can read', async () => {
    const path = keyPath()
    const answer = await server.call('GET', path)
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(new RegExp(`^scimulator_${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
    expect(answer.headers['cache-control']).toBe('no-store')
    const again = await server.call('GET', path)
    expect(again.status).toBe(401)
    expect(again.headers).not.toHaveProperty('set-cookie')
    expect(keyPath()).not.toBe(path)
  })
  it('WB-02 Z-021 [MUST] behind https the cookie is for this host alone', async () => {
    const own = await serve({ publicUrl: 'https://scim.example.com' })
    const path = own.signInLink().slice('https://scim.example.com'.length)
    const answer = await own.call('GET', path, { headers: { host: 'scim.example.com' } })
    expect(String(answer.headers['set-cookie'])).toMatch(
      new RegExp(`^__Host-scimulator_${own.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure$`),
    )
    const headers = { host: 'scim.example.com', cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
    expect((await own.call('GET', '/api/session', { headers })).status).toBe(200)
    await own.close()
  })
  it('AT-14 a HEAD and a prefetch do not spend the key', async () => {
    const path = keyPath()
    expect((await server.call('HEAD', path)).headers).not.toHaveProperty('set-cookie')
    await server.call('GET', path, { headers: { 'sec-purpose': 'prefetch' } })
    expect(keyPath()).toBe(path)
    expect((await server.call('GET', path)).status).toBe(303)
  })
  it.each(['/?key=', '/?key=wrong', '/?key=a&key=b', '/?key=__proto__'])('%s opens nothing', async (path) => {
    const answer = await server.call('GET', path)
    expect(answer.status).toBe(401)
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })
  it('WB-04 signing out ends the session for good', async () => {
    const cookie = await server.signIn()
    const session = await server.call('GET', '/api/session', { headers: { cookie } })
    expect(JSON.parse(session.text)).toEqual({ ok: true, operator: true, people: [] })
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    expect((await server.call('DELETE', '/api/session', { headers })).status).toBe(204)
    expect((await server.call('GET', '/api/session', { headers: { cookie } })).status).toBe(401)
  })
})

describe('the API', () => {
  it('answers 401 without a session, whatever the path and method', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/session',
      '/api/teams',
      '/api/runs/x',
      '/api/nope',
      '/api/events',
      '/api/simulators',
    ]) {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const answer = await server.call(method, path, {
          headers: { cookie: `scimulator_${server.port}=${'a'.repeat(43)}` },
        })
        expect([path, answer.status]).toEqual([path, 401])
        expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'signedOut' } })
      }
    }
  })
  it('WB-05 only its own pages may change something', async () => {
    const cookie = await server.signIn()
    const refused = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'null' },
      { origin: 'http://evil.localhost' },
      { origin: 'http://localhost:9999' },
      { 'sec-fetch-site': 'cross-site', origin: `http://localhost:${server.port}` },
    ]
    for (const headers of refused) {
      const answer = await server.call('POST', '/api/simulators/alpha/runs', {
        headers: { cookie, ...headers },
        body: {},
      })
      expect([headers, answer.status]).toEqual([headers, 403])
    }
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: `http://localhost:${server.port}` }]) {
      const answer = await server.call('POST', '/api/simulators/alpha/runs', {
        headers: { cookie, ...headers },
        body: {},
      })
      expect(answer.status).toBe(404)
    }
  })
  it('WB-07 allows no other origin to read', async () => {
    const cookie = await server.signIn()
    const headers = { cookie, origin: 'http://evil.test' }
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await server.call(method, '/api/teams', { headers })
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
  it('shows teams with people and groups from the very store SCIM writes to', async () => {
    const cookie = await server.signIn()
    const get = async (path: string): Promise<unknown> =>
      JSON.parse((await server.call('GET', path, { headers: { cookie } })).text)
    expect(await get('/api/teams')).toMatchObject([
      { name: 'acme', vendor: 'alpha', users: 4, activeUsers: 4, groups: 0 },
      { name: 'globex' },
    ])
    expect(await get('/api/teams/acme/users?q=ANN')).toMatchObject({
      totalResults: 1,
      users: [{ userName: 'ann@acme.example', active: true }],
    })
    expect(await get('/api/teams/acme/users?q=%25')).toMatchObject({ totalResults: 0 })
    expect(await get('/api/teams/acme/users?count=1&startIndex=2')).toMatchObject({
      totalResults: 4,
      users: [{ title: 'Team admin' }],
    })
    expect(await get('/api/teams/acme/groups')).toEqual({ totalResults: 0, groups: [] })
    const scim = { authorization: `Bearer ${server.teams[0]?.token}` }
    for (const [userName, active] of [
      ['gone', false],
      ['unsaid', undefined],
    ] as const) {
      const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, active }
      expect((await server.call('POST', '/teams/acme/scim/v2/Users', { headers: scim, body })).status).toBe(201)
    }
    expect(await get('/api/teams/acme')).toMatchObject({ users: 6, activeUsers: 5 })
    expect(await get('/api/teams/acme/users?active=false')).toMatchObject({
      totalResults: 1,
      users: [{ userName: 'gone' }],
    })
    expect(await get('/api/teams/acme/users?active=true&count=0')).toMatchObject({ totalResults: 5 })
    expect(await get('/api/teams/acme/users?active=true&q=UNS')).toMatchObject({ users: [{ userName: 'unsaid' }] })
    expect(await get('/api/teams/acme/users?active=false&q=ann')).toMatchObject({ totalResults: 0 })
    expect(await get('/api/tolerances')).toEqual(TOLERANCES.map(({ id, summary }) => ({ id, summary })))
    for (const path of ['/api/teams/nosuch', '/api/teams/__proto__', '/api/teams/nosuch/users']) {
      expect((await server.call('GET', path, { headers: { cookie } })).status).toBe(404)
    }
    for (const query of [
      'active=1',
      'active=true&active=true',
      'count=abc',
      'count=-1',
      'count=201',
      'startIndex=0',
      'q=a&q=b',
      `q=${'x'.repeat(201)}`,
    ]) {
      expect((await server.call('GET', `/api/teams/acme/users?${query}`, { headers: { cookie } })).status).toBe(400)
    }
  })
})

describe('pages', () => {
  it('WB-08 every page carries the strict policy, is not cached and is 401 until signed in', async () => {
    for (const path of ['/', '/runs/x', '/teams/acme', '/index.html']) {
      const answer = await server.call('GET', path)
      expect([path, answer.status]).toEqual([path, 401])
      expect(answer.text).toContain('dash')
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(answer.headers['x-frame-options']).toBe('DENY')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers).not.toHaveProperty('strict-transport-security')
      expect(answer.headers).not.toHaveProperty('x-powered-by')
    }
    const cookie = await server.signIn()
    expect((await server.call('GET', '/runs/x', { headers: { cookie } })).status).toBe(200)
  })
  it('assets with a hash in their name are kept for good', async () => {
    const answer = await server.call('GET', '/assets/app-1a2b.js')
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })
  it.each([
    '/assets/nope.js',
    '/..%2f..%2fetc%2fpasswd.x',
    '/.git/config.x',
    '/%00.js',
    '/%ff.js',
    '/assets/..%5c..%5cx.js',
  ])('FI-05 %s is no file', async (path) => {
    const answer = await server.call('GET', path)
    expect([400, 404]).toContain(answer.status)
    expect(answer.text).not.toContain(dist)
  })
  it('says how to build the dashboard when it is not built', async () => {
    const bare = await serve({ dashboardDir: join(dist, 'nope') })
    expect((await bare.call('GET', '/')).text).toContain('run <code>npm start</code> once')
    await bare.close()
  })
  it('TI-05 health and metrics answer without a session and name no team, person or token', async () => {
    expect((await server.call('GET', '/healthz')).text).toBe('{"status":"ok"}')
    const { text } = await server.call('GET', '/metrics')
    expect(text).toContain('# TYPE scimulator_scim_requests_total counter')
    expect(text).not.toMatch(/acme|globex|ann@/)
  })
})
