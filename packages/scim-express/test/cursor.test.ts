import type { JsonObject } from '@scimulator/scim-core'
import { afterEach, describe, expect, it } from 'vitest'
import type { ScimRouterOptions } from '../src/index.ts'
import { type Answer, objectsIn, serve, type TestServer } from './serve.ts'

const START = Date.UTC(2026, 0, 1)
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

let time = START
const servers: TestServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
  time = START
})

/** A server with five Users of tenant a and five of b, unless it is given a store. */
async function start(options: Partial<ScimRouterOptions> = {}): Promise<TestServer> {
  const server = await serve({ now: () => time, ...options })
  servers.push(server)
  for (const tenant of options.store === undefined ? ['a', 'b'] : []) {
    for (let n = 0; n < 5; n++) {
      const attributes = { schemas: [USER], userName: `${tenant}${n}`, title: 't' }
      await server.store.transact(tenant, (tx) => tx.create('User', attributes))
    }
  }
  return server
}

async function firstCursor(server: TestServer, query = 'count=2'): Promise<string> {
  const { body } = await server.request('GET', `/Users?cursor&${query}`)
  expect(typeof body.nextCursor).toBe('string')
  return String(body.nextCursor)
}

function namesOf({ body }: Answer): unknown[] {
  return objectsIn(body.Resources).map(({ userName }: JsonObject) => userName)
}

function expectError({ status, body }: Answer, scimType: string): void {
  expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType })
}

describe('cursors', () => {
  it('K-007 [SHOULD] expire after the time that is announced, to the millisecond', async () => {
    const server = await start({ limits: { cursorTimeout: 60 } })
    const config = await server.request('GET', '/ServiceProviderConfig')
    expect(config.body.pagination).toMatchObject({ cursorTimeout: 60 })
    const cursor = await firstCursor(server)
    time = START + 60_000
    expect(namesOf(await server.request('GET', `/Users?cursor=${cursor}&count=2`))).toEqual(['a2', 'a3'])
    time += 1
    expectError(await server.request('GET', `/Users?cursor=${cursor}&count=2`), 'expiredCursor')
  })

  it('K-018 K-019 N-009 [MUST] serve their own tenant alone; foreign and forged ones get the same answer', async () => {
    const server = await start()
    const cursor = await firstCursor(server)
    const ofOther = { headers: { authorization: 'Bearer b' } }
    const foreign = await server.request('GET', `/Users?cursor=${cursor}&count=2`, ofOther)
    expectError(foreign, 'invalidCursor')
    const forged = await server.request('GET', `/Users?cursor=${cursor.replaceAll(/./g, 'A')}&count=2`)
    expect(forged.text).toBe(foreign.text)
  })

  it('K-006 K-020 [SHOULD] are refused with any one character changed, cut or added', async () => {
    const server = await start()
    const cursor = await firstCursor(server)
    const changed = [...cursor].map(
      (character, at) => `${cursor.slice(0, at)}${character === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`,
    )
    const others = [
      cursor.slice(0, -1),
      cursor.slice(1),
      `${cursor}A`,
      `${cursor}=`,
      'zzz',
      '..',
      '%00',
      'A'.repeat(4000),
    ]
    for (const wrong of [...changed, ...others]) {
      expectError(await server.request('GET', `/Users?cursor=${wrong}&count=2`), 'invalidCursor')
    }
  })

  it('K-004 K-020 [MUST] are unreserved characters and show nothing of what they hold', async () => {
    const server = await start()
    const cursor = await firstCursor(server, 'count=2&sortBy=userName')
    expect(cursor).toMatch(/^[A-Za-z0-9._~-]+$/)
    expect(Buffer.from(cursor, 'base64url').includes('"a1"')).toBe(false)
    expect(await firstCursor(server, 'count=2&sortBy=userName')).not.toBe(cursor)
  })

  it('K-005 [CHOICE] belong to resource type, filter and order, not to what is shown', async () => {
    const server = await start()
    const cursor = await firstCursor(server, 'count=2&filter=title%20pr&sortBy=userName')
    const get = (path: string): Promise<Answer> => server.request('GET', `${path}&cursor=${cursor}`)
    const same = '/Users?count=2&filter=title%20pr&sortBy=userName'
    expect(namesOf(await get(same))).toEqual(['a2', 'a3'])
    expect(namesOf(await get(`${same}&sortOrder=ascending&attributes=userName`))).toEqual(['a2', 'a3'])
    for (const other of [
      '/Users?count=2&sortBy=userName',
      '/Users?count=2&filter=title%20pr',
      '/Users?count=2&filter=userName%20pr&sortBy=userName',
      '/Users?count=2&filter=title%20pr&sortBy=title',
      `${same}&sortOrder=descending`,
      '/Groups?count=2',
    ]) {
      expectError(await get(other), 'invalidCursor')
    }
  })

  it('serve every process that has the key, and none that has another', async () => {
    const one = await start({ cursorKey: 'a secret of many words' })
    const cursor = await firstCursor(one)
    const two = await start({ cursorKey: 'a secret of many words', store: one.store })
    expect(namesOf(await two.request('GET', `/Users?cursor=${cursor}&count=2`))).toEqual(['a2', 'a3'])
    const other = await start({ store: one.store })
    expectError(await other.request('GET', `/Users?cursor=${cursor}&count=2`), 'invalidCursor')
  })

  it('K-022 [CHOICE] are not kept anywhere: the first serves after any number of others', async () => {
    const server = await start()
    const first = await firstCursor(server)
    for (let n = 0; n < 200; n++) await firstCursor(server)
    expect(namesOf(await server.request('GET', `/Users?cursor=${first}&count=2`))).toEqual(['a2', 'a3'])
  })
})
