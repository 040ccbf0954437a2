import type { RunEvent } from '@scimulator/admin-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anExchange, aRun, aStep, FINISHED } from './run-events.ts'
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

async function open(target = 'https://scim.example.com/v2'): Promise<string> {
  const { status, text } = await server.call('POST', '/api/runs', { headers: ingest(), body: aRun(target) })
  expect(status).toBe(201)
  return String(/"id":"([^"]+)"/.exec(text)?.[1])
}

const send = async (id: string, events: RunEvent[]): Promise<number> =>
  (await server.call('POST', `/api/runs/${id}/events`, { headers: ingest(), body: events })).status
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
  it('WB-14 a stream ends with its session, and only with its own', async () => {
    const [mine, other] = [await server.signIn(), await server.signIn()]
    const streams = await Promise.all([mine, other].map((each) => openStream(server, '/api/events', { cookie: each })))
    const byIngest = await openStream(server, '/api/events', ingest())
    const headers = { cookie: mine, 'sec-fetch-site': 'same-origin' }
    await server.call('DELETE', '/api/session', { headers })
    await streams[0]?.ended
    await open()
    for (const stream of [streams[1], byIngest]) {
      expect((await stream?.take(1))?.[0]?.event).toBe('run')
      stream?.close()
    }
  })
  it('DS-08 a HEAD opens no stream', async () => {
    const id = await open()
    for (const path of ['/api/events', `/api/runs/${id}/events`]) {
      const answer = await server.call('HEAD', path, { headers: { cookie } })
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    }
  })
  it('WB-14 nobody listens without a session, to an unknown run or from a last event id that is no number', async () => {
    expect((await server.call('GET', '/api/events')).status).toBe(401)
    expect((await server.call('GET', '/api/runs/nope/events', { headers: { cookie } })).status).toBe(404)
    const headers = { cookie, 'last-event-id': 'NaN' }
    expect((await server.call('GET', `/api/runs/${await open()}/events`, { headers })).status).toBe(400)
  })
})
