import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from './serve.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await serve()
  cookie = await server.signIn()
})
afterAll(() => server.close())

const ingest = (): { authorization: string } => ({ authorization: `Bearer ${server.ingestToken}` })

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
        order: { scenario: 's', team: 'globex', target: scimUrl, token, trigger: 'dashboard' },
      },
      {
        authorization: 'Bearer c0ntr0l-t0ken-0123',
        order: { team: 'globex', target: scimUrl, token, trigger: 'control' },
      },
      {
        authorization: 'Bearer c0ntr0l-t0ken-0123',
        order: { target: 'https://x.example/scim', token: 't', trigger: 'dashboard' },
      },
    ])
    const forbidden = [
      'http://169.254.169.254/scim',
      'http://0xa9fea9fe/',
      'http://[::ffff:169.254.169.254]/',
      'http://0/',
    ]
    for (const target of [...forbidden, 'http://[fe80::1]/', 'http://metadata.google.internal./', 'http://[::]:4000']) {
      expect([target, (await order({ target, token: 't' })).status]).toEqual([target, 400])
    }
    expect(orders).toHaveLength(3)
    await new Promise((resolve) => control.close(resolve))
    const gone = await order({})
    expect(gone.status).toBe(502)
    expect(gone.text).not.toContain(String(token))
    const remove = (by: Record<string, string>) => server.call('DELETE', '/api/simulators/beta', { headers: by })
    expect((await remove(headers)).status).toBe(403)
    expect((await remove({})).status).toBe(401)
    expect((await remove(ingest())).status).toBe(204)
    expect((await remove(ingest())).status).toBe(404)
    expect((await server.call('GET', '/api/simulators', { headers: { cookie } })).text).toBe('[]')
  })
})
