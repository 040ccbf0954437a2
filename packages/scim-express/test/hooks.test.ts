import { defineAttribute, forbidden, GROUP, type JsonObject, type ResourceTypeDefinition } from '@scimulator/scim-core'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { describe, expect, it } from 'vitest'
import type { LifecycleHooks } from '../src/index.ts'
import { aGroup, aPatch, aUser, serve, type TestServer } from './serve.ts'

const refuse = (): never => {
  throw forbidden('The last owner stays.')
}

const MORE = 'urn:example:scim:schemas:extension:2.0:More'
const SEALED: ResourceTypeDefinition = {
  name: 'Thing',
  description: 'A thing',
  endpoint: '/Things',
  schema: {
    id: 'urn:example:scim:schemas:2.0:Thing',
    name: 'Thing',
    description: 'A thing',
    attributes: [
      defineAttribute('seal', 'Set by the service.', { mutability: 'readOnly' }),
      defineAttribute('kind', 'Set once.', { mutability: 'immutable' }),
      defineAttribute('size', 'A text.'),
      ...GROUP.schema.attributes.filter(({ name }) => name === 'members'),
    ],
  },
  schemaExtensions: [
    {
      required: false,
      schema: {
        id: MORE,
        name: 'More',
        description: 'More of it',
        attributes: [defineAttribute('origin', 'Set once.', { mutability: 'immutable' })],
      },
    },
  ],
}

async function withHooks(hooks: LifecycleHooks, test: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await serve({ hooks })
  try {
    await test(server)
  } finally {
    await server.close()
  }
}

describe('lifecycle hooks', () => {
  it('PR-04 PR-13 a veto before or after a write undoes it and is what the client is told', async () => {
    for (const name of ['beforeCreate', 'afterCreate'] as const) {
      await withHooks({ [name]: refuse }, async (server) => {
        const answer = await server.request('POST', '/Users', { body: aUser('ann') })
        expect([answer.status, answer.body.detail]).toEqual([403, 'The last owner stays.'])
        expect((await server.request('GET', '/Users')).body.totalResults).toBe(0)
      })
    }
  })
  it.each([
    ['PUT', 'beforeUpdate', aUser('zoe')],
    ['PUT', 'afterUpdate', aUser('zoe')],
    ['PATCH', 'beforeUpdate', aPatch({ op: 'replace', path: 'active', value: false })],
    ['PATCH', 'afterUpdate', aPatch({ op: 'replace', path: 'active', value: false })],
    ['DELETE', 'beforeDelete', undefined],
    ['DELETE', 'afterDelete', undefined],
  ])('PR-04 a %s vetoed by %s leaves the resource and its version as they were', async (method, name, body) => {
    await withHooks({ [name]: refuse }, async (server) => {
      const created = await server.request('POST', '/Users', { body: aUser('ann') })
      const path = `/Users/${String(created.body.id)}`
      expect((await server.request(method, path, body === undefined ? {} : { body })).status).toBe(403)
      expect((await server.request('GET', path)).body).toEqual(created.body)
    })
  })
  it('PR-04 a vetoed membership edit leaves the members as they were', async () => {
    await withHooks({ beforeMembership: refuse }, async (server) => {
      const user = await server.request('POST', '/Users', { body: aUser('ann') })
      const group = await server.request('POST', '/Groups', { body: aGroup('G') })
      const add = { op: 'add', path: 'members', value: [{ value: String(user.body.id) }] }
      const path = `/Groups/${String(group.body.id)}`
      expect((await server.request('PATCH', path, { body: aPatch(add) })).status).toBe(403)
      expect((await server.request('GET', path)).body).toEqual(group.body)
    })
  })
  it('PR-13 attributes that beforeCreate returns are stored instead, alone and in bulk', async () => {
    const hooks: LifecycleHooks = {
      beforeCreate: ({ resourceType, attributes }) =>
        resourceType === 'User' ? { active: true, ...attributes, title: 'Dr.' } : { ...attributes, externalId: 'x' },
    }
    await withHooks(hooks, async (server) => {
      const created = await server.request('POST', '/Users', { body: aUser('ann', { title: 'Mr.' }) })
      expect([created.status, created.body]).toMatchObject([201, { userName: 'ann', title: 'Dr.', active: true }])
      expect((await server.request('GET', `/Users/${String(created.body.id)}`)).body).toEqual(created.body)
      const inactive = await server.request('POST', '/Users', { body: aUser('bob', { active: false }) })
      expect(inactive.body.active).toBe(false)
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
      const Operations = [
        { method: 'POST', path: '/Groups', bulkId: 'g', data: aGroup('G', ['bulkId:h']) },
        { method: 'POST', path: '/Groups', bulkId: 'h', data: aGroup('H', ['bulkId:g']) },
        { method: 'POST', path: '/Users', bulkId: 'u', data: aUser('zoe') },
      ]
      expect((await server.request('POST', '/Bulk', { body: { schemas, Operations } })).status).toBe(200)
      expect((await server.request('GET', '/Groups?filter=externalId%20eq%20%22x%22')).body.totalResults).toBe(2)
      expect((await server.request('GET', '/Users?filter=title%20eq%20%22Dr.%22')).body.totalResults).toBe(3)
    })
  })
  it('S-063 beforeCreate may set what is read-only, and updates keep it', async () => {
    const hooks: LifecycleHooks = { beforeCreate: ({ attributes }) => ({ ...attributes, seal: 'ours' }) }
    const resourceTypes = [SEALED]
    const server = await serve({ hooks, resourceTypes, store: createMemoryStore({ resourceTypes }) })
    try {
      const body = { schemas: [SEALED.schema.id], seal: 'mine', size: 'S' }
      const made = await server.request('POST', '/Things', { body })
      expect(made.body).toMatchObject({ seal: 'ours', size: 'S' })
      const replaced = await server.request('PUT', `/Things/${String(made.body.id)}`, { body: { ...body, size: 'M' } })
      expect(replaced.body).toMatchObject({ seal: 'ours', size: 'M' })
    } finally {
      await server.close()
    }
  })
  it('S-064 attributes that beforeCreate returns are unique all the same', async () => {
    const hooks: LifecycleHooks = { beforeCreate: ({ attributes }) => ({ ...attributes, userName: 'same' }) }
    await withHooks(hooks, async (server) => {
      expect((await server.request('POST', '/Users', { body: aUser('ann') })).status).toBe(201)
      const answer = await server.request('POST', '/Users', { body: aUser('bob') })
      expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness'])
      expect((await server.request('GET', '/Users')).body.totalResults).toBe(1)
    })
  })
  it.each<[string, string, JsonObject]>([
    ['an id', '/Users', { id: '1' }],
    ['meta', '/Users', { meta: { version: '1' } }],
    ['groups', '/Users', { groups: [] }],
    ['members', '/Groups', { members: [] }],
  ])('beforeCreate that returns %s fails, and nothing is made', async (_, path, more) => {
    const hooks: LifecycleHooks = { beforeCreate: async ({ attributes }) => ({ ...attributes, ...more }) }
    await withHooks(hooks, async (server) => {
      const body = path === '/Users' ? aUser('ann') : aGroup('G')
      expect((await server.request('POST', path, { body })).status).toBe(500)
      expect(server.errors).toHaveLength(1)
      expect((await server.request('GET', path)).body.totalResults).toBe(0)
    })
  })
  it('attributes that beforeUpdate returns are stored instead; when they are the old ones, nothing is written', async () => {
    const keepNames: LifecycleHooks = {
      beforeUpdate: ({ current, attributes }) => ({ ...attributes, displayName: current.attributes.displayName ?? '' }),
    }
    await withHooks(keepNames, async (server) => {
      const created = await server.request('POST', '/Users', { body: { ...aUser('ann'), displayName: 'Ann' } })
      const path = `/Users/${String(created.body.id)}`
      const rename = { op: 'replace', path: 'displayName', value: 'Anna' }
      const renamed = await server.request('PATCH', path, { body: aPatch(rename) })
      expect([renamed.status, renamed.body]).toEqual([200, created.body])
      const title = { op: 'replace', path: 'title', value: 'Dr.' }
      const both = await server.request('PATCH', path, { body: aPatch(rename, title) })
      expect([both.body.displayName, both.body.title]).toEqual(['Ann', 'Dr.'])
    })
  })
  it('PR-04 vetoed members are members of nothing: the group is not made', async () => {
    await withHooks({ beforeMembership: refuse }, async (server) => {
      const user = await server.request('POST', '/Users', { body: aUser('ann') })
      const group = aGroup('G', [String(user.body.id)])
      expect((await server.request('POST', '/Groups', { body: group })).status).toBe(403)
      expect((await server.request('POST', '/Groups', { body: aGroup('G') })).status).toBe(201)
      expect((await server.request('GET', '/Groups')).body.totalResults).toBe(1)
    })
  })
  it('S-064 attributes that beforeUpdate returns are unique all the same', async () => {
    const hooks: LifecycleHooks = { beforeUpdate: ({ attributes }) => ({ ...attributes, userName: 'TAKEN' }) }
    await withHooks(hooks, async (server) => {
      await server.request('POST', '/Users', { body: aUser('taken') })
      const { body } = await server.request('POST', '/Users', { body: aUser('ann') })
      const path = `/Users/${String(body.id)}`
      const answer = await server.request('PATCH', path, { body: aPatch({ op: 'add', path: 'title', value: 'Dr.' }) })
      expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness'])
      expect((await server.request('GET', path)).body).toEqual(body)
    })
  })
  it.each<[string, JsonObject]>([
    ['a read-only attribute', { seal: 'broken' }],
    ['an immutable attribute that has a value', { kind: 'other' }],
    ['an immutable attribute of an extension', { [MORE]: { origin: 'there' } }],
    ['an id', { id: '1' }],
    ['members', { members: [] }],
  ])('S-062 S-063 IN-07 beforeUpdate that returns %s otherwise fails, and nothing is written', async (_, changes) => {
    const hooks: LifecycleHooks = { beforeUpdate: ({ attributes }) => ({ ...attributes, ...changes }) }
    const resourceTypes = [SEALED]
    const server = await serve({ hooks, resourceTypes, store: createMemoryStore({ resourceTypes }) })
    try {
      const made = { schemas: [SEALED.schema.id], kind: 'one', [MORE]: { origin: 'here' } }
      const { body } = await server.request('POST', '/Things', { body: made })
      const path = `/Things/${String(body.id)}`
      for (const [method, sent] of [
        ['PUT', { ...made, size: 'S' }],
        ['PATCH', aPatch({ op: 'add', path: 'size', value: 'S' })],
      ] as const) {
        expect((await server.request(method, path, { body: sent })).status).toBe(500)
      }
      expect(server.errors).toHaveLength(2)
      expect((await server.request('GET', path)).body).toEqual(body)
    } finally {
      await server.close()
    }
  })
  it('S-063 beforeUpdate may leave what is read-only and immutable as it is', async () => {
    const hooks: LifecycleHooks = {
      beforeUpdate: ({ current, attributes }) => ({ ...current.attributes, size: attributes.size ?? null }),
    }
    const resourceTypes = [SEALED]
    const store = createMemoryStore({ resourceTypes })
    const server = await serve({ hooks, resourceTypes, store })
    try {
      const attributes = { schemas: [SEALED.schema.id], seal: 'ours', kind: 'one' }
      const { id } = await store.transact('a', (tx) => tx.create('Thing', attributes))
      const body = { schemas: [SEALED.schema.id], seal: 'mine', size: 'S' }
      const answer = await server.request('PUT', `/Things/${id}`, { body })
      expect(answer.body).toMatchObject({ seal: 'ours', kind: 'one', size: 'S' })
    } finally {
      await server.close()
    }
  })
  it('hooks are told of the exchange and the credential, never of the secret', async () => {
    const seen: (string | null)[] = []
    const hooks: LifecycleHooks = {
      beforeCreate: ({ exchangeId, credential }) => void seen.push(exchangeId, credential),
      afterDelete: ({ exchangeId, credential }) => void seen.push(exchangeId, credential),
    }
    let count = 0
    const options = {
      hooks,
      exchangeId: () => `x${++count}`,
      authenticate: () => ({ tenant: 't', credential: 'key 7' }),
    }
    const server = await serve(options)
    try {
      const created = await server.request('POST', '/Users', { body: aUser('ann') })
      await server.request('DELETE', `/Users/${String(created.body.id)}`)
      expect(seen).toEqual(['x1', 'key 7', 'x2', 'key 7'])
    } finally {
      await server.close()
    }
  })
  it('what a hook writes in the transaction is kept with the write', async () => {
    const hooks: LifecycleHooks = {
      async afterCreate({ tx, resource }) {
        if (resource.attributes.userName === 'ann')
          await tx.create('User', { ...resource.attributes, userName: 'shadow' })
      },
    }
    await withHooks(hooks, async (server) => {
      await server.request('POST', '/Users', { body: aUser('ann') })
      expect((await server.request('GET', '/Users')).body.totalResults).toBe(2)
    })
  })
  it('V-012 hooks are not called for a write that changes nothing', async () => {
    await withHooks({ beforeUpdate: refuse }, async (server) => {
      const { body } = await server.request('POST', '/Users', { body: aUser('ann', { title: 'Dr' }) })
      const same = aPatch({ op: 'replace', path: 'title', value: 'Dr' })
      expect((await server.request('PATCH', `/Users/${String(body.id)}`, { body: same })).status).toBe(200)
    })
  })
})
