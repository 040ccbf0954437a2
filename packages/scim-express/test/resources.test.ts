import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aPatch, aUser, objectIn, objectsIn, serve, type TestServer } from './serve.ts'

let server: TestServer
beforeEach(async () => {
  server = await serve()
})
afterEach(() => server.close())

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

async function create(userName: string, more = {}): Promise<string> {
  const { status, body } = await server.request('POST', '/Users', { body: aUser(userName, more) })
  expect(status).toBe(201)
  return String(body.id)
}

describe('create', () => {
  it('C-001 C-002 C-016 S-045 S-046 [MUST] is 201 with Location, ETag and the resource as it will be read', async () => {
    const { status, headers, body } = await server.request('POST', '/Users', { body: aUser('ann', { title: 'Dr' }) })
    expect(status).toBe(201)
    const meta = objectIn(body.meta)
    expect(headers.get('location')).toBe(meta.location)
    expect(meta.location).toBe(`${server.url}/Users/${String(body.id)}`)
    expect(headers.get('etag')).toBe(meta.version)
    expect(meta.lastModified).toBe(meta.created)
    expect((await server.request('GET', `/Users/${String(body.id)}`)).body).toEqual(body)
  })
  it('C-003 S-041 S-049 [MUST] read-only input is ignored', async () => {
    const given = { id: 'mine', meta: { created: '1999-01-01T00:00:00Z' }, groups: [{ value: 'x' }] }
    const { status, body } = await server.request('POST', '/Users', { body: aUser('ann', given) })
    expect(status).toBe(201)
    expect(body.id).not.toBe('mine')
    expect(objectIn(body.meta).created).not.toContain('1999')
    expect(body.groups).toBeUndefined()
  })
  it('C-004 E-011 S-047 [MUST] a taken userName is 409 uniqueness, whatever its case', async () => {
    await create('ann')
    const { status, body } = await server.request('POST', '/Users', { body: aUser('ANN') })
    expect([status, body.scimType]).toEqual([409, 'uniqueness'])
  })
  it('C-009 A-020 [MUST] attributes shape the body and not the headers', async () => {
    const { headers, body } = await server.request('POST', '/Users?attributes=userName', {
      body: aUser('ann', { title: 'Dr' }),
    })
    expect(Object.keys(body).sort()).toEqual(['id', 'schemas', 'userName'])
    expect(headers.get('etag')).toBe('W/"1"')
    expect(headers.get('location')).toContain(String(body.id))
  })
  it('C-019 [CHOICE] of twenty parallel creates with one userName exactly one succeeds', async () => {
    const posts = Array.from({ length: 20 }, () => server.request('POST', '/Users', { body: aUser('ann') }))
    const statuses = (await Promise.all(posts)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
  })
  it('S-048 C-021 [MUST] a password is accepted and shown nowhere', async () => {
    const id = await create('ann', { password: 'c4n4ry' })
    const answers = [
      await server.request('GET', `/Users/${id}?attributes=password`),
      await server.request('GET', '/Users?attributes=password'),
      await server.request('PATCH', `/Users/${id}`, {
        body: aPatch({ op: 'replace', path: 'password', value: 'c4n4ry' }),
      }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.text).not.toMatch(/password|c4n4ry/)
    }
  })
  it('IP-10 [MUST] prototype words as attributes pollute nothing', async () => {
    const body = `{"schemas":["${String(aUser('').schemas)}"],"userName":"ann","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`
    expect((await server.request('POST', '/Users', { body })).status).toBe(400)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('read', () => {
  it('R-003 R-004 R-005 R-006 [MUST] only the exact id of the type finds a resource', async () => {
    const id = await create('ann')
    expect((await server.request('GET', `/Users/${id}`)).status).toBe(200)
    for (const path of ['/Users/nope', `/Users/${id.toUpperCase()}`, '/Users/ann', `/Groups/${id}`]) {
      expect((await server.request('GET', path)).status).toBe(404)
    }
  })
  it('N-003 TI-02 [CHOICE] another tenant has no such resource, by any verb', async () => {
    const id = await create('ann')
    const headers = { authorization: 'Bearer b' }
    const unknown = await server.request('GET', '/Users/nope', { headers })
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', aUser('x')],
      ['PATCH', aPatch({ op: 'remove', path: 'title' })],
      ['DELETE', undefined],
    ] as const) {
      const answer = await server.request(method, `/Users/${id}`, { headers, ...(body === undefined ? {} : { body }) })
      expect(answer.status).toBe(404)
      expect(answer.text.replace(id, 'nope')).toBe(unknown.text)
    }
    expect((await server.request('GET', '/Users', { headers })).body.totalResults).toBe(0)
    expect((await server.request('POST', '/Users', { headers, body: aUser('ann') })).status).toBe(201)
  })
  it('V-005 V-006 V-017 H-012 [MUST] If-None-Match of the current version is 304 with the ETag and no body', async () => {
    const id = await create('ann')
    for (const tag of ['W/"1"', '"1"', '*', '"a", W/"1"']) {
      const answer = await server.request('GET', `/Users/${id}`, { headers: { 'if-none-match': tag } })
      expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([304, '', 'W/"1"'])
    }
    expect((await server.request('GET', `/Users/${id}`, { headers: { 'if-none-match': 'W/"2"' } })).status).toBe(200)
  })
})

describe('replace', () => {
  it('U-002 U-003 U-004 U-006 U-011 U-012 [MUST] replaces what is writable and clears what is left out', async () => {
    const id = await create('ann', {
      title: 'Dr',
      emails: [{ value: 'a@x.example' }],
      [ENTERPRISE]: { department: 'D' },
    })
    const body = aUser('anna', { id: 'other', nickName: 'A' })
    const answer = await server.request('PUT', `/Users/${id}`, { body })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ id, userName: 'anna', nickName: 'A', schemas: aUser('').schemas })
    for (const gone of ['title', 'emails', ENTERPRISE]) expect(answer.body).not.toHaveProperty([gone])
    expect(answer.headers.get('etag')).toBe('W/"2"')
    expect((await server.request('GET', `/Users/${id}`)).body).toEqual(answer.body)
    expect((await server.request('PUT', '/Users/nope', { body })).status).toBe(404)
  })
  it('U-013 V-012 [CHOICE] an identical body leaves version and lastModified alone', async () => {
    const id = await create('ann', { title: 'Dr' })
    const before = await server.request('GET', `/Users/${id}`)
    const after = await server.request('PUT', `/Users/${id}`, { body: before.body })
    expect(after.body).toEqual(before.body)
    expect(after.headers.get('etag')).toBe('W/"1"')
  })
  it('U-016 S-064 [MUST] renaming onto another is 409, own name in another case is not', async () => {
    const id = await create('ann')
    await create('bob')
    expect((await server.request('PUT', `/Users/${id}`, { body: aUser('BOB') })).status).toBe(409)
    expect((await server.request('PUT', `/Users/${id}`, { body: aUser('ANN') })).status).toBe(200)
  })
})

describe('modify', () => {
  it('M-013 M-040 [MUST] answers 200 with the whole resource and its new version', async () => {
    const id = await create('ann', { title: 'Dr' })
    const answer = await server.request('PATCH', `/Users/${id}`, {
      body: aPatch({ op: 'replace', path: 'active', value: false }),
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ id, userName: 'ann', title: 'Dr', active: false })
    expect(answer.headers.get('etag')).toBe('W/"2"')
  })
  it('M-012 [MUST] is all or nothing', async () => {
    const id = await create('ann')
    const body = aPatch({ op: 'add', path: 'title', value: 'Dr' }, { op: 'add', path: 'nope', value: 1 })
    expect((await server.request('PATCH', `/Users/${id}`, { body })).status).toBe(400)
    const { body: after, headers } = await server.request('GET', `/Users/${id}`)
    expect(after).not.toHaveProperty('title')
    expect(headers.get('etag')).toBe('W/"1"')
  })
  it('M-018 S-044 V-012 [MUST] a change that changes nothing leaves version and lastModified alone', async () => {
    const id = await create('ann', { title: 'Dr' })
    const before = await server.request('GET', `/Users/${id}`)
    const body = aPatch({ op: 'add', path: 'title', value: 'Dr' })
    expect((await server.request('PATCH', `/Users/${id}`, { body })).body).toEqual(before.body)
  })
  it('M-056 [MUST] a uniqueness clash is 409, M-058 an unknown id 404', async () => {
    const id = await create('ann')
    await create('bob')
    const body = aPatch({ op: 'replace', path: 'userName', value: 'Bob' })
    const answer = await server.request('PATCH', `/Users/${id}`, { body })
    expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness'])
    expect((await server.request('PATCH', '/Users/nope', { body })).status).toBe(404)
  })
  it('IP-22 [CHOICE] more than 1,000 operations are 413', async () => {
    const id = await create('ann')
    const operations = Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'title' }))
    expect((await server.request('PATCH', `/Users/${id}`, { body: aPatch(...operations) })).status).toBe(413)
  })
})

describe('delete', () => {
  it('X-001 X-002 X-003 X-004 U-019 [MUST] is 204; afterwards nothing is there and the name is free', async () => {
    const id = await create('ann')
    const answer = await server.request('DELETE', `/Users/${id}`)
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect((await server.request('GET', `/Users/${id}`)).status).toBe(404)
    expect((await server.request('PUT', `/Users/${id}`, { body: aUser('ann') })).status).toBe(404)
    expect((await server.request('DELETE', `/Users/${id}`)).status).toBe(404)
    expect((await server.request('GET', '/Users?filter=userName%20eq%20%22ann%22')).body.totalResults).toBe(0)
    expect(await create('ann')).not.toBe(id)
  })
  it('X-011 [CHOICE] of ten parallel deletes one is 204 and the rest are 404', async () => {
    const id = await create('ann')
    const deletes = Array.from({ length: 10 }, () => server.request('DELETE', `/Users/${id}`))
    const statuses = (await Promise.all(deletes)).map(({ status }) => status).sort()
    expect(statuses).toEqual([204, ...Array.from({ length: 9 }, () => 404)])
  })
})

describe('preconditions', () => {
  it.each(['PUT', 'PATCH', 'DELETE'])(
    'V-007 V-008 V-015 X-009 [MUST] %s with another or a malformed tag is 412 and changes nothing',
    async (method) => {
      const id = await create('ann')
      const body = method === 'PUT' ? aUser('zoe') : aPatch({ op: 'add', path: 'title', value: 'Dr' })
      for (const tag of ['W/"0"', 'abc', '']) {
        const sent = method === 'DELETE' ? {} : { body }
        const answer = await server.request(method, `/Users/${id}`, { ...sent, headers: { 'if-match': tag } })
        expect(answer.status).toBe(412)
      }
      expect((await server.request('GET', `/Users/${id}`)).body).toMatchObject({ userName: 'ann' })
    },
  )
  it('V-009 V-010 [MUST] the current tag, a list with it and * pass; V-011 an unknown id is 404 first', async () => {
    const id = await create('ann')
    for (const [index, tag] of ['W/"1"', '"x", W/"2"', '*'].entries()) {
      const body = aPatch({ op: 'replace', path: 'title', value: `T${index}` })
      expect((await server.request('PATCH', `/Users/${id}`, { body, headers: { 'if-match': tag } })).status).toBe(200)
    }
    expect((await server.request('DELETE', '/Users/nope', { headers: { 'if-match': 'W/"1"' } })).status).toBe(404)
  })
  it('V-013 [CHOICE] of ten parallel PUTs with one tag one wins and nine are 412', async () => {
    const id = await create('ann')
    const puts = Array.from({ length: 10 }, (_, index) =>
      server.request('PUT', `/Users/${id}`, {
        body: aUser('ann', { title: `T${index}` }),
        headers: { 'if-match': 'W/"1"' },
      }),
    )
    const statuses = (await Promise.all(puts)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412)).toHaveLength(9)
  })
})

describe('lists', () => {
  beforeEach(async () => {
    for (const name of ['carl', 'ann', 'bob'])
      await create(name, { title: name, emails: [{ value: `${name}@x.example`, type: 'work' }] })
  })
  it('P-001 P-007 P-008 P-014 Q-001 [MUST] a page says where it starts, how many it has and how many there are', async () => {
    const { body } = await server.request('GET', '/Users?startIndex=2&count=5&sortBy=userName')
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 2,
    })
    expect(objectsIn(body.Resources).map((user) => user.userName)).toEqual(['bob', 'carl'])
    for (const user of objectsIn(body.Resources)) expect(objectIn(user.meta)).toHaveProperty('version')
  })
  it('P-002 P-003 P-004 P-010 [MUST] odd numbers are read kindly', async () => {
    expect((await server.request('GET', '/Users?startIndex=-5&count=1')).body).toMatchObject({
      startIndex: 1,
      itemsPerPage: 1,
    })
    for (const count of ['0', '-3']) {
      expect((await server.request('GET', `/Users?count=${count}`)).body).toMatchObject({
        totalResults: 3,
        itemsPerPage: 0,
      })
    }
    expect((await server.request('GET', '/Users?startIndex=99')).body).toMatchObject({
      totalResults: 3,
      itemsPerPage: 0,
    })
  })
  it('P-006 P-013 [CHOICE] a page is capped at the maximum and defaulted', async () => {
    const small = await serve({ store: server.store, limits: { maxCount: 2, defaultCount: 1 } })
    expect((await small.request('GET', '/Users?count=100000')).body.itemsPerPage).toBe(2)
    expect((await small.request('GET', '/Users')).body.itemsPerPage).toBe(1)
    expect((await small.request('GET', '/ServiceProviderConfig')).body.filter).toEqual({
      supported: true,
      maxResults: 2,
    })
    await small.close()
  })
  it.each([
    'filter=nope eq "a"',
    'filter=userName zz "a"',
    'filter=(',
    'filter=__proto__ pr',
    `filter=${'('.repeat(60)}userName pr`,
  ])('IN-15 E-005 [MUST] %s is 400 invalidFilter, never a wider list', async (query) => {
    const { status, body } = await server.request('GET', `/Users?${encodeURI(query)}`)
    expect([status, body.scimType]).toEqual([400, 'invalidFilter'])
  })
  it('IP-07 [CHOICE] a parameter given twice is refused; A-011 attribute lists given twice are merged', async () => {
    expect((await server.request('GET', '/Users?filter=title%20pr&filter=title%20pr')).status).toBe(400)
    const { body } = await server.request('GET', '/Users?attributes=userName&attributes=title&count=1')
    expect(Object.keys(objectsIn(body.Resources)[0] ?? {}).sort()).toEqual(['id', 'schemas', 'title', 'userName'])
  })
  it('A-003 A-005 [MUST] projection reaches list items and sub-attributes', async () => {
    const only = await server.request('GET', '/Users?attributes=emails.value&count=1')
    expect(objectsIn(only.body.Resources)[0]?.emails).toEqual([{ value: 'carl@x.example' }])
    const without = await server.request('GET', '/Users?excludedAttributes=emails,id&count=1')
    expect(objectsIn(without.body.Resources)[0]).not.toHaveProperty('emails')
    expect(objectsIn(without.body.Resources)[0]).toHaveProperty('id')
  })
  it('Q-005 Q-007 Q-009 A-016 P-016 [MUST] .search gives the same list as GET', async () => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest']
    const body = {
      schemas,
      filter: 'title sw "a" or title sw "b"',
      sortBy: 'userName',
      sortOrder: 'descending',
      count: 5,
      attributes: ['userName'],
    }
    const searched = await server.request('POST', '/Users/.search', { body })
    const query =
      'filter=title%20sw%20%22a%22%20or%20title%20sw%20%22b%22&sortBy=userName&sortOrder=descending&count=5&attributes=userName'
    expect(searched.status).toBe(200)
    expect(searched.body).toEqual((await server.request('GET', `/Users?${query}`)).body)
    expect(objectsIn(searched.body.Resources).map((user) => user.userName)).toEqual(['bob', 'ann'])
    expect((await server.request('POST', '/Users/.search', { body: { schemas } })).body.totalResults).toBe(3)
    expect((await server.request('POST', '/Users/.search', { body: {} })).body.scimType).toBe('invalidSyntax')
  })
})
