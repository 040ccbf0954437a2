import { type ClientRequest, request as httpRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Config } from '../src/config/config.ts'
import { type Answer, serve, type TestServer } from './serve.ts'
import { type StillClock, stillClock } from './still-clock.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

let clock: StillClock
let server: TestServer
const held: ClientRequest[] = []
afterEach(async () => {
  for (const request of held.splice(0)) request.destroy()
  await server.close()
})

async function start(overrides: Partial<Config>): Promise<void> {
  clock = stillClock()
  server = await serve(overrides, clock)
}

const tokenOf = (team: string): string => server.teams.find((each) => each.team.name === team)?.token ?? ''
const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` })
const read = (team: string, token = tokenOf(team)): Promise<Answer> =>
  server.call('GET', `/teams/${team}/scim/v2/Users?count=0`, { headers: bearer(token) })
const statuses = async (answers: Promise<Answer>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status)

/** Sends the head of a request and keeps its body back; resolves when the server waits for that. */
function hold(team: string): Promise<void> {
  const request = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    method: 'POST',
    path: `/teams/${team}/scim/v2/Users`,
    headers: {
      host: `localhost:${server.port}`,
      ...bearer(tokenOf(team)),
      'content-type': 'application/scim+json',
      'content-length': 2,
      expect: '100-continue',
    },
    agent: false,
  })
  held.push(request)
  request.on('error', () => {})
  return new Promise((resolve) => {
    request.on('continue', resolve)
    request.flushHeaders()
  })
}

function bulk(team: string, operations: readonly unknown[]): Promise<Answer> {
  return server.call('POST', `/teams/${team}/scim/v2/Bulk`, {
    headers: bearer(tokenOf(team)),
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: operations },
  })
}

const creations = (count: number, prefix: string): unknown[] =>
  Array.from({ length: count }, (_, index) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `${prefix}${index}`,
    data: { schemas: [USER], userName: `${prefix}${index}` },
  }))

function expectScimError(answer: Answer, status: number): void {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/)
  expect(JSON.parse(answer.text)).toMatchObject({ schemas: [ERROR], status: String(status) })
  expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/)
}

async function metric(name: string): Promise<string | undefined> {
  const { text } = await server.call('GET', '/metrics')
  return text
    .split('\n')
    .find((line) => line.startsWith(`scimulator_${name} `))
    ?.split(' ')[1]
}

describe('too many requests', () => {
  it('E-018 [CHOICE] a team above its rate gets 429 with Retry-After, and passes again when that has gone by', async () => {
    await start({ rateLimit: 3 })
    expect(await statuses([read('acme'), read('acme'), read('acme')])).toEqual([200, 200, 200])
    const answer = await read('acme')
    expectScimError(answer, 429)
    clock.forward(Number(answer.headers['retry-after']) * 1000)
    expect((await read('acme')).status).toBe(200)
    expect(await metric('refusals_total{status="429"}')).toBe('1')
  })
  it('E-018 [CHOICE] without --rate-limit there is no rate', async () => {
    await start({})
    expect(new Set(await statuses(Array.from({ length: 300 }, () => read('acme'))))).toEqual(new Set([200]))
  })
  it('N-011 [CHOICE] a team above its rate takes nothing from another', async () => {
    await start({ rateLimit: 2 })
    const acme = await statuses(Array.from({ length: 50 }, () => read('acme')))
    expect(acme.filter((status) => status === 429)).toHaveLength(48)
    expect(await statuses([read('globex'), read('globex')])).toEqual([200, 200])
    expect((await read('globex')).status).toBe(429)
  })
  it('N-011 [CHOICE] a team has half of the requests in flight at most', async () => {
    await start({ maxInFlight: 4 })
    await Promise.all([hold('acme'), hold('acme')])
    expectScimError(await read('acme'), 429)
    expect((await read('globex')).status).toBe(200)
    held.pop()?.destroy()
    await expect.poll(async () => (await read('acme')).status).toBe(200)
  })
  it('B-035 [CHOICE] many small bulk requests do not beat the rate', async () => {
    await start({ rateLimit: 5 })
    expect((await bulk('acme', creations(3, 'a'))).status).toBe(200)
    expect((await bulk('acme', creations(3, 'b'))).status).toBe(200)
    expectScimError(await bulk('acme', creations(3, 'c')), 429)
    expectScimError(await read('acme'), 429)
  })
  it('B-035 [CHOICE] one large bulk request is answered whole, and what follows waits for as long as it was large', async () => {
    await start({ rateLimit: 5 })
    const answer = await bulk('acme', creations(50, 'a'))
    expect(answer.text.match(/"status":"201"/g)).toHaveLength(50)
    expect((await read('acme')).headers['retry-after']).toBe('10')
    clock.forward(9000)
    expect((await read('acme')).status).toBe(429)
    clock.forward(1000)
    expect((await read('acme')).status).toBe(200)
  })
  it('B-035 [CHOICE] creations that refer to each other count one by one', async () => {
    await start({ rateLimit: 5 })
    const group = (own: string, other: string): unknown => ({
      method: 'POST',
      path: '/Groups',
      bulkId: own,
      data: { schemas: [GROUP], displayName: own, members: [{ value: `bulkId:${other}` }] },
    })
    const ring = Array.from({ length: 20 }, (_, index) => group(`g${index}`, `g${(index + 1) % 20}`))
    expect((await bulk('acme', ring)).text.match(/"status":"201"/g)).toHaveLength(20)
    expect((await read('acme')).headers['retry-after']).toBe('4')
  })
  it('a write on its own takes one point of the rate', async () => {
    await start({ rateLimit: 2 })
    const create = (userName: string): Promise<Answer> =>
      server.call('POST', '/teams/acme/scim/v2/Users', {
        headers: bearer(tokenOf('acme')),
        body: { schemas: [USER], userName },
      })
    expect([(await create('a')).status, (await create('b')).status, (await create('c')).status]).toEqual([
      201, 201, 429,
    ])
  })
})

describe('wrong credentials', () => {
  it('Z-019 [SHOULD] after a hundred in a minute further wrong ones get 429, and right ones pass', async () => {
    await start({})
    const wrong = await statuses(Array.from({ length: 100 }, (_, index) => read('acme', `guess${index}`)))
    expect(new Set(wrong)).toEqual(new Set([401]))
    for (const answer of [
      await read('acme', 'guess'),
      await read('nosuch', 'guess'),
      await read('globex', tokenOf('acme')),
      await server.call('GET', '/teams/acme/scim/v2/Users', { headers: { authorization: 'Basic eDp5' } }),
    ]) {
      expectScimError(answer, 429)
    }
    expect((await read('acme')).status).toBe(200)
    expect(await metric('scim_wrong_credentials_total')).toBe('104')
    clock.forward(60_000)
    expect((await read('acme', 'guess')).status).toBe(401)
  })
  it('Z-019 [SHOULD] requests without credentials are no guesses', async () => {
    await start({})
    const anonymous = (): Promise<Answer> => server.call('GET', '/teams/acme/scim/v2/Users')
    expect(new Set(await statuses(Array.from({ length: 150 }, anonymous)))).toEqual(new Set([401]))
    expect((await read('acme', 'guess')).status).toBe(401)
    expect(await metric('scim_wrong_credentials_total')).toBe('1')
  })
})

describe('overload', () => {
  it('E-018 [CHOICE] a server with too many requests in flight answers 503 with Retry-After, but tells its health', async () => {
    await start({ maxInFlight: 4 })
    await Promise.all([hold('acme'), hold('acme'), hold('globex'), hold('globex')])
    expectScimError(await read('acme'), 503)
    expectScimError(await read('nosuch', 'wrong'), 503)
    const api = await server.call('GET', '/api/teams')
    expect([api.status, JSON.parse(api.text).error.code]).toEqual([503, 'overloaded'])
    expect(api.headers['retry-after']).toBe('1')
    expect((await server.call('GET', '/healthz')).status).toBe(200)
    expect(await metric('refusals_total{status="503"}')).toBe('3')
    for (const request of held.splice(0)) request.destroy()
    await expect.poll(async () => (await read('acme')).status).toBe(200)
  })
})
