import { ENTERPRISE_USER_SCHEMA, parseFilter, resolveFilter, USER } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Position, Query, ResourceStore, StoredResource } from '../store.ts'
import { ACME, ASSET_SCHEMA, type CreateStore, OTHER, RESOURCE_TYPES, userOf } from './fixture.ts'
import { populate } from './population.ts'

const USERS = 120

const USER_SORTS: readonly string[] = [
  'userName',
  'title',
  'active',
  'emails.value',
  'groups.display',
  'meta.created',
  'meta.lastModified',
  'meta.resourceType',
  `${ENTERPRISE_USER_SCHEMA}:department`,
]
const DEVICE_SORTS: readonly string[] = ['size', 'weight', 'boughtAt', 'place.floors', `${ASSET_SCHEMA}:label`]

/** Pages that go on from a position instead of a number. */
export function describeKeyset(create: CreateStore): void {
  describe('paging by position', () => {
    let store: ResourceStore
    beforeAll(async () => {
      let time = Date.UTC(2026, 0, 1)
      store = await create({ resourceTypes: RESOURCE_TYPES, now: () => time++ })
      await populate(store, ACME, 7, USERS)
    })
    afterAll(() => store.close())

    const make = async (userName: string, title?: string): Promise<string> => {
      const attributes = userOf(userName, title === undefined ? {} : { title })
      return (await store.transact(ACME, (tx) => tx.create('User', attributes))).id
    }
    const remove = (id: string): Promise<void> => store.transact(ACME, (tx) => tx.delete('User', id))
    const all = async (query: Partial<Query>): Promise<string[]> => {
      const found = await store.read(ACME).query({ resourceType: 'User', startIndex: 1, count: 1000, ...query })
      return found.resources.map(({ id }) => id)
    }

    /** The ids of all pages in their order. Positions go through JSON, as in a cursor. */
    async function walk(
      query: Partial<Query>,
      count: number,
      between: (page: number) => Promise<void> = async () => {},
    ): Promise<string[]> {
      const ids: string[] = []
      let after: Position | null | undefined = null
      for (let page = 0; after !== undefined; page++) {
        // A walk that never ends fails.
        expect(page).toBeLessThan(1000)
        const asked: Query = { resourceType: 'User', startIndex: 9, ...query, after, count: count + (page % 3) }
        const { resources, next }: { resources: readonly StoredResource[]; next?: Position } = await store
          .read(ACME)
          .query(asked)
        ids.push(...resources.map(({ id }) => id))
        // What JSON.stringify made of a Position.
        after = next && (JSON.parse(JSON.stringify(next)) as Position)
        await between(page)
      }
      return ids
    }

    const sorts = [
      ...USER_SORTS.map((sortBy) => ({ resourceType: 'User', sortBy })),
      ...DEVICE_SORTS.map((sortBy) => ({ resourceType: 'Device', sortBy })),
    ]
    const filter = resolveFilter(parseFilter('active eq true or title pr'), USER)
    const orders: [string, Partial<Query>][] = [
      ['creation', {}],
      ['creation, filtered', { filter }],
      ['title, filtered', { filter, sortBy: 'title' }],
      ...sorts.flatMap((sort) =>
        (['ascending', 'descending'] as const).map((sortOrder): [string, Partial<Query>] => [
          `${sort.sortBy} ${sortOrder}`,
          { ...sort, sortOrder },
        ]),
      ),
    ]

    it.each(orders)('the union of the pages is the whole, in its order [%s]', async (_, query) => {
      const whole = await all(query)
      expect(whole.length).toBeGreaterThan(10)
      for (const count of [1, 7, whole.length - 1, whole.length, 1000]) expect(await walk(query, count)).toEqual(whole)
    })

    it('says where to go on only when something follows, and only when asked', async () => {
      const read = store.read(ACME)
      const first = { resourceType: 'User', startIndex: 1, after: null }
      const full = await read.query({ ...first, count: USERS })
      expect(full).toMatchObject({ totalResults: USERS })
      expect(full).not.toHaveProperty('next')
      expect(await read.query({ ...first, count: 0 })).toEqual({ totalResults: USERS, resources: [] })
      expect(await read.query({ resourceType: 'User', startIndex: 1, count: 5 })).not.toHaveProperty('next')
      const { next = null } = await read.query({ ...first, count: 5 })
      expect(next).not.toBeNull()
      expect(await read.query({ ...first, after: next, count: 5 })).toMatchObject({ totalResults: USERS })
      expect((await store.read(OTHER).query({ ...first, after: next, count: 5 })).resources).toEqual([])
    })

    it.each<[string, Partial<Query>]>([
      ['creation', {}],
      ['creation, filtered', { filter: resolveFilter(parseFilter('userName pr'), USER) }],
      ['title ascending', { sortBy: 'title', sortOrder: 'ascending' }],
      ['title descending', { sortBy: 'title', sortOrder: 'descending' }],
      ['userName ascending', { sortBy: 'userName', sortOrder: 'ascending' }],
    ])('neither skips nor repeats what is there all along while others come and go [%s]', async (name, query) => {
      const before = await all(query)
      const passing: string[] = []
      for (let n = 0; n < 12; n++) passing.push(await make(`${name}-${n}`, n % 2 === 0 ? `${n}` : undefined))
      const newcomers: string[] = []
      const seen = await walk(query, 9, async (page) => {
        const leaving = passing[page]
        if (leaving !== undefined) await remove(leaving)
        // Some sort before the place of the walk, some behind it, some have no value.
        const userName = `${page % 2 === 0 ? '!' : '~'}${name}-${page}`
        if (page < 12) newcomers.push(await make(userName, page % 3 === 0 ? undefined : userName))
      })
      expect(new Set(seen).size).toBe(seen.length)
      const stayed = new Set(before)
      expect(seen.filter((id) => stayed.has(id))).toEqual(before)
      for (const id of newcomers) await remove(id)
    })

    it.each([undefined, 'title', 'userName'])(
      'goes on where it was when the last of a page is gone [%s]',
      async (sortBy) => {
        const tag = `gone-${sortBy}`
        const ids: string[] = []
        for (let n = 0; n < 5; n++) ids.push(await make(`${tag}-${n}`, 'Gone'))
        const query = {
          resourceType: 'User',
          startIndex: 1,
          filter: resolveFilter(parseFilter(`userName sw "${tag}-"`), USER),
          ...(sortBy === undefined ? {} : { sortBy }),
        }
        const { resources, next = null } = await store.read(ACME).query({ ...query, after: null, count: 2 })
        expect(resources.map(({ id }) => id)).toEqual(ids.slice(0, 2))
        await remove(ids[1] ?? '')
        const rest = await store.read(ACME).query({ ...query, after: next, count: 10 })
        expect(rest.resources.map(({ id }) => id)).toEqual(ids.slice(2))
        for (const id of ids.toSpliced(1, 1)) await remove(id)
      },
    )
  })
}
