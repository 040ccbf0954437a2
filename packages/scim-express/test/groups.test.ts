import { GROUP, USER } from '@scimulator/scim-core'
import type { Include, ResourceReader, ResourceStore, ResourceTransaction } from '@scimulator/scim-store'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aGroup, aPatch, aUser, objectIn, objectsIn, serve, type TestServer } from './serve.ts'

/** A real store that notes what reads bring along, so that a test can see whether a membership was touched. */
function watchedStore(): { store: ResourceStore; includes: Include[]; calls: string[] } {
  const inner = createMemoryStore({ resourceTypes: [USER, GROUP] })
  const includes: Include[] = []
  const calls: string[] = []
  const watch = <Reader extends ResourceReader>(reader: Reader): Reader => ({
    ...reader,
    get: (type, id, include = {}) => {
      includes.push(include)
      return reader.get(type, id, include)
    },
    query: (query) => {
      includes.push(query.include ?? {})
      return reader.query(query)
    },
  })
  const watchWrites = (tx: ResourceTransaction): ResourceTransaction => ({
    ...watch(tx),
    setMembers: (...given) => {
      calls.push('setMembers')
      return tx.setMembers(...given)
    },
  })
  const store: ResourceStore = {
    ...inner,
    read: (tenant) => watch(inner.read(tenant)),
    transact: (tenant, work) => inner.transact(tenant, (tx) => work(watchWrites(tx))),
  }
  return { store, includes, calls }
}

let server: TestServer
let watched: ReturnType<typeof watchedStore>
let ids: string[]
let group: string
beforeEach(async () => {
  watched = watchedStore()
  server = await serve({ store: watched.store, tolerances: ['patch-value-array-for-remove'] })
  ids = []
  for (const name of ['ann', 'bob', 'carl']) {
    ids.push(String((await server.request('POST', '/Users', { body: aUser(name) })).body.id))
  }
  group = String((await server.request('POST', '/Groups', { body: aGroup('G', ids.slice(0, 2)) })).body.id)
  watched.includes.length = 0
})
afterEach(() => server.close())

async function members(): Promise<string[]> {
  const { body } = await server.request('GET', `/Groups/${group}`)
  return objectsIn(body.members).map((member) => String(member.value))
}

const touchedMembers = (): boolean => watched.includes.some((include) => include.members === true)

describe('members', () => {
  it('S-052 S-055 S-018 [MUST] carry value, $ref, type and the display of the member', async () => {
    const { body } = await server.request('GET', `/Groups/${group}`)
    expect(objectsIn(body.members)[0]).toEqual({
      value: ids[0],
      $ref: `${server.url}/Users/${String(ids[0])}`,
      type: 'User',
      display: 'ann',
    })
  })
  it('S-049 S-050 M-067 [MUST] a user shows the groups it is in, by a $ref that answers', async () => {
    const { body } = await server.request('GET', `/Users/${String(ids[0])}`)
    const [shown] = objectsIn(body.groups)
    expect(shown).toMatchObject({ value: group, display: 'G', type: 'direct' })
    const answer = await fetch(String(shown?.$ref), { headers: { authorization: 'Bearer a' } })
    expect(answer.status).toBe(200)
    expect((await server.request('GET', `/Users/${String(ids[2])}`)).body).not.toHaveProperty('groups')
  })
  it('A-018 [INTEROP] excludedAttributes=members never touches the membership, on one group and on lists', async () => {
    const one = await server.request('GET', `/Groups/${group}?excludedAttributes=members`)
    const list = await server.request('GET', '/Groups?excludedAttributes=members&filter=displayName%20eq%20%22g%22')
    expect(one.body).not.toHaveProperty('members')
    expect(list.body.totalResults).toBe(1)
    expect(touchedMembers()).toBe(false)
  })
  it('a user is read without its groups when they are not shown', async () => {
    await server.request('GET', `/Users/${String(ids[0])}?attributes=userName`)
    expect(watched.includes).toEqual([{ members: false, groups: false }])
  })
})

describe('membership by PATCH', () => {
  const add = (value: unknown) => ({ op: 'add', path: 'members', value: [{ value: String(value) }] })
  it('M-016 M-033 M-068 [MUST] adding and removing members never loads the membership, and answers 204 with the ETag', async () => {
    const remove = { op: 'remove', path: `members[value eq "${String(ids[0])}"]` }
    const answer = await server.request('PATCH', `/Groups/${group}`, { body: aPatch(add(ids[2]), remove) })
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(touchedMembers()).toBe(false)
    expect(await members()).toEqual([ids[1], ids[2]])
    expect((await server.request('GET', `/Groups/${group}`)).headers.get('etag')).toBe(answer.headers.get('etag'))
  })
  it('M-018 M-070 V-012 [MUST] adding a member again changes neither version nor list', async () => {
    const before = await server.request('GET', `/Groups/${group}`)
    await server.request('PATCH', `/Groups/${group}`, { body: aPatch(add(ids[0])) })
    expect((await server.request('GET', `/Groups/${group}`)).body).toEqual(before.body)
  })
  it('M-035 [MUST] removing who is not there succeeds and changes nothing', async () => {
    const body = aPatch({ op: 'remove', path: 'members[value eq "nope"]' })
    const answer = await server.request('PATCH', `/Groups/${group}`, { body })
    expect(answer.status).toBe(204)
    expect(await members()).toEqual(ids.slice(0, 2))
  })
  it('S-054 M-012 [CHOICE] an unknown member is 400 invalidValue by name, and nothing of the PATCH stays', async () => {
    const body = aPatch({ op: 'replace', path: 'displayName', value: 'H' }, add(ids[2]), add('nope'))
    const answer = await server.request('PATCH', `/Groups/${group}`, { body })
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue'])
    expect(answer.body.detail).toContain('nope')
    expect((await server.request('GET', `/Groups/${group}`)).body.displayName).toBe('G')
    expect(await members()).toEqual(ids.slice(0, 2))
  })
  it('N-007 [CHOICE] a user of another tenant is an unknown member', async () => {
    const headers = { authorization: 'Bearer b' }
    const stranger = await server.request('POST', '/Users', { headers, body: aUser('eve') })
    const answer = await server.request('PATCH', `/Groups/${group}`, { body: aPatch(add(stranger.body.id)) })
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue'])
  })
  it('M-041 M-032 [MUST] replace sets the list and remove without a filter empties it', async () => {
    const replace = { op: 'replace', path: 'members', value: [{ value: String(ids[2]) }] }
    await server.request('PATCH', `/Groups/${group}`, { body: aPatch(replace) })
    expect(await members()).toEqual([ids[2]])
    await server.request('PATCH', `/Groups/${group}`, { body: aPatch({ op: 'remove', path: 'members' }) })
    expect(await members()).toEqual([])
    expect(touchedMembers()).toBe(true)
  })
  it('M-038 [INTEROP] a remove with a value list removes these members only, and is noted as a tolerance', async () => {
    const body = aPatch({ op: 'remove', path: 'members', value: [{ value: String(ids[0]) }] })
    expect((await server.request('PATCH', `/Groups/${group}`, { body })).status).toBe(204)
    expect(await members()).toEqual([ids[1]])
    expect(server.exchanges.find(({ method }) => method === 'PATCH')?.tolerances).toEqual([
      'patch-value-array-for-remove',
    ])
  })
  it('a rename with members in one PATCH does both, and one that needs the members sees them', async () => {
    await server.request('PATCH', `/Groups/${group}`, {
      body: aPatch({ op: 'replace', value: { displayName: 'H', members: [{ value: String(ids[2]) }] } }),
    })
    expect(await members()).toEqual([ids[2]])
    const byDisplay = aPatch({ op: 'remove', path: 'members[display eq "carl"]' })
    expect((await server.request('PATCH', `/Groups/${group}`, { body: byDisplay })).status).toBe(204)
    expect((await server.request('GET', `/Groups/${group}`)).body).toMatchObject({ displayName: 'H' })
    expect(await members()).toEqual([])
  })
  it('A-015 [MUST] a PATCH that names attributes is answered with 200 and a body', async () => {
    const answer = await server.request('PATCH', `/Groups/${group}?attributes=members.value`, {
      body: aPatch(add(ids[2])),
    })
    expect(answer.status).toBe(200)
    expect(answer.body.members).toEqual(ids.map((value) => ({ value })))
  })
  it('M-069 RL-20 [CHOICE] fifty parallel adds lose no member', async () => {
    const posts = Array.from({ length: 50 }, (_, index) =>
      server.request('POST', '/Users', { body: aUser(`u${index}`) }),
    )
    const added = (await Promise.all(posts)).map(({ body }) => String(body.id))
    await Promise.all(added.map((id) => server.request('PATCH', `/Groups/${group}`, { body: aPatch(add(id)) })))
    expect((await members()).sort()).toEqual([...ids.slice(0, 2), ...added].sort())
  })
})

describe('groups', () => {
  it('U-018 [MUST] PUT replaces the members whole; the same body again changes nothing', async () => {
    const body = aGroup('G', [String(ids[2])])
    const first = await server.request('PUT', `/Groups/${group}`, { body })
    expect(await members()).toEqual([ids[2]])
    const second = await server.request('PUT', `/Groups/${group}`, { body })
    expect(second.body).toEqual(first.body)
    expect(watched.calls).toEqual(['setMembers', 'setMembers'])
  })
  it('C-020 [CHOICE] a group with one unknown member is not made', async () => {
    const answer = await server.request('POST', '/Groups', { body: aGroup('H', [String(ids[0]), 'nope']) })
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue'])
    expect((await server.request('GET', '/Groups')).body.totalResults).toBe(1)
  })
  it('X-005 [CHOICE] a deleted user leaves its groups, a deleted group its users', async () => {
    await server.request('DELETE', `/Users/${String(ids[0])}`)
    expect(await members()).toEqual([ids[1]])
    await server.request('DELETE', `/Groups/${group}`)
    expect((await server.request('GET', `/Users/${String(ids[1])}`)).body).not.toHaveProperty('groups')
  })
  it('a displayName is unique whatever its case', async () => {
    const answer = await server.request('POST', '/Groups', { body: aGroup('g') })
    expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness'])
    expect(objectIn(answer.body)).not.toHaveProperty('id')
  })
})
