import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exchange, Finding, OpenRun, RunEvent } from '@scimulator/admin-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from './serve.ts'
import { openStream } from './stream.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await serve()
  cookie = await server.signIn()
})
afterAll(() => server.close())

const ingest = (): { authorization: string } => ({ authorization: `Bearer ${server.ingestToken}` })
const NO_COUNTERS = {
  people: 0,
  groups: 0,
  steps: 0,
  exchanges: 0,
  created: 0,
  linked: 0,
  updated: 0,
  deactivated: 0,
  reactivated: 0,
  removed: 0,
  failed: 0,
  skipped: 0,
  notSent: 0,
  findings: 0,
}

function aRun(target: string): OpenRun {
  return {
    vendor: 'alpha',
    vendorLabel: 'Alpha',
    profile: 'p',
    profileLabel: 'P',
    scenario: 's',
    target,
    seed: '1',
    trigger: 'cli',
    startedAt: '2026-01-01T00:00:00.000Z',
  }
}

function aStep(index: number, outcome: 'succeeded' | null = null): RunEvent {
  const step = {
    id: `step-${index}`,
    index,
    subject: { kind: 'user', name: 'ann' },
    action: 'create',
    outcome,
    reason: null,
    cause: null,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: null,
  } as const
  return { type: 'step', step }
}

function anExchange(index: number, more: Partial<Exchange> = {}): RunEvent {
  const request = {
    method: 'POST',
    target: '/Users',
    headers: [['Authorization', 'Bearer s3cr3t-t0ken']] as [string, string][],
    body: '{}',
  }
  const exchange = {
    id: `x-${index}`,
    stepId: 'step-0',
    index,
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    ms: 1,
    request,
    response: null,
    error: null,
    shape: 'create',
    quirks: [],
    tolerances: null,
    ...more,
  }
  return { type: 'exchange', exchange }
}

const FINISHED: RunEvent = {
  type: 'finished',
  finishedAt: '2026-01-01T00:00:01.000Z',
  status: 'finished',
  stopReason: null,
  verdict: 'pass',
  counters: { ...NO_COUNTERS, created: 1 },
  coverage: { known: 1, exercised: 1, survived: 1, missing: [], broken: [] },
}

async function open(target = 'https://scim.example.com/v2'): Promise<string> {
  const { status, text } = await server.call('POST', '/api/runs', { headers: ingest(), body: aRun(target) })
  expect(status).toBe(201)
  return String(/"id":"([^"]+)"/.exec(text)?.[1])
}

const send = async (id: string, events: RunEvent[]): Promise<number> =>
  (await server.call('POST', `/api/runs/${id}/events`, { headers: ingest(), body: events })).status
const read = async (path: string): Promise<unknown> =>
  JSON.parse((await server.call('GET', path, { headers: { cookie } })).text)

describe('taking runs', () => {
  it('opens a run, takes its events in order and shows them', async () => {
    const id = await open()
    const finding: Finding = {
      id: 'F1',
      whose: 'server',
      title: 'T',
      consequence: 'C',
      change: 'D',
      rfc: null,
      mark: 'captured',
      level: 'error',
      exchanges: ['x-0'],
    }
    const counters = { type: 'counters', counters: { ...NO_COUNTERS, steps: 1 } } as const
    expect(await send(id, [aStep(0), anExchange(0), counters, aStep(0, 'succeeded')])).toBe(204)
    expect(await read(`/api/runs/${id}`)).toMatchObject({
      run: { status: 'running', verdict: null, team: null, counters: { steps: 1 } },
    })
    expect(
      await send(id, [
        { type: 'finding', finding },
        { type: 'finding', finding: { ...finding, exchanges: ['x-1'] } },
        FINISHED,
      ]),
    ).toBe(204)
    expect(await read(`/api/runs/${id}`)).toMatchObject({
      run: { status: 'finished', verdict: 'pass', counters: { created: 1 } },
      steps: [{ id: 'step-0', outcome: 'succeeded' }],
      findings: [{ id: 'F1', exchanges: ['x-0', 'x-1'] }],
    })
    expect(await read(`/api/runs/${id}/exchanges`)).toMatchObject({ exchanges: [{ id: 'x-0' }] })
    expect(await read(`/api/runs/${id}/exchanges?step=nope`)).toEqual({ exchanges: [] })
    expect(await send(id, [aStep(1)])).toBe(409)
  })
  it('works out the team from a target that is one of its own addresses, and from no other', async () => {
    const teamOf = async (target: string): Promise<unknown> => {
      const detail = await read(`/api/runs/${await open(target)}`)
      return Object(Object(detail).run).team
    }
    expect(await teamOf(`http://localhost:${server.port}/teams/acme/scim/v2`)).toBe('acme')
    expect(await teamOf(`http://127.0.0.1:${server.port}/teams/globex`)).toBe('globex')
    expect(await teamOf(`http://acme.localhost:${server.port}/scim/v2`)).toBe('acme')
    expect(await teamOf('http://localhost:1/teams/acme/scim/v2')).toBeNull()
    expect(await teamOf('acme')).toBeNull()
  })
  it('lists runs newest first, by vendor and team', async () => {
    const id = await open(`http://acme.localhost:${server.port}/scim/v2`)
    expect(await read('/api/runs?limit=1')).toMatchObject({ runs: [{ id }] })
    expect(await read('/api/runs?team=acme&vendor=alpha&limit=1')).toMatchObject({ runs: [{ id }] })
    expect(await read('/api/runs?vendor=nope')).toEqual({ runs: [] })
  })
  it('refuses what is no event, an unknown run and a caller without the ingest token', async () => {
    const id = await open()
    for (const body of [
      {},
      [{ type: 'nope' }],
      [{ type: 'step', step: { id: 1 } }],
      'x',
      '{',
      Array.from({ length: 1001 }, () => aStep(0)),
    ]) {
      expect((await server.call('POST', `/api/runs/${id}/events`, { headers: ingest(), body })).status).toBe(400)
    }
    expect(await send('nope', [aStep(0)])).toBe(404)
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    expect((await server.call('POST', '/api/runs', { headers, body: aRun('x') })).status).toBe(403)
    expect(
      (await server.call('POST', '/api/runs', { headers: { authorization: 'Bearer nope' }, body: aRun('x') })).status,
    ).toBe(401)
    expect(
      (
        await server.call('POST', '/api/runs', {
          headers: { ...ingest(), 'content-type': 'text/plain' },
          body: aRun('x'),
        })
      ).status,
    ).toBe(415)
  })
  it('SC-02 masks credentials, passwords and their echoes before anything is stored', async () => {
    const id = await open()
    const request = {
      method: 'POST',
      target: '/Users?access_token=s3cr3t-t0ken',
      headers: [
        ['Authorization', 'Bearer s3cr3t-t0ken'],
        ['Cookie', 'a=s3cr3t-t0ken'],
      ] as [string, string][],
      body: '{"password":"s3cr3t-pass","nested":[{"client_secret":"s3cr3t-pass"}],"op":{"path":"password","value":"s3cr3t-pass"}}',
    }
    const response = {
      status: 400,
      reasonPhrase: 'Bad',
      headers: [['X-Echo', 's3cr3t-t0ken']] as [string, string][],
      body: 'You sent s3cr3t-t0ken and "password": "s3cr3t-pass',
    }
    await send(id, [anExchange(0, { request, response })])
    const { text } = await server.call('GET', `/api/runs/${id}/exchanges`, { headers: { cookie } })
    expect(text).not.toContain('s3cr3t')
    expect(text).toContain('Bearer ***')
  })
  it('DS-10 cuts long bodies and says so', async () => {
    const id = await open()
    const response = { status: 200, reasonPhrase: 'OK', headers: [], body: 'x'.repeat(100_000) }
    await send(id, [anExchange(0, { response })])
    const { text } = await server.call('GET', `/api/runs/${id}/exchanges`, { headers: { cookie } })
    expect(text).toContain('cut, 100000 characters in all')
    expect(text.length).toBeLessThan(70_000)
  })
})

describe('live events', () => {
  it('RL-14 a client that comes back with its last event id gets the rest, without gap or repetition', async () => {
    const id = await open()
    await send(id, [aStep(0), anExchange(0), anExchange(1)])
    const first = await openStream(server, `/api/runs/${id}/events`, { cookie })
    expect((await first.take(3)).map((event) => event.id)).toEqual(['1', '2', '3'])
    first.close()
    await send(id, [anExchange(2), anExchange(3)])
    const second = await openStream(server, `/api/runs/${id}/events`, { cookie, 'last-event-id': '3' })
    expect((await second.take(2)).map((event) => event.id)).toEqual(['4', '5'])
    await send(id, [FINISHED])
    const [last] = await second.take(1)
    expect(last?.id).toBe('6')
    expect(JSON.parse(last?.data ?? '')).toMatchObject({ type: 'finished', verdict: 'pass' })
    second.close()
    const byQuery = await openStream(server, `/api/runs/${id}/events?after=5`, { cookie })
    expect((await byQuery.take(1)).map((event) => event.id)).toEqual(['6'])
    byQuery.close()
  })
  it('replays a long run whole, while it goes on', async () => {
    const id = await open()
    const batch = (from: number): RunEvent[] => Array.from({ length: 500 }, (_, index) => anExchange(from + index))
    await send(id, batch(0))
    const stream = await openStream(server, `/api/runs/${id}/events`, { cookie })
    await send(id, batch(500))
    const ids = (await stream.take(1000)).map((event) => Number(event.id))
    expect(ids).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1))
    stream.close()
  })
  it('tells every dashboard which runs and teams change', async () => {
    const own = await serve()
    const stream = await openStream(own, '/api/events', { cookie: await own.signIn() })
    const headers = { authorization: `Bearer ${own.ingestToken}` }
    await own.call('POST', '/api/runs', { headers, body: aRun('https://scim.example.com/v2') })
    await own.call('POST', '/teams/acme/scim/v2/Users', {
      headers: { authorization: `Bearer ${own.teams[0]?.token}` },
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'live' },
    })
    const [run, team] = await stream.take(2)
    expect([run?.event, team?.event]).toEqual(['run', 'team'])
    expect(JSON.parse(run?.data ?? '')).toMatchObject({ type: 'run', run: { vendor: 'alpha', status: 'running' } })
    expect(JSON.parse(team?.data ?? '')).toEqual({ type: 'team', team: 'acme' })
    stream.close()
    await own.close()
  })
  it('WB-14 nobody listens without a session, to an unknown run or from a last event id that is no number', async () => {
    expect((await server.call('GET', '/api/events')).status).toBe(401)
    expect((await server.call('GET', '/api/runs/nope/events', { headers: { cookie } })).status).toBe(404)
    const headers = { cookie, 'last-event-id': 'NaN' }
    expect((await server.call('GET', `/api/runs/${await open()}/events`, { headers })).status).toBe(400)
  })
})

describe('simulators', () => {
  it('orders a run with the address and token of the team, and CL-01 registers only loopback control APIs', async () => {
    const orders: { authorization: string | undefined; order: unknown }[] = []
    const control = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        orders.push({ authorization: request.headers.authorization, order: JSON.parse(body) as unknown })
        response
          .writeHead(202, { 'content-type': 'application/json' })
          .end('{"id":"r1","url":"http://localhost/runs/r1"}')
      })
    })
    await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve))
    const controlUrl = `http://127.0.0.1:${(control.address() as AddressInfo).port}`
    const registration = {
      vendor: 'beta',
      label: 'Beta',
      defaultProfile: 'p',
      profiles: [],
      controlUrl,
      controlToken: 'c0ntr0l-t0ken-0123',
    }
    expect((await server.call('POST', '/api/simulators', { headers: ingest(), body: registration })).status).toBe(204)
    for (const url of ['http://169.254.169.254/', 'http://evil.test', 'file:///etc/passwd', 'https://localhost']) {
      const body = { ...registration, controlUrl: url }
      expect((await server.call('POST', '/api/simulators', { headers: ingest(), body })).status).toBe(400)
    }
    const listed = await server.call('GET', '/api/simulators', { headers: { cookie } })
    expect(JSON.parse(listed.text)).toEqual([{ vendor: 'beta', label: 'Beta', defaultProfile: 'p', profiles: [] }])

    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const scimUrl = server.addresses.of('globex').scimUrl
    const token = server.teams.find(({ team }) => team.name === 'globex')?.token
    const order = (body: unknown, by: Record<string, string> = headers) =>
      server.call('POST', '/api/simulators/beta/runs', { headers: by, body })
    expect((await order({ team: 'globex', scenario: 's' })).status).toBe(202)
    expect((await order({}, ingest())).status).toBe(202)
    expect((await order({ target: 'https://x.example/scim', token: 't' })).status).toBe(202)
    expect((await order({ team: 'nosuch' })).status).toBe(409)
    expect((await order({ team: 'globex', target: 'https://x.example' })).status).toBe(400)
    expect((await server.call('POST', '/api/simulators/__proto__/runs', { headers, body: {} })).status).toBe(404)
    expect(orders).toEqual([
      {
        authorization: 'Bearer c0ntr0l-t0ken-0123',
        order: { scenario: 's', target: scimUrl, token, trigger: 'dashboard' },
      },
      { authorization: 'Bearer c0ntr0l-t0ken-0123', order: { target: scimUrl, token, trigger: 'control' } },
      {
        authorization: 'Bearer c0ntr0l-t0ken-0123',
        order: { target: 'https://x.example/scim', token: 't', trigger: 'dashboard' },
      },
    ])
    await new Promise((resolve) => control.close(resolve))
    const gone = await order({})
    expect(gone.status).toBe(502)
    expect(gone.text).not.toContain(String(token))
  })
})
