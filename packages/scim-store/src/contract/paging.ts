import { ENTERPRISE_USER_SCHEMA, parseFilter, resolveFilter, sortResources, USER } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf } from '../document.ts'
import type { Query, ResourceStore, StoredResource } from '../store.ts'
import { ACME, ASSET_SCHEMA, type CreateStore, DEVICE, expectRefusal, OTHER, RESOURCE_TYPES } from './fixture.ts'
import { populate } from './population.ts'

const USERS = 300

const USER_SORTS: readonly string[] = [
  'userName',
  'displayName',
  'externalId',
  'title',
  'active',
  'id',
  'meta.created',
  'meta.lastModified',
  'meta.resourceType',
  'meta.version',
  'profileUrl',
  'name.familyName',
  'emails',
  'emails.type',
  'groups.display',
  `${ENTERPRISE_USER_SCHEMA}:department`,
  `${ENTERPRISE_USER_SCHEMA}:manager.value`,
]

const DEVICE_SORTS: readonly string[] = [
  'serial',
  'size',
  'weight',
  'boughtAt',
  'key',
  'tags',
  'licences.codes',
  'place.floors',
  `${ASSET_SCHEMA}:label`,
]

/** Pages are slices of one stable order. */
export function describePaging(create: CreateStore): void {
  describe('paging and sorting', () => {
    let store: ResourceStore
    const population = new Map<string, readonly StoredResource[]>()

    beforeAll(async () => {
      let time = Date.UTC(2026, 0, 1)
      store = await create({ resourceTypes: RESOURCE_TYPES, now: () => time++ })
      await populate(store, ACME, 2, USERS)
      await populate(store, OTHER, 3, 20)
      for (const { name } of RESOURCE_TYPES) population.set(name, (await ask({ resourceType: name })).resources)
    })
    afterAll(() => store.close())

    const ask = (query: Partial<Query> & { resourceType: string }) =>
      store.read(ACME).query({ startIndex: 1, count: 1000, include: { groups: true }, ...query })
    const idsOf = (resources: readonly StoredResource[] = []): string[] => resources.map(({ id }) => id)

    it('lists resources in the order of their creation, also after updates', async () => {
      const resources = population.get('User') ?? []
      expect(resources).toHaveLength(USERS)
      const created = resources.map((resource) => resource.created)
      expect(created).toEqual([...created].sort())
      expect(resources.some(({ version }) => version > 1)).toBe(true)
    })

    it('gives pages whose union is the whole, without gap or repetition', async () => {
      for (const sortBy of [undefined, 'title', 'userName']) {
        const query = { resourceType: 'User', ...(sortBy === undefined ? {} : { sortBy }) }
        const whole = idsOf((await ask(query)).resources)
        const pages: string[] = []
        for (let startIndex = 1; startIndex <= USERS; startIndex += 37) {
          const page = await ask({ ...query, startIndex, count: 37 })
          expect(page.totalResults).toBe(USERS)
          pages.push(...idsOf(page.resources))
        }
        expect(pages).toEqual(whole)
        expect(new Set(pages).size).toBe(USERS)
      }
    })

    it('stays right at the end, beyond the end and for an empty page', async () => {
      const last = population.get('User')?.at(-1)?.id
      expect(await ask({ resourceType: 'User', startIndex: USERS, count: 5 })).toMatchObject({
        totalResults: USERS,
        resources: [{ id: last }],
      })
      for (const query of [{ startIndex: USERS + 1 }, { startIndex: 1_000_000_000 }, { count: 0 }]) {
        expect(await ask({ resourceType: 'User', ...query })).toEqual({ totalResults: USERS, resources: [] })
      }
    })

    it('pages through what a filter finds', async () => {
      for (const text of ['title pr', 'userName sw "a"', 'active eq false or emails.value sw "a"']) {
        const filter = resolveFilter(parseFilter(text), USER)
        const whole = idsOf((await ask({ resourceType: 'User', filter })).resources)
        expect(whole.length).toBeGreaterThan(8)
        for (const startIndex of [1, 5, whole.length, whole.length + 1]) {
          const page = await ask({ resourceType: 'User', filter, startIndex, count: 4 })
          expect(page.totalResults).toBe(whole.length)
          expect(idsOf(page.resources)).toEqual(whole.slice(startIndex - 1, startIndex + 3))
        }
      }
    })

    for (const [type, sorts] of [
      [USER, USER_SORTS],
      [DEVICE, DEVICE_SORTS],
    ] as const) {
      for (const sortBy of sorts) {
        it(`sorts as sortResources does, missing values last when ascending and first when descending [${sortBy}]`, async () => {
          const resources = population.get(type.name) ?? []
          for (const sortOrder of ['ascending', 'descending'] as const) {
            const sorted = sortResources(resources.map(documentOf), sortBy, sortOrder, type)
            const answer = await ask({ resourceType: type.name, sortBy, sortOrder })
            expect(idsOf(answer.resources)).toEqual(sorted.map((document) => document.id))
            const page = await ask({ resourceType: type.name, sortBy, sortOrder, startIndex: 21, count: 10 })
            expect(page.resources).toEqual(answer.resources.slice(20, 30))
          }
        })
      }
    }

    it('refuses to sort by what has no order, is unknown or is not stored', async () => {
      for (const sortBy of ['name', 'addresses', 'rowid', 'doc', '$.x', "'", 'meta.location', '__proto__', '']) {
        const answer = ask({ resourceType: 'User', sortBy })
        await expectRefusal(answer, 'unsupportedFilter', sortBy)
      }
    })

    it('keeps the total through rolled back and repeated changes', async () => {
      const total = async (): Promise<number> => (await ask({ resourceType: 'Device', count: 0 })).totalResults
      const before = await total()
      const made = await store.transact(ACME, (tx) => tx.create('Device', { serial: 'new' }))
      expect(await total()).toBe(before + 1)
      const failing = store.transact(ACME, async (tx) => {
        await tx.delete('Device', made.id)
        throw new Error('veto')
      })
      await expect(failing).rejects.toThrow('veto')
      expect(await total()).toBe(before + 1)
      await store.transact(ACME, (tx) => tx.delete('Device', made.id))
      expect(await total()).toBe(before)
    })
  })
}
