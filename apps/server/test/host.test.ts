import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve({ allowHosts: ['host.docker.internal'] })
})
afterAll(() => server.close())

describe('hosts', () => {
  it.each([
    'evil.test',
    'evil.test:4000',
    '127.0.0.1.nip.io',
    '0.0.0.0',
    '[::]',
    'localhost.evil.test',
    'acme.localhost.evil.test',
    'a.b.localhost',
  ])('WB-10 TI-09 Host %s is 421 on every path, with the flag that would allow it', async (host) => {
    for (const path of ['/', '/api/teams', '/healthz', '/metrics', '/teams/acme/scim/v2/Users', '/assets/x.js']) {
      const answer = await server.call('GET', path, { headers: { host } })
      expect(answer.status).toBe(421)
      expect(answer.text).toContain('--allow-host')
      expect(answer.headers).not.toHaveProperty('set-cookie')
    }
  })
  it.each(['evil@acme.localhost', 'a b', 'x'.repeat(300), 'localhost:999999', '<script>'])(
    'TI-09 the malformed Host %s is 400',
    async (host) => {
      const answer = await server.call('GET', '/healthz', { headers: { host } })
      expect(answer.status).toBe(400)
      expect(answer.text).not.toContain('<script>')
    },
  )
  it.each([
    'localhost',
    'LOCALHOST:1',
    '127.0.0.1:4000',
    '[::1]:4000',
    'acme.localhost',
    'host.docker.internal:80',
    'localhost.',
  ])('Host %s is answered', async (host) =>
    expect((await server.call('GET', '/healthz', { headers: { host } })).status).toBe(200),
  )
  it.each([
    ['two Host headers', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\nConnection: close\r\n\r\n'],
    ['no Host header', 'GET /healthz HTTP/1.0\r\n\r\n'],
    ['an absolute target', 'GET http://evil.test/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['bytes that are no HTTP', 'nonsense\r\n\r\n'],
  ])('TI-09 DS-02 %s: 400', async (_name, bytes) => {
    const text = await new Promise<string>((resolve, reject) => {
      let received = ''
      const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes))
      socket.on('data', (chunk) => {
        received += chunk.toString()
      })
      socket.on('end', () => resolve(received))
      socket.on('error', reject)
    })
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
  })
  it('TI-11 a public URL is what addresses are built from when it is the host asked for', async () => {
    const behind = await serve({ publicUrl: 'https://scim.example.com' })
    const [first] = behind.teams
    const headers = { host: 'scim.example.com', authorization: `Bearer ${first?.token}` }
    const answer = await behind.call('GET', '/teams/acme/scim/v2/ServiceProviderConfig', { headers })
    expect(answer.text).toContain('https://scim.example.com/teams/acme/scim/v2/ServiceProviderConfig')
    await behind.close()
  })
})

describe('versions of the protocol', () => {
  it.each(['/teams/acme/scim/v1/Users', '/scim/v3', '/teams/nosuch/scim/v22/ServiceProviderConfig?x'])(
    'E-012 [SHOULD] %s is refused with invalidVers, whoever asks',
    async (path) => {
      const answer = await server.call('GET', path)
      expect(answer.status).toBe(400)
      expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/)
      expect(JSON.parse(answer.text)).toMatchObject({ status: '400', scimType: 'invalidVers' })
    },
  )
})
