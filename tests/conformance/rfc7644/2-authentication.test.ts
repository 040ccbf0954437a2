/**
 * Who may ask, and what the answers give away.
 *
 * @see RFC 7644 §2 Authentication and Authorization, §7 Security Considerations — https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see RFC 6750 §3 The WWW-Authenticate Response Header Field — https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
import { SEARCH_REQUEST } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  aText,
  credentials,
  expectScimError,
  expectStatus,
  makePeople,
  sendRaw,
  uniqueName,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const withAuthorization = (authorization: string) => ({ authorization })

describe('credentials', () => {
  it.each([
    ['GET', '/Users'],
    ['POST', '/Users'],
    ['GET', '/Users/unknown'],
    ['DELETE', '/Users/unknown'],
    ['POST', '/Users/.search'],
    ['GET', '/Schemas'],
    ['GET', '/ResourceTypes'],
    ['GET', '/no/such/endpoint'],
    ['GET', '/Me'],
  ])(
    'Z-002 Z-003 E-014 [MUST] %s %s without credentials: 401 and a Bearer challenge without error code',
    async (method, path) => {
      const answer = await scim.send(method, path, undefined, { headers: withAuthorization('') })
      expectScimError(answer, 401, null)
      expect(answer.header('www-authenticate')).toMatch(/^Bearer [a-z]+="[^"]*"/)
      expect(answer.header('www-authenticate')).not.toContain('error')
    },
  )

  it.each([['Bearer wrong'], ['Bearer t0k '.repeat(2)], ['Basic dDBrOnQwaw=='], ['Bearer'], ['t0k'], ['Bearer \tx']])(
    'Z-004 Z-006 [SHOULD] the credentials %j are refused with 401 invalid_token',
    async (authorization) => {
      const answer = await scim.get('/Users', {}, withAuthorization(authorization))
      expectScimError(answer, 401)
      expect(answer.header('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
    },
  )

  it('Z-006 [SHOULD] two Authorization headers are refused', async () => {
    const answer = await sendRaw(scim.baseUrl, 'GET', '/Users', [credentials(scim), credentials(scim)])
    expect(answer.status).toBe(401)
    expect(answer.body).toContain('urn:ietf:params:scim:api:messages:2.0:Error')
  })

  it('Z-007 [MUST] the name of the scheme is read in any case', async () => {
    for (const scheme of ['bearer', 'BEARER', 'Bearer']) {
      expectStatus(await scim.get('/Users', { count: '0' }, withAuthorization(`${scheme} ${scim.server.token}`)), 200)
    }
  })

  it('Z-008 [SHOULD] a token in the query does not count', async () => {
    expectScimError(await scim.get('/Users', { access_token: scim.server.token }, withAuthorization('')), 401)
  })

  it('N-002 [CHOICE] a token opens no other team, whether or not there is one', async () => {
    const other = scim.baseUrl.replace('/teams/acme/', '/teams/globex/')
    expect(other).not.toBe(scim.baseUrl)
    const response = await fetch(`${other}/Users`, { headers: withAuthorization(`Bearer ${scim.server.token}`) })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ status: '401' })
  })

  it('N-001 N-008 [MUST] the team may be named by host, and locations keep that form', async () => {
    const { url, hostUrl } = scim.server
    expect(hostUrl).toBe(`${url.replace('localhost', 'acme.localhost')}/scim/v2`)
    const headers = [credentials(scim), 'Content-Type: application/scim+json']
    const created = await sendRaw(hostUrl, 'POST', '/Users', headers, JSON.stringify(userBody()))
    expect(created.status).toBe(201)
    const location = created.headers.get('location') ?? ''
    expect(location.startsWith(`${hostUrl}/Users/`)).toBe(true)
    const id = location.slice(`${hostUrl}/Users/`.length)
    expect((await scim.user(id)).meta.location).toBe(`${scim.baseUrl}/Users/${id}`)
  })
})

describe('discovery', () => {
  it('D-004 [SHOULD] ServiceProviderConfig can be read without credentials', async () => {
    const answer = await scim.get('/ServiceProviderConfig', {}, withAuthorization(''))
    expectStatus(answer, 200)
    expect(answer.body.authenticationSchemes).toMatchObject([{ type: 'oauthbearertoken' }])
  })

  it('Z-022 [CHOICE] it tells nothing about a team: one that is not there gets the same answer', async () => {
    const nobody = scim.baseUrl.replace('/teams/acme/', '/teams/nobody/')
    const [own, other] = await Promise.all(
      [scim.baseUrl, nobody].map(async (base) => {
        const response = await fetch(`${base}/ServiceProviderConfig`)
        return { status: response.status, text: (await response.text()).replaceAll(base, 'BASE') }
      }),
    )
    expect(own).toMatchObject({ status: 200, text: aText(/"BASE\/ServiceProviderConfig"/) })
    expect(other?.status).toBe(200)
    expect(own?.text).not.toContain('acme')
  })
})

describe('input', () => {
  const payloads = [
    "'; DROP TABLE resource; --",
    '{"$gt":""}',
    '*)(uid=*',
    '#{7*7}',
    '"; return true; var x="',
    '\u0000',
  ]

  it.each(payloads)('Z-018 F-049 [MUST] %j in a filter is only text', async (payload) => {
    const people = await makePeople(scim, { one: { title: 'x' } })
    expect(await people.matching(`title eq ${JSON.stringify(payload)}`)).toEqual([])
    expect(await people.matching(`title ne ${JSON.stringify(payload)}`)).toEqual(['one'])
  })

  it.each(payloads)('Z-018 [MUST] %j as sortBy, id and PATCH path is refused or not found', async (payload) => {
    const { id } = await scim.createUser()
    expectScimError(await scim.get('/Users', { sortBy: payload }), 400, 'invalidValue')
    expectScimError(await scim.get(`/Users/${encodeURIComponent(payload)}`), 404)
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'add', path: payload, value: 'x' }]), 400, 'invalidPath')
    expectStatus(await scim.get(`/Users/${id}`), 200)
  })

  it.each([['__proto__'], ['constructor'], ['toString'], ['hasOwnProperty']])(
    'Z-018 [MUST] %s is a name like any other that no schema has',
    async (name) => {
      const user = await scim.createUser()
      const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"${uniqueName('p')}","${name}":{"active":true}}`
      expectScimError(await scim.send('POST', '/Users', body), 400, 'invalidSyntax')
      expectScimError(await scim.get('/Users', { filter: `${name} pr` }), 400, 'invalidFilter')
      expectScimError(await scim.get('/Users', { sortBy: name }), 400, 'invalidValue')
      const patched = await scim.patch(`/Users/${user.id}`, [{ op: 'add', path: name, value: 'x' }])
      expectScimError(patched, 400, 'invalidPath')
      expect((await scim.get(`/Users/${user.id}`, { attributes: name })).body).toEqual({
        schemas: user.schemas,
        id: user.id,
      })
    },
  )

  it('Z-023 [CHOICE] a body nested too deep is refused', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"x","emails":${deep}}`
    expectScimError(await scim.send('POST', '/Users', body), 400, 'invalidSyntax', /nested/)
  })
})

describe('answers', () => {
  it('Z-014 E-020 C-021 [MUST] a refused body is not quoted with its password', async () => {
    const body = userBody({ password: { secret: 'hunter2' }, title: 5 })
    const answer = await scim.post('/Users', body)
    expectScimError(answer, 400, 'invalidValue')
    expect(answer.text).not.toContain('hunter2')
    const broken = await scim.send('POST', '/Users', '{"password":"hunter2"')
    expectScimError(broken, 400, 'invalidSyntax')
    expect(broken.text).not.toContain('hunter2')
    const number = await scim.post('/Users', userBody({ password: 12345678 }))
    expectScimError(number, 400, 'invalidValue')
    expect(number.text).not.toContain('12345678')
  })

  it('Z-017 E-013 F-034 F-052 [SHOULD] a filter on the password is refused with 403 sensitive', async () => {
    for (const filter of ['password eq "a"', 'password sw "a"', 'password pr', 'not (password pr)']) {
      expectScimError(await scim.get('/Users', { filter }), 403, 'sensitive', /password/)
      expectScimError(await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter }), 403, 'sensitive')
    }
  })

  it('Z-027 V-018 [CHOICE] nobody may keep an answer, guess its type or read it from another origin', async () => {
    const answer = await scim.get('/Users', { count: '1' }, { origin: 'http://evil.example' })
    expect(answer.header('cache-control')).toMatch(/no-store|private/)
    expect(answer.header('x-content-type-options')).toBe('nosniff')
    expect(answer.header('access-control-allow-origin')).toBeNull()
  })
})
