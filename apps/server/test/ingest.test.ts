import type { Finding, RunEvent } from '@scimulator/admin-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anExchange, aRun, aStep, FINISHED, NO_COUNTERS } from './run-events.ts'
import { serve, type TestServer } from './serve.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await serve()
  cookie = await server.signIn()
})
afterAll(() => server.close())

const ingest = (): { authorization: string } => ({ authorization: `Bearer ${server.ingestToken}` })

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
    const headers = [['X-Auth-Token', 'k3y/"of+mine']] as [string, string][]
    const echo = { ...response, body: JSON.stringify({ you: 'k3y/"of+mine', at: '/x?k=k3y%2F%22of%2Bmine' }) }
    await send(id, [anExchange(1, { request: { ...request, headers }, response: echo })])
    const found = await server.call('GET', `/api/runs/${id}/exchanges?id=x-1`, { headers: { cookie } })
    expect(JSON.parse(found.text)).toMatchObject({ exchanges: [{ id: 'x-1' }] })
    expect(found.text).not.toContain('of')
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
