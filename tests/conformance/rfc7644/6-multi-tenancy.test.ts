/**
 * Several tenants of one service: the client's credentials say which one a request is for.
 *
 * @see RFC 7644 §6 Multi-Tenancy — https://www.rfc-editor.org/rfc/rfc7644#section-6
 * @see RFC 7643 §9.3 Privacy — https://www.rfc-editor.org/rfc/rfc7643#section-9.3
 */
import { BULK_REQUEST, type JsonObject, type JsonValue, PATCH_OP, SEARCH_REQUEST } from '@scimulator/scim-core'
import type { ScimExchange } from '@scimulator/scim-express'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  expectList,
  expectScimError,
  expectStatus,
  groupBody,
  uniqueName,
  useRouter,
  userBody,
  withToken,
} from '../support/index.ts'

const exchanges: ScimExchange[] = []
const subject = { id: '' }
const principals = new Map([
  ['globex', { tenant: 'globex' }],
  [
    'somebody',
    {
      tenant: 'acme',
      get subject() {
        return subject.id
      },
    },
  ],
])
// The client's own token is one of the tenant `acme`.
const scim = useRouter({ principals, onExchange: (exchange) => exchanges.push(exchange) })

const inOther = (method: string, path: string, body?: Parameters<typeof scim.send>[2]): Promise<Answer> =>
  scim.send(method, path, body, withToken('globex'))

describe('tenants', () => {
  it('D-026 [CHOICE] have the same schemas and resource types, so discovery is the same for all', async () => {
    for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig']) {
      const own = await scim.get(path)
      expectStatus(own, 200)
      expect((await inOther('GET', path)).body).toEqual(own.body)
    }
  })

  it('N-005 [MUST] may each have a resource with the same externalId, and find their own by it', async () => {
    const externalId = uniqueName('ext')
    const own = await scim.createUser({ externalId })
    const other = await inOther('POST', '/Users', userBody({ externalId }))
    expectStatus(other, 201)
    const filter = `externalId eq "${externalId}"`
    const found = [
      await scim.get('/Users', { filter }),
      await inOther('GET', `/Users?filter=${encodeURIComponent(filter)}`),
    ]
    for (const answer of found) expectList(answer, 1)
    expect(found.map(({ items }) => items[0]?.id)).toEqual([own.id, other.body.id])
  })

  it('N-006 [MAY] never share an id: one tenant’s is unknown to the other', async () => {
    const { id } = await scim.createUser()
    expectScimError(await inOther('GET', `/Users/${id}`), 404)
    expectScimError(await inOther('DELETE', `/Users/${id}`), 404)
    expectList(await inOther('POST', '/.search', { schemas: [SEARCH_REQUEST], filter: `id eq "${id}"` }), 0)
    expectStatus(await scim.get(`/Users/${id}`), 200)
  })

  it('Z-026 [SHOULD] know the same person under ids that have nothing in common with each other or the person', async () => {
    const person = userBody({ externalId: uniqueName('ext'), emails: [{ value: 'ada@example.com' }] })
    const own = await scim.post('/Users', person)
    const ids = [own, await inOther('POST', '/Users', person)].map(({ body }) => String(body.id))
    expectStatus(await scim.delete(`/Users/${ids[0]}`), 204)
    ids.push(String((await scim.post('/Users', person)).body.id))
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    // What is random about them; the rest is the time.
    expect(new Set(ids.map((id) => id.slice(19))).size).toBe(3)
  })
})

describe('what belongs to another tenant', () => {
  it('N-003 [CHOICE] is not there, by any verb, list, filter, search or bulk operation', async () => {
    const user = await scim.createUser({ title: 'T' })
    const path = `/Users/${user.id}`
    const operations = [{ op: 'replace', path: 'title', value: 'x' }]
    const patch = { schemas: [PATCH_OP], Operations: operations }
    for (const [method, body] of [['GET'], ['PUT', userBody()], ['PATCH', patch], ['DELETE'], ['HEAD']] as const) {
      expect((await inOther(method, path, body)).status).toBe(404)
    }
    const filter = `id eq "${user.id}" or userName eq "${String(user.userName)}"`
    for (const at of ['/Users/.search', '/.search']) {
      expectList(await inOther('POST', at, { schemas: [SEARCH_REQUEST], filter }), 0)
    }
    const bulk = await inOther('POST', '/Bulk', {
      schemas: [BULK_REQUEST],
      Operations: [
        { method: 'PATCH', path, data: patch },
        { method: 'DELETE', path },
      ],
    })
    expect(bulk.body.Operations).toMatchObject([{ status: '404' }, { status: '404' }])
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('N-003 R-015 [CHOICE] is told of in the words for what never was', async () => {
    const { id } = await scim.createUser()
    const [there, never] = [id, id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]
    const [foreign, unknown] = [await inOther('GET', `/Users/${there}`), await inOther('GET', `/Users/${never}`)]
    expect(foreign.text.replace(there, 'ID')).toBe(unknown.text.replace(never, 'ID'))
  })

  it('N-004 N-010 [SHOULD] takes no name away, and is counted nowhere', async () => {
    const [userName, displayName] = [uniqueName('user'), uniqueName('group')]
    const before = (await inOther('GET', '?count=0')).body.totalResults
    await scim.createUser({ userName })
    await scim.createGroup({ displayName })
    expect((await inOther('GET', '?count=0')).body.totalResults).toBe(before)
    expectStatus(await inOther('POST', '/Users', userBody({ userName })), 201)
    expectStatus(await inOther('POST', '/Groups', groupBody({ displayName })), 201)
    const clash = await inOther('POST', '/Users', userBody({ userName: userName.toUpperCase() }))
    expectScimError(clash, 409, 'uniqueness')
    expect(clash.text).not.toContain('acme')
  })

  it('N-007 [CHOICE] is no member of a group, at creation nor by PUT or PATCH', async () => {
    const { id } = await scim.createUser()
    const members = [{ value: id }]
    expectScimError(await inOther('POST', '/Groups', groupBody({ members })), 400, 'invalidValue')
    const group = await inOther('POST', '/Groups', groupBody())
    const path = `/Groups/${String(group.body.id)}`
    expectScimError(await inOther('PUT', path, groupBody({ members })), 400, 'invalidValue')
    const patch = { schemas: [PATCH_OP], Operations: [{ op: 'add', path: 'members', value: members }] }
    expectScimError(await inOther('PATCH', path, patch), 400, 'invalidValue')
    expect((await inOther('GET', path)).body).toEqual(group.body)
  })

  it('N-009 K-018 K-019 [MUST] lends no cursor: a foreign, a forged and a mangled one get the same answer', async () => {
    for (let n = 0; n < 3; n++) await scim.createUser()
    const own = String((await scim.get('/Users', { cursor: '', count: '1' })).body.nextCursor)
    const mangled = own.slice(0, -1) + (own.endsWith('A') ? 'B' : 'A')
    const answers = []
    for (const cursor of [own, 'forged', mangled]) answers.push(await inOther('GET', `/Users?count=1&cursor=${cursor}`))
    for (const answer of answers) expectScimError(answer, 400, 'invalidCursor')
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expectStatus(await scim.get('/Users', { cursor: own, count: '1' }), 200)
  })

  it('N-009 [CHOICE] lends no bulkId: one means what this request has made', async () => {
    const Operations = [{ method: 'POST', path: '/Users', bulkId: 'one', data: userBody() }]
    expectStatus(await scim.post('/Bulk', { schemas: [BULK_REQUEST], Operations }), 200)
    const use = [{ method: 'DELETE', path: '/Users/bulkId:one' }]
    const answer = await inOther('POST', '/Bulk', { schemas: [BULK_REQUEST], Operations: use })
    expect(answer.body.Operations).toMatchObject([{ status: '400' }])
  })
})

describe('what is told of an exchange', () => {
  it('Q-010 [SHOULD] holds no filter, neither of a query nor of a search: .search keeps it out of addresses too', async () => {
    const secret = uniqueName('secret')
    const filter = `title eq "${secret}"`
    exchanges.length = 0
    expectList(await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter }), 0)
    expectList(await scim.get('/Users', { filter }), 0)
    expectStatus(await scim.post('/Users', userBody({ title: secret })), 201)
    expect(exchanges.map(({ method, path }) => [method, path])).toEqual([
      ['POST', '/Users/.search'],
      ['GET', '/Users'],
      ['POST', '/Users'],
    ])
    expect(JSON.stringify(exchanges)).not.toContain(secret)
  })
})

describe('/Me of a credential that is somebody’s', () => {
  const me = (method: string, body?: Parameters<typeof scim.send>[2], query = ''): Promise<Answer> =>
    scim.send(method, `/Me${query}`, body, withToken('somebody'))
  const replace = (path: string, value: JsonValue): JsonObject => ({
    schemas: [PATCH_OP],
    Operations: [
      { op: 'replace', path: 'title', value: 'T' },
      { op: 'replace', path, value },
    ],
  })

  it('I-004 I-009 [MUST] is read, replaced, patched and deleted as the resource is, versions and projection too', async () => {
    const user = await scim.createUser({ active: true })
    subject.id = user.id
    expect((await me('GET')).body).toEqual(user)
    expect(Object.keys((await me('GET', undefined, '?attributes=userName')).body).sort()).toEqual([
      'id',
      'schemas',
      'userName',
    ])
    const { userName = '' } = user
    expect((await me('PUT', userBody({ userName, active: true, nickName: 'N' }))).body).toMatchObject({ nickName: 'N' })
    const patched = await me('PATCH', replace('nickName', 'M'), '?attributes=nickName')
    expect(patched.body).toEqual({ schemas: user.schemas, id: user.id, nickName: 'M' })
    expect(patched.header('etag')).toBe((await scim.user(user.id)).meta.version)
    expectStatus(await me('DELETE'), 204)
    expectScimError(await scim.get(`/Users/${user.id}`), 404)
  })

  it('I-008 Z-013 [SHOULD] takes no change of what is not its subject’s to say, and then changes nothing', async () => {
    const user = await scim.createUser({ active: true, roles: [{ value: 'reader' }] })
    subject.id = user.id
    for (const body of [
      replace('active', false),
      replace('roles', [{ value: 'owner' }]),
      replace('entitlements', [{ value: 'all' }]),
      replace('userType', 'staff'),
    ]) {
      expectScimError(await me('PATCH', body), 403, null)
    }
    const { userName = '' } = user
    expectScimError(await me('PUT', userBody({ userName, active: true })), 403, null)
    expect(await scim.user(user.id)).toEqual(user)
  })

  it.each(['', 'nobody', '__proto__'])(
    'I-007 [CHOICE] is 404 while there is no resource with the id %j',
    async (id) => {
      subject.id = id
      for (const method of ['GET', 'DELETE']) expectScimError(await me(method), 404, null)
    },
  )

  it('I-002 I-003 [MAY] answers itself, naming the permanent address, and redirects nowhere', async () => {
    const user = await scim.createUser()
    subject.id = user.id
    for (const query of ['', '?attributes=userName']) {
      const answer = await scim.send('GET', `/Me${query}`, undefined, withToken('somebody'))
      expectStatus(answer, 200)
      expect(answer.header('location')).toBe(user.meta.location)
      expect(answer.body.id).toBe(user.id)
    }
    const patch = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: 'title', value: 'Dr' }],
    }
    expectStatus(await scim.send('PATCH', '/Me', patch, withToken('somebody')), 200)
    expect(await scim.user(user.id)).toMatchObject({ title: 'Dr' })
  })
})
