/**
 * What a credential may do: read or write, which resource types, only its own subject.
 *
 * @see RFC 7644 §2 Authentication and Authorization, §7.4 Disclosure of Sensitive Information — https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see RFC 6750 §3.1 Error Codes — https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
import { type JsonObject, type JsonValue, PATCH_OP, SEARCH_REQUEST } from '@scimulator/scim-core'
import type { Principal } from '@scimulator/scim-express'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  expectList,
  expectScimError,
  expectStatus,
  groupBody,
  patchOf,
  postGroup,
  postUser,
  type Resource,
  runBulk,
  ScimClient,
  statusesOf,
  useRouter,
  userBody,
  withToken,
} from '../support/index.ts'

const tenant = 'acme'
let ann: Resource
let bob: Resource
let group: Resource

const principals = new Map<string, Principal>([
  ['reader', { tenant, access: { write: false } }],
  ['users', { tenant, access: { write: true, resourceTypes: ['User'] } }],
  ['groups', { tenant, access: { write: true, resourceTypes: ['Group'] } }],
  ['nothing', { tenant, access: { write: true, resourceTypes: [] } }],
])
const scim = useRouter({ principals })

beforeAll(async () => {
  ann = await scim.createUser({ displayName: 'Ann', active: true })
  bob = await scim.createUser({ displayName: 'Bob' })
  group = await scim.createGroupOf(ann)
  const subject = ann.id
  principals.set('ann', { tenant, subject, access: { write: true, onlyMe: true } })
  principals.set('annReading', { tenant, subject, access: { write: false, onlyMe: true } })
  principals.set('annOfGroups', { tenant, subject, access: { write: true, resourceTypes: ['Group'] } })
})

const search = (filter: string): JsonObject => ({ schemas: [SEARCH_REQUEST], filter })
const patchBody = (path: string, value: JsonValue): JsonObject => ({
  schemas: [PATCH_OP],
  Operations: [{ op: 'replace', path, value }],
})

function expectForbidden(answer: Answer, scope: string): void {
  expectScimError(answer, 403, null)
  expect(answer.header('www-authenticate')).toBe(`Bearer realm="scim", error="insufficient_scope", scope="${scope}"`)
}

/** Every request that would change something of one type. */
function writes(endpoint: string, id: string, body: JsonObject): [string, string, JsonObject | undefined][] {
  return [
    ['POST', endpoint, body],
    ['PUT', `${endpoint}/${id}`, body],
    ['PATCH', `${endpoint}/${id}`, patchBody('displayName', 'x')],
    ['DELETE', `${endpoint}/${id}`, undefined],
  ]
}

describe('a credential that may only read', () => {
  it('Z-005 Z-012 [SHOULD] is refused every write with 403 and the scope it lacks, and nothing changes', async () => {
    for (const [method, path, body] of writes('/Users', bob.id, userBody())) {
      expectForbidden(await scim.send(method, path, body, withToken('reader')), 'User.write')
    }
    for (const [method, path, body] of writes('/Groups', group.id, groupBody())) {
      expectForbidden(await scim.send(method, path, body, withToken('reader')), 'Group.write')
    }
    expect(await scim.user(bob.id)).toEqual(bob)
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('Z-012 [MUST] is refused membership changes', async () => {
    const operation = { op: 'add', path: 'members', value: [{ value: bob.id }] }
    expectForbidden(await scim.patch(`/Groups/${group.id}`, [operation], withToken('reader')), 'Group.write')
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('Z-005 [SHOULD] is refused before the body is looked at, and whether or not the resource is there', async () => {
    expectForbidden(await scim.send('POST', '/Users', '{', withToken('reader')), 'User.write')
    expectForbidden(await scim.send('DELETE', '/Users/unknown', undefined, withToken('reader')), 'User.write')
  })

  it('Z-012 [MUST] reads all', async () => {
    for (const path of ['', `/Users/${ann.id}`, '/Users', `/Groups/${group.id}`, '/Groups', '/Schemas']) {
      expectStatus(await scim.send('GET', path, undefined, withToken('reader')), 200)
    }
  })

  it('Q-014 [MUST] may search by POST, at one endpoint and at the root', async () => {
    const filter = `id eq "${ann.id}"`
    expectList(await scim.post('/Users/.search', search(filter), withToken('reader')), 1)
    expectList(await scim.post('/.search', search(filter), withToken('reader')), 1)
  })

  it('Z-012 B-029 [MUST] is told 403 of each operation of a bulk request, and nothing is made', async () => {
    const reader = new ScimClient()
    reader.connect({ ...scim.server, token: 'reader' })
    const made = userBody()
    const results = await runBulk(reader, [
      { method: 'POST', path: '/Users', bulkId: 'u', data: made },
      patchOf(`/Users/${bob.id}`, { op: 'replace', path: 'displayName', value: 'x' }),
      { method: 'DELETE', path: `/Groups/${group.id}` },
    ])
    expect(statusesOf(results)).toEqual(['403', '403', '403'])
    expectList(await scim.get('/Users', { filter: `userName eq "${String(made.userName)}"` }), 0)
    expect(await scim.user(bob.id)).toEqual(bob)
  })
})

describe('a credential for some resource types', () => {
  it('Z-012 [MUST] works on its own type in full', async () => {
    const made = await scim.post('/Users', userBody(), withToken('users'))
    expectStatus(made, 201)
    expectStatus(await scim.patch(`/Users/${made.resource.id}`, [{ op: 'add', path: 'title', value: 'x' }]), 200)
    expectStatus(await scim.send('DELETE', `/Users/${made.resource.id}`, undefined, withToken('users')), 204)
  })

  it('Z-012 Z-013 [MUST] is refused every request to another type', async () => {
    for (const [method, path, body] of writes('/Groups', group.id, groupBody())) {
      expectForbidden(await scim.send(method, path, body, withToken('users')), 'Group.write')
    }
    for (const path of ['/Groups', `/Groups/${group.id}`, '/Groups/unknown', '/Groups?filter=displayName%20pr']) {
      expectForbidden(await scim.send('GET', path, undefined, withToken('users')), 'Group.read')
    }
    expectForbidden(await scim.post('/Groups/.search', search('displayName pr'), withToken('users')), 'Group.read')
    expectForbidden(await scim.send('GET', `/Users/${ann.id}`, undefined, withToken('groups')), 'User.read')
  })

  it.each([
    ['users', 'User'],
    ['groups', 'Group'],
  ])('P-017 [MUST] %s: a list over all types shows and counts %s resources alone', async (token, type) => {
    const all = (await scim.get('', { filter: `meta.resourceType eq "${type}"` })).body.totalResults
    for (const query of ['', '?count=0', '?cursor=&count=1', '?sortBy=displayName', '?startIndex=2&count=1']) {
      const { body, items } = await scim.send('GET', query, undefined, withToken(token))
      expect(body.totalResults).toBe(all)
      for (const item of items) expect(item.meta).toMatchObject({ resourceType: type })
    }
    const searched = await scim.post('/.search', search('id pr'), withToken(token))
    expect(searched.body.totalResults).toBe(all)
  })

  it('P-017 [MUST] a filter for what may not be seen finds nothing', async () => {
    for (const filter of [
      'meta.resourceType eq "Group"',
      `displayName eq "${String(group.displayName)}"`,
      'members pr',
    ]) {
      expectList(await scim.post('/.search', search(filter), withToken('users')), 0)
    }
    expectList(await scim.send('GET', '', undefined, withToken('nothing')), 0)
  })

  it('P-017 K-018 K-020 [MUST] a cursor of a wider credential does not lead further', async () => {
    const { nextCursor } = (await scim.get('', { cursor: '', count: '2' })).body
    for (const token of ['users', 'groups', 'nothing']) {
      const answer = await scim.send('GET', `?cursor=${String(nextCursor)}&count=2`, undefined, withToken(token))
      expectScimError(answer, 400, 'invalidCursor')
    }
    expectStatus(await scim.get('', { cursor: String(nextCursor), count: '2' }), 200)
  })

  it('Z-012 B-029 [MUST] is told 403 of the operations of a bulk request that it may not do, and of those alone', async () => {
    const users = new ScimClient()
    users.connect({ ...scim.server, token: 'users' })
    const results = await runBulk(users, [
      postUser('u'),
      postGroup('g', 'bulkId:u'),
      { method: 'DELETE', path: `/Groups/${group.id}` },
    ])
    expect(statusesOf(results)).toEqual(['201', '403', '403'])
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('Z-012 [MUST] is told of the whole service by discovery', async () => {
    for (const path of ['/ResourceTypes', '/Schemas', '/ServiceProviderConfig']) {
      const limited = await scim.send('GET', path, undefined, withToken('users'))
      expect(limited.body).toEqual((await scim.get(path)).body)
    }
  })

  it('Z-012 [MUST] sees the references that belong to a resource it may see', async () => {
    const user = await scim.send('GET', `/Users/${ann.id}`, undefined, withToken('users'))
    expect(user.body.groups).toMatchObject([{ value: group.id }])
    const members = await scim.send('GET', `/Groups/${group.id}`, undefined, withToken('groups'))
    expect(members.body.members).toMatchObject([{ value: ann.id, type: 'User' }])
  })

  it('Z-012 [MUST] changes the members of a group without any right on them', async () => {
    const { id } = await scim.createGroup()
    const operation = { op: 'add', path: 'members', value: [{ value: bob.id }] }
    expectStatus(await scim.patch(`/Groups/${id}`, [operation], withToken('groups')), 204)
    expect((await scim.group(id)).members).toMatchObject([{ value: bob.id }])
  })
})

describe('a credential of one subject', () => {
  it('Z-013 [SHOULD] reaches its own resource by /Me', async () => {
    expect((await scim.send('GET', '/Me', undefined, withToken('ann'))).body.id).toBe(ann.id)
    const renamed = await scim.send('PATCH', '/Me', patchBody('nickName', 'A'), withToken('ann'))
    expect(renamed.body).toMatchObject({ id: ann.id, nickName: 'A' })
    expectScimError(await scim.send('PATCH', '/Me', patchBody('active', false), withToken('ann')), 403, null, /active/)
  })

  it('Z-013 [SHOULD] is refused everything else, its own resource by another address too', async () => {
    for (const [method, path, body] of [
      ...writes('/Users', bob.id, userBody()),
      ...writes('/Users', ann.id, userBody()),
    ]) {
      expectForbidden(await scim.send(method, path, body, withToken('ann')), 'User.write')
    }
    for (const path of ['/Users', `/Users/${bob.id}`]) {
      expectForbidden(await scim.send('GET', path, undefined, withToken('ann')), 'User.read')
    }
    expectForbidden(await scim.post('/Users/.search', search('id pr'), withToken('ann')), 'User.read')
    expectList(await scim.send('GET', '', undefined, withToken('ann')), 0)
    expectList(await scim.post('/.search', search(`id eq "${ann.id}"`), withToken('ann')), 0)
    const own = new ScimClient()
    own.connect({ ...scim.server, token: 'ann' })
    const rename = patchOf(`/Users/${ann.id}`, { op: 'replace', path: 'nickName', value: 'x' })
    const results = await runBulk(own, [rename, { method: 'DELETE', path: '/Me' }, postUser('u')])
    expect(statusesOf(results)).toEqual(['403', expect.stringMatching(/^4/), '403'])
    expect(await scim.user(bob.id)).toMatchObject({ meta: bob.meta })
  })

  it('Z-013 [SHOULD] may be held to reading, or to a type that is not its own', async () => {
    expectStatus(await scim.send('GET', '/Me', undefined, withToken('annReading')), 200)
    expectForbidden(await scim.send('PATCH', '/Me', patchBody('nickName', 'B'), withToken('annReading')), 'User.write')
    expectForbidden(await scim.send('GET', '/Me', undefined, withToken('annOfGroups')), 'User.read')
  })
})
