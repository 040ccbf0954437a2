import { BULK_REQUEST, forbidden, GROUP, type JsonObject, type JsonValue, USER } from '@scimulator/scim-core'
import type { ResourceStore } from '@scimulator/scim-store'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { describe, expect, it } from 'vitest'
import type { ScimRouterOptions } from '../src/index.ts'
import { type Answer, aGroup, aPatch, aUser, objectIn, objectsIn, serve, type TestServer } from './serve.ts'

async function withServer(
  options: Partial<ScimRouterOptions>,
  test: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await serve(options)
  try {
    await test(server)
  } finally {
    await server.close()
  }
}

function bulk(server: TestServer, Operations: JsonValue[], headers: Record<string, string> = {}): Promise<Answer> {
  return server.request('POST', '/Bulk', { body: { schemas: [BULK_REQUEST], Operations }, headers })
}

function post(bulkId: string, data: JsonObject): JsonObject {
  return { method: 'POST', path: 'displayName' in data ? '/Groups' : '/Users', bulkId, data }
}

const statuses = ({ body }: Answer): JsonValue[] => objectsIn(body.Operations).map(({ status }) => status ?? null)

/** A memory store that counts its transactions. */
function countingStore(): { store: ResourceStore; count: () => number } {
  const store = createMemoryStore({ resourceTypes: [USER, GROUP] })
  let transactions = 0
  return {
    count: () => transactions,
    store: {
      ...store,
      transact: (tenant, work) => {
        transactions += 1
        return store.transact(tenant, work)
      },
    },
  }
}

const A_CYCLE = [post('a', aGroup('A', ['bulkId:b'])), post('b', aGroup('B', ['bulkId:a']))]

describe('bulk over a store', () => {
  it('B-014 each operation is one transaction, creations that refer to each other share one', async () => {
    const { store, count } = countingStore()
    await withServer({ store }, async (server) => {
      expect(statuses(await bulk(server, [post('u', aUser('ann')), post('v', aUser('bob'))]))).toEqual(['201', '201'])
      expect(count()).toBe(2)
      expect(statuses(await bulk(server, [...A_CYCLE, post('w', aUser('cid'))]))).toEqual(['201', '201', '201'])
      expect(count()).toBe(4)
    })
  })

  it('PR-13 a hook that vetoes one creation of a cycle undoes all of it and nothing else', async () => {
    const seen: JsonValue[] = []
    const hooks: ScimRouterOptions['hooks'] = {
      afterCreate({ resource: { attributes } }) {
        seen.push(attributes.displayName ?? attributes.userName ?? null)
        if (attributes.displayName === 'B') throw forbidden('No B.')
      },
    }
    await withServer({ hooks }, async (server) => {
      const answer = await bulk(server, [post('u', aUser('ann')), ...A_CYCLE, post('v', aUser('bob'))])
      expect(statuses(answer)).toEqual(['201', '409', '403', '201'])
      expect(objectIn(objectsIn(answer.body.Operations)[2]?.response).detail).toBe('No B.')
      expect((await server.request('GET', '/Groups')).body.totalResults).toBe(0)
      expect((await server.request('GET', '/Users')).body.totalResults).toBe(2)
      expect(seen).toEqual(['ann', 'A', 'B', 'bob'])
    })
  })

  it('B-029 [MUST] what may not be done is asked for each operation', async () => {
    const hooks: ScimRouterOptions['hooks'] = {
      beforeDelete() {
        throw forbidden('Nobody is deleted.')
      },
    }
    await withServer({ hooks }, async (server) => {
      const answer = await bulk(server, [
        post('u', aUser('ann')),
        { method: 'DELETE', path: '/Users/bulkId:u' },
        post('v', aUser('bob')),
      ])
      expect(statuses(answer)).toEqual(['201', '403', '201'])
      expect((await server.request('GET', '/Users')).body.totalResults).toBe(2)
    })
  })

  it('a hook sees the members of a cycle by their ids', async () => {
    const edits: (readonly string[])[] = []
    const hooks: ScimRouterOptions['hooks'] = {
      beforeMembership({ groupId, change }) {
        edits.push([groupId, ...change.members])
      },
    }
    await withServer({ hooks }, async (server) => {
      await bulk(server, A_CYCLE)
      const [a, b] = objectsIn((await server.request('GET', '/Groups')).body.Resources).map(({ id }) => String(id))
      expect(edits).toEqual([
        [a, b],
        [b, a],
      ])
    })
  })

  it('E-017 [SHOULD] an unforeseen failure is 500 for its operation, told to onError, and the others go on', async () => {
    const hooks: ScimRouterOptions['hooks'] = {
      beforeCreate({ attributes }) {
        if (attributes.userName === 'bad') throw new Error('SELECT secret')
      },
    }
    await withServer({ hooks }, async (server) => {
      const answer = await bulk(server, [post('u', aUser('bad')), post('v', aUser('good'))])
      expect(statuses(answer)).toEqual(['500', '201'])
      expect(answer.text).not.toContain('secret')
      expect(server.errors).toHaveLength(1)
    })
  })

  it('TI-02 N-002 [CHOICE] one tenant never reaches the resources of another by bulk', async () => {
    await withServer({}, async (server) => {
      const { body: ann } = await server.request('POST', '/Users', { body: aUser('ann') })
      const path = `/Users/${String(ann.id)}`
      const answer = await bulk(
        server,
        [
          { method: 'PATCH', path, data: aPatch({ op: 'replace', path: 'title', value: 'x' }) },
          { method: 'DELETE', path },
          post('g', aGroup('G', [String(ann.id)])),
        ],
        { authorization: 'Bearer b' },
      )
      expect(statuses(answer)).toEqual(['404', '404', '400'])
      expect((await server.request('GET', path)).body).toEqual(ann)
    })
  })

  it('uses the tolerances that the same request alone would', async () => {
    const data = { schemas: [USER.schema.id], userName: 'ann', active: 'True' }
    await withServer({}, async (server) => {
      expect(statuses(await bulk(server, [post('u', data)]))).toEqual(['400'])
    })
    await withServer({ tolerances: ['string-booleans'] }, async (server) => {
      expect(statuses(await bulk(server, [post('u', data)]))).toEqual(['201'])
      expect(server.exchanges.at(-1)).toMatchObject({ path: '/Bulk', status: 200, tolerances: ['string-booleans'] })
    })
  })

  it('B-023 B-024 [MUST] enforces the limits it announces, and does nothing then', async () => {
    await withServer({ limits: { bulkOperations: 2, bulkBodyBytes: 600 } }, async (server) => {
      const { body } = await server.request('GET', '/ServiceProviderConfig')
      expect(body.bulk).toEqual({ supported: true, maxOperations: 2, maxPayloadSize: 600 })
      const three = ['a', 'b', 'c'].map((name) => post(name, aUser(name)))
      expect(await bulk(server, three)).toMatchObject({ status: 413 })
      expect(await bulk(server, [post('a', aUser('x'.repeat(500)))])).toMatchObject({ status: 413 })
      expect((await server.request('GET', '/Users')).body.totalResults).toBe(0)
      expect(statuses(await bulk(server, three.slice(1)))).toEqual(['201', '201'])
    })
  })

  it('IP-05 the data of an operation may be as deep as a body of its own', async () => {
    const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)])
    await withServer({ limits: { bodyDepth: 4 } }, async (server) => {
      const deep = (depth: number): Promise<Answer> => bulk(server, [post('u', { ...aUser('ann'), x: nested(depth) })])
      expect(await deep(3)).toMatchObject({ status: 200 })
      expect(await deep(4)).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } })
    })
  })

  it('IP-23 takes a full request of one cycle, and a chain that fails at its end', async () => {
    await withServer({}, async (server) => {
      const size = 1000
      const cycle = Array.from({ length: size }, (_, at) =>
        post(`${at}`, aGroup(`G${at}`, [`bulkId:${(at + 1) % size}`])),
      )
      expect(new Set(statuses(await bulk(server, cycle)))).toEqual(new Set(['201']))
      const chain = Array.from({ length: size }, (_, at) => post(`${at}`, aGroup(`H${at}`, [`bulkId:${at + 1}`])))
      const answer = statuses(await bulk(server, chain))
      expect([answer.at(-1), new Set(answer.slice(0, -1))]).toEqual(['400', new Set(['409'])])
      expect((await server.request('GET', '/Groups', {})).body.totalResults).toBe(size)
    })
  })
})
