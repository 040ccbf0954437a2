import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, aUser, serve, type TestServer } from './serve.ts'

let server: TestServer
beforeEach(async () => {
  server = await serve({ limits: { bodyBytes: 1000, membershipBodyBytes: 1000 }, allowAnonymousConfig: true })
})
afterEach(() => server.close())

function expectScimError(answer: Answer, status: number, scimType?: string): void {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(answer.body).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
  })
  expect(answer.body.detail).toBeTypeOf('string')
  expect(answer.body.scimType).toBe(scimType)
}

describe('authentication', () => {
  const paths = [
    '/Users',
    '/Users/1',
    '/Groups/1',
    '/Schemas',
    '/Me',
    '/Bulk',
    '/.search',
    '/nope',
    '/%55sers',
    '/Users/%ff',
    '/',
    '//',
    '/..%2f',
  ]
  it.each(paths)('AT-01 AT-09 Z-002 [MUST] %s is 401 without a token, whatever the method', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await server.request(method, path, { headers: { authorization: '' } })
      expectScimError(answer, 401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/)
    }
  })
  it('Z-003 [MUST] the challenge carries no error code without credentials, and Z-004 invalid_token with wrong ones', async () => {
    const without = await fetch(`${server.url}/Users`)
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="scim"')
    const wrong = await server.request('GET', '/Users', { headers: { authorization: 'Bearer nope' } })
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="scim", error="invalid_token"')
    expect(wrong.text).toBe(await without.text())
  })
  it('D-004 [SHOULD] the configuration, and nothing else, is readable without credentials', async () => {
    expect((await fetch(`${server.url}/ServiceProviderConfig`)).status).toBe(200)
    expect((await fetch(`${server.url}/ServiceProviderConfig`, { method: 'POST' })).status).toBe(401)
    expect((await fetch(`${server.url}/ServiceProviderConfig/x`)).status).toBe(401)
  })
  it('authenticates before it reads the body', async () => {
    const answer = await server.request('POST', '/Users', { body: '{', headers: { authorization: 'Bearer nope' } })
    expectScimError(answer, 401)
  })
})

describe('endpoints and methods', () => {
  it('R-013 X-008 U-021 C-018 [MUST] a method an endpoint does not take is 405 with Allow', async () => {
    const cases: [string, string, string][] = [
      ['DELETE', '/Users', 'GET, POST, HEAD'],
      ['PUT', '/Users', 'GET, POST, HEAD'],
      ['POST', '/Users/1', 'GET, PUT, PATCH, DELETE, HEAD'],
      ['GET', '/Users/.search', 'POST'],
      ['POST', '/Schemas', 'GET, HEAD'],
      ['DELETE', '/ServiceProviderConfig', 'GET, HEAD'],
    ]
    for (const [method, path, allow] of cases) {
      const answer = await server.request(method, path)
      expectScimError(answer, 405)
      expect(answer.headers.get('allow')).toBe(allow)
    }
  })
  it.each([
    '/nope',
    '/users',
    '/Users/1/2',
    '//Users',
    '/%55sers',
    '/Users/%ff',
    '/Users/%252e%252e',
    '/Users/..%2fGroups',
    '/__proto__',
    '/constructor',
  ])('E-003 R-016 [MUST] %s is 404 with a SCIM error', async (path) =>
    expectScimError(await server.request('GET', path), 404),
  )
  it('E-015 I-001 [SHOULD] /Me is not offered where principals have no subject: 501', async () => {
    expectScimError(await server.request('POST', '/Me', { body: {} }), 501)
  })
  it('R-014 [CHOICE] a trailing slash changes nothing', async () => {
    expect((await server.request('GET', '/Users/')).status).toBe(200)
    expect((await server.request('DELETE', '/Users/')).status).toBe(405)
  })
  it('R-012 [MUST] HEAD mirrors GET without a body', async () => {
    const { body } = await server.request('POST', '/Users', { body: aUser('ann') })
    const get = await server.request('GET', `/Users/${String(body.id)}`)
    const head = await server.request('HEAD', `/Users/${String(body.id)}`)
    expect(head.status).toBe(200)
    expect(head.text).toBe('')
    for (const name of ['etag', 'location', 'content-type', 'content-length']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name))
    }
  })
  it('IP-02 IP-30 [CHOICE] text that is no Unicode is refused in a query, and a stray % stands for itself', async () => {
    const eq = (text: string): string => `/Users?filter=userName%20eq%20%22${text}%22`
    expectScimError(await server.request('GET', eq('%ff')), 400, 'invalidValue')
    expectScimError(await server.request('GET', eq('%C3')), 400, 'invalidValue')
    expectScimError(await server.request('GET', eq('%ED%A0%80')), 400, 'invalidValue')
    expectScimError(await server.request('GET', eq('%5Cud800')), 400, 'invalidFilter')
    await server.request('POST', '/Users', { body: aUser('100% \ufffdé') })
    expect((await server.request('GET', eq('100%%20%EF%BF%BD%C3%A9'))).body.totalResults).toBe(1)
  })
  it('R-008 [SHOULD] unrecognised query parameters are ignored, prototype words included', async () => {
    expect((await server.request('GET', '/Users?foo=bar&__proto__=1&constructor=2&')).status).toBe(200)
  })
})

describe('bodies', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-patch+json',
    'application/json; charset=latin1',
  ])('H-006 M-065 [CHOICE] %s is 415', async (type) => {
    expectScimError(await server.request('POST', '/Users', { body: '{}', headers: { 'content-type': type } }), 415)
  })
  it('a body without a media type, or with a content coding, is 415', async () => {
    const bytes = new TextEncoder().encode('{}')
    const headers = { authorization: 'Bearer a' }
    expect((await fetch(`${server.url}/Users`, { method: 'POST', headers, body: bytes })).status).toBe(415)
    const coded = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
    expectScimError(await server.request('POST', '/Users', { body: '{}', headers: coded }), 415)
  })
  it.each([
    'application/scim+json',
    'application/json',
    'application/scim+json; charset=UTF-8',
    'Application/JSON;charset="utf-8"',
    'application/json; charsets; x=y=z',
  ])('H-004 H-005 [MUST] %s is taken', async (type) => {
    const answer = await server.request('POST', '/Users', { body: aUser('ann'), headers: { 'content-type': type } })
    expect(answer.status).toBe(201)
  })
  it.each(['', '{', '[]', '"x"', 'null', '{"a":1}x', "{'a':1}", '{"a":NaN}'])(
    'C-010 IP-02 [MUST] %j is 400 invalidSyntax, on PUT too',
    async (body) => {
      const headers = { 'content-type': 'application/json' }
      expectScimError(await server.request('POST', '/Users', { body, headers }), 400, 'invalidSyntax')
      expectScimError(await server.request('PUT', '/Users/1', { body, headers }), 400, 'invalidSyntax')
    },
  )
  it('IP-02 Z-014 a malformed body that holds a password is quoted nowhere', async () => {
    const answer = await server.request('POST', '/Users', { body: '{"password":"c4n4ry",}' })
    expectScimError(answer, 400, 'invalidSyntax')
    expect(`${answer.text}${JSON.stringify(server.errors)}${JSON.stringify(server.exchanges)}`).not.toContain('c4n4ry')
  })
  it('H-013 [CHOICE] invalid UTF-8 is 400 invalidSyntax and a byte order mark is skipped', async () => {
    const post = (bytes: Uint8Array<ArrayBuffer>): Promise<Response> =>
      fetch(`${server.url}/Users`, {
        method: 'POST',
        headers: { authorization: 'Bearer a', 'content-type': 'application/json' },
        body: bytes,
      })
    expect((await post(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400)
    const marked = new TextEncoder().encode(`\ufeff${JSON.stringify(aUser('ann'))}`)
    expect((await post(new Uint8Array(marked))).status).toBe(201)
  })
  it('H-017 IP-01 [CHOICE] a body over the limit is 413, announced or in chunks', async () => {
    expectScimError(await server.request('POST', '/Users', { body: aUser('x'.repeat(1000)) }), 413)
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: 'Bearer a', 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
      const sent = httpRequest(`${server.url}/Users`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode)
        response.resume()
      })
      sent.once('error', reject)
      sent.write('"'.padEnd(900, 'x'))
      sent.end('x'.repeat(900))
    })
    expect(status).toBe(413)
  })
  it('IP-04 S-008 [CHOICE] a key given twice is refused the same way wherever it stands', async () => {
    const { body } = await server.request('POST', '/Users', { body: aUser('ann') })
    const [path, schemas] = [`/Users/${String(body.id)}`, '"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]']
    const cases: [string, string, string][] = [
      ['POST', '/Users', `{${schemas},"userName":"bob","user\\u004eame":"eve"}`],
      ['PUT', path, `{${schemas},"userName":"ann","name":{"givenName":"a","givenName":"b"}}`],
      ['PATCH', path, '{"Operations":[{"op":"replace","path":"title","value":"a","value":"b"}]}'],
      ['POST', '/Users/.search', '{"filter":"id pr","filter":"title pr"}'],
    ]
    for (const [method, to, text] of cases) {
      const answer = await server.request(method, to, { body: text })
      expectScimError(answer, 400, 'invalidSyntax')
      expect(answer.body.detail).toContain('twice')
    }
    expect((await server.request('GET', '/Users')).body.totalResults).toBe(1)
  })
  it('IP-05 Z-023 [CHOICE] nesting beyond 32 levels is refused before anything recursive sees it', async () => {
    const nest = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
    const body = (depth: number): string => `{"schemas":["${aUser('').schemas}"],"userName":"a","x":${nest(depth - 1)}}`
    const deep = await server.request('POST', '/Users', { body: body(33) })
    expect(deep.body.detail).toContain('nested')
    const allowed = await server.request('POST', '/Users', { body: body(32) })
    expect(String(allowed.body.detail)).not.toContain('nested')
    const open = '{"a":'.repeat(150)
    expectScimError(await server.request('POST', '/Users', { body: open }), 400, 'invalidSyntax')
  })
})

describe('answers', () => {
  it.each([
    'application/scim+json',
    'application/json',
    '*/*',
    'text/html;q=0.9, application/scim+json',
    'application/*',
  ])('H-001 H-002 H-003 H-007 [MUST] Accept: %s is answered with SCIM JSON', async (accept) => {
    const answer = await server.request('GET', '/Users', { headers: { accept } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/scim+json; charset=utf-8')
  })
  it.each(['text/xml', 'application/json;q=0'])('H-008 [CHOICE] Accept: %s is 406', async (accept) => {
    expectScimError(await server.request('GET', '/Users', { headers: { accept } }), 406)
  })
  it('V-018 Z-027 [CHOICE] nothing is kept by caches, sniffed or opened to other origins', async () => {
    const { headers } = await server.request('GET', '/Users', { headers: { origin: 'https://evil.test' } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
  it('E-017 [SHOULD] an unforeseen failure is 500 with a fixed sentence, its cause told to onError only', async () => {
    const broken = await serve({
      store: {
        ...server.store,
        read: () => {
          throw new Error('secret path /x')
        },
        close: async () => {},
      },
    })
    const answer = await broken.request('GET', '/Users')
    expectScimError(answer, 500)
    expect(answer.text).not.toContain('secret')
    expect(String(broken.errors[0])).toContain('secret path')
    await broken.close()
  })
  it('tells of each exchange: tenant, path without query, status and tolerances', async () => {
    await server.request('GET', '/Users?filter=userName%20eq%20%22canary%22')
    await server.request('GET', '/Users', { headers: { authorization: 'Bearer nope' } })
    expect(server.exchanges).toMatchObject([
      { tenant: 'a', method: 'GET', path: '/Users', status: 200, tolerances: [] },
      { tenant: null, method: 'GET', path: '/Users', status: 401 },
    ])
    expect(JSON.stringify(server.exchanges)).not.toContain('canary')
  })
  it('AT-01 HIDE tells nobody without credentials what a tenant tolerates', async () => {
    const plain = await serve({ allowAnonymousConfig: true })
    const named = await serve({
      allowAnonymousConfig: true,
      exchangeHeader: 'Scimulator-Exchange',
      tolerances: ['string-booleans'],
    })
    for (const [path, headers] of [
      ['/Users', { authorization: 'Bearer nope' }],
      ['/ServiceProviderConfig', undefined],
    ] as const) {
      const init = headers === undefined ? {} : { headers }
      const [left, right] = await Promise.all([plain, named].map(({ url }) => fetch(`${url}${path}`, init)))
      const seen = async (from: Response | undefined, url: string): Promise<string> =>
        `${from?.status} ${[...(from?.headers.keys() ?? [])]} ${await from?.text()}`.replaceAll(url, '')
      expect(await seen(left, plain.url)).toBe(await seen(right, named.url))
    }
    await plain.close()
    await named.close()
  })
  it('sends the exchange header only when it is asked for', async () => {
    expect((await server.request('GET', '/Users')).headers.get('scimulator-exchange')).toBeNull()
    const named = await serve({
      exchangeHeader: 'Scimulator-Exchange',
      exchangeId: () => 'x1',
      tolerances: ['string-booleans'],
    })
    const answer = await named.request('POST', '/Users', { body: aUser('ann', { active: 'True' }) })
    expect(answer.headers.get('scimulator-exchange')).toBe('x1; tolerances=string-booleans')
    await named.close()
  })
})
