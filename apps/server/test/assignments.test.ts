import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Answer, serve, type TestServer } from './serve.ts'

let server: TestServer
let control: Server
let headers: Record<string, string>
let orders: { path: string | undefined; order: unknown }[]

beforeAll(async () => {
  server = await serve()
  headers = { cookie: await server.signIn(), 'sec-fetch-site': 'same-origin' }
  control = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      orders.push({ path: request.url, order: JSON.parse(body) as unknown })
      response
        .writeHead(202, { 'content-type': 'application/json' })
        .end('{"id":"r1","url":"http://localhost/runs/r1"}')
    })
  })
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve))
  const { port } = control.address() as AddressInfo
  await server.ask('POST', '/api/simulators', {
    vendor: 'beta',
    label: 'Beta',
    defaultProfile: 'p',
    profiles: [],
    controlUrl: `http://127.0.0.1:${port}`,
    controlToken: 'c0ntr0l-t0ken-0123',
  })
})
beforeEach(() => {
  orders = []
})
afterAll(async () => {
  control.close()
  await server.close()
})

const order = (path: string, body: unknown): Promise<Answer> =>
  server.call('POST', `/api/simulators/beta/${path}`, { headers, body })

it.each(['assign', 'unassign'])(
  'has a simulator %s a person, at the address and with the token of the team',
  async (act) => {
    const answer = await order(act, { team: 'acme', person: 'ann@acme.example' })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([202, { id: 'r1', url: 'http://localhost/runs/r1' }])
    const { scimUrl } = server.addresses.of('acme')
    const token = server.teams[0]?.token
    expect(orders).toEqual([
      {
        path: `/_sim/actions/${act}`,
        order: { team: 'acme', target: scimUrl, token, person: 'ann@acme.example', trigger: 'dashboard' },
      },
    ])
    for (const body of [{}, { team: 'acme' }, { team: 'acme', person: '' }, { team: 'acme', person: 'x', target: 'x' }])
      expect([body, (await order(act, body)).status]).toEqual([body, 400])
    expect((await order(act, { team: 'nosuch', person: 'x' })).status).toBe(409)
    const cookie = (await server.signInPerson('acme', 'owner')).cookie
    const path = `/api/simulators/beta/${act}`
    const byPerson = await server.call('POST', path, {
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: { team: 'acme', person: 'x' },
    })
    expect(byPerson.status).toBe(403)
    expect(orders).toHaveLength(1)
  },
)

it('has a simulator play any action of its vendor’s admin, and passes on what the simulator says of it', async () => {
  const { scimUrl } = server.addresses.of('acme')
  const token = server.teams[0]?.token
  const body = {
    team: 'acme',
    person: 'ann@acme.example',
    changes: { title: 'Chief' },
    options: { scope: 'all' },
    settings: { rules: [{ when: 'x'.repeat(100_000) }] },
  }
  const answer = await order('actions/provisionOnDemand', body)
  expect([answer.status, JSON.parse(answer.text)]).toEqual([202, { id: 'r1', url: 'http://localhost/runs/r1' }])
  expect(orders).toEqual([
    { path: '/_sim/actions/provisionOnDemand', order: { ...body, target: scimUrl, token, trigger: 'dashboard' } },
  ])
  await order('actions/..%2frun', { team: 'acme' })
  expect(orders.at(-1)?.path).toBe('/_sim/actions/..%2Frun')
  for (const wrong of [{ persn: 'x' }, { changes: { id: 'x' } }, { person: '' }])
    expect([wrong, (await order('actions/edit', wrong)).status]).toEqual([wrong, 400])
  expect((await server.call('POST', '/api/simulators/beta/actions/edit', { headers: {}, body })).status).toBe(401)
})

it('takes a target that was copied from a team’s page, in the form of whichever console, for that team', async () => {
  const { scimUrl, hostUrl } = server.addresses.of('globex')
  const origin = `${server.url}/teams/globex`
  const targets = [
    ['globex', scimUrl],
    [origin, scimUrl],
    [`${origin}/`, scimUrl],
    [scimUrl, scimUrl],
    [`${scimUrl}?flag`, `${scimUrl}?flag`],
    [hostUrl, hostUrl],
  ] as const
  for (const [typed, target] of targets) {
    orders = []
    expect((await order('runs', { target: typed, token: 'typed' })).status).toBe(202)
    expect(orders, typed).toEqual([
      { path: '/_sim/run', order: { team: 'globex', target, token: 'typed', trigger: 'dashboard' } },
    ])
  }
})

it('takes any other target as it is', async () => {
  for (const target of [
    'nosuch',
    `${server.url}/teams/nosuch/scim/v2`,
    'https://globex.example/scim/v2',
    '__proto__',
  ]) {
    orders = []
    expect((await order('runs', { target, token: 't' })).status).toBe(202)
    expect(orders, target).toEqual([{ path: '/_sim/run', order: { target, token: 't', trigger: 'dashboard' } }])
  }
})
