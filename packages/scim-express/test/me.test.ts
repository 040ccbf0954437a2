import { type JsonObject, unauthorized } from '@scimulator/scim-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, aGroup, aPatch, aUser, objectsIn, serve, type TestServer } from './serve.ts'

// A token is a tenant, or a tenant and the id of a subject; `-` is a token of the tenant that is nobody's.
let server: TestServer
let ann: JsonObject
let headers: Record<string, string>

beforeEach(async () => {
  server = await serve({
    authenticate({ headers: { authorization = '' } }) {
      const [tenant = '', subject] = authorization.replace(/^Bearer /, '').split('/')
      if (tenant !== 'a' && tenant !== 'b') throw unauthorized('The request needs a valid bearer token.')
      if (subject === undefined) return { tenant }
      return { tenant, subject: subject === '-' ? null : subject }
    },
  })
  const roles = [{ value: 'reader' }]
  ann = (await server.request('POST', '/Users', { body: aUser('ann', { active: true, roles, title: 'Dr' }) })).body
  headers = { authorization: `Bearer a/${String(ann.id)}` }
})

afterEach(() => server.close())

const set = (path: string, value: JsonObject[string]): JsonObject =>
  aPatch({ op: 'replace', path, value: value ?? null })

function change(body: JsonObject): Promise<Answer> {
  return server.request('PATCH', '/Me', { body, headers })
}

describe('/Me of a subject', () => {
  it('I-003 I-009 [MUST] is the resource itself, at its permanent address, with versions and projection', async () => {
    const answer = await server.request('GET', '/Me', { headers })
    const location = `${server.url}/Users/${String(ann.id)}`
    expect([answer.status, answer.body, answer.headers.get('location')]).toEqual([200, ann, location])
    const projected = await server.request('GET', '/Me?attributes=userName', { headers })
    expect(Object.keys(projected.body).sort()).toEqual(['id', 'schemas', 'userName'])
    const etag = answer.headers.get('etag') ?? ''
    const again = await server.request('GET', '/Me', { headers: { ...headers, 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('I-004 [MUST] takes PUT, PATCH and DELETE', async () => {
    expect((await change(set('title', 'Prof'))).body).toMatchObject({ id: ann.id, title: 'Prof' })
    const replaced = await server.request('PUT', '/Me', { body: { ...ann, nickName: 'A' }, headers })
    expect([replaced.status, replaced.body.title, replaced.body.nickName]).toEqual([200, 'Dr', 'A'])
    const stale = { ...headers, 'if-match': 'W/"1"' }
    expect((await server.request('DELETE', '/Me', { headers: stale })).status).toBe(412)
    expect((await server.request('DELETE', '/Me', { headers })).status).toBe(204)
    expect((await server.request('GET', `/Users/${String(ann.id)}`)).status).toBe(404)
    expect((await server.request('GET', '/Me', { headers })).status).toBe(404)
  })

  it('I-008 [SHOULD] refuses to change what is protected, by PATCH and by PUT, and changes nothing then', async () => {
    for (const body of [set('active', false), set('roles', [{ value: 'owner' }]), set('userType', 'staff')]) {
      const answer = await change(aPatch({ op: 'replace', path: 'title', value: 'x' }, ...objectsIn(body.Operations)))
      expect(answer).toMatchObject({ status: 403, body: { status: '403' } })
    }
    const { roles: _, ...without } = ann
    expect((await server.request('PUT', '/Me', { body: without, headers })).status).toBe(403)
    expect((await server.request('GET', '/Me', { headers })).body).toEqual(ann)
    expect((await change(set('active', true))).status).toBe(200)
    const byClient = await server.request('PATCH', `/Users/${String(ann.id)}`, { body: set('active', false), headers })
    expect(byClient.status).toBe(200)
  })

  it('may be a resource of any type', async () => {
    const { body: group } = await server.request('POST', '/Groups', { body: aGroup('G') })
    const authorization = `Bearer a/${String(group.id)}`
    expect((await server.request('GET', '/Me', { headers: { authorization } })).body).toEqual(group)
  })

  it('I-005 [MAY] POST is not offered: 501', async () => {
    const answer = await server.request('POST', '/Me', { body: aUser('eve'), headers })
    expect(answer).toMatchObject({ status: 501, body: { status: '501' } })
  })
})

describe('/Me of nobody', () => {
  it('I-006 [MUST] is 401 without credentials', async () => {
    expect((await server.request('GET', '/Me', { headers: { authorization: '' } })).status).toBe(401)
  })

  it.each(['Bearer a/-', 'Bearer a/nobody', 'Bearer a/__proto__'])(
    'I-007 [CHOICE] is 404 for %s',
    async (authorization) => {
      for (const method of ['GET', 'DELETE']) {
        const answer = await server.request(method, '/Me', { headers: { authorization } })
        expect(answer).toMatchObject({ status: 404, body: { status: '404' } })
      }
    },
  )

  it('N-002 [CHOICE] is 404 for an id of another tenant', async () => {
    const authorization = `Bearer b/${String(ann.id)}`
    expect((await server.request('DELETE', '/Me', { headers: { authorization } })).status).toBe(404)
    expect((await server.request('GET', '/Me', { headers })).body).toEqual(ann)
  })

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'POST'])(
    'I-001 [SHOULD] %s is 501 where there are no subjects',
    async (method) => {
      const init = method === 'GET' || method === 'DELETE' ? {} : { body: aUser('x') }
      expect((await server.request(method, '/Me', init)).status).toBe(501)
    },
  )
})
