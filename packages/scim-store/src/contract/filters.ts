import {
  type AttributePath,
  evaluateFilter,
  type Filter,
  GROUP,
  parseFilter,
  printFilter,
  type ResourceTypeDefinition,
  resolveFilter,
  USER,
} from '@scimulator/scim-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf } from '../document.ts'
import type { ResourceStore, StoredResource } from '../store.ts'
import { arbitraryFilter } from './arbitrary-filter.ts'
import { ACME, type CreateStore, DEVICE, expectRefusal, OTHER, RESOURCE_TYPES } from './fixture.ts'
import { populate, TEXTS } from './population.ts'

const USERS = 200
const GENERATED_FILTERS = 200
const GENERATED_POPULATIONS = 6

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const WRITTEN: readonly (readonly [ResourceTypeDefinition, string])[] = [
  ...[
    'userName eq "ABC UNIQUE"',
    'userName ne "abc unique"',
    'userName co "b"',
    'userName sw "ä"',
    'userName ew "7"',
    'userName sw ""',
    'userName ew ""',
    'userName gt "b"',
    'userName le "b"',
    'userName sw "%"',
    'userName co "_"',
    'userName pr',
    'externalId eq "a"',
    'externalId sw "A"',
    'externalId ne "a"',
    'displayName eq ""',
    'displayName pr',
    'not (displayName pr)',
    'displayName eq null',
    'displayName ge "😀"',
    'displayName gt "\uffee"',
    'title co "JOSÉ"',
    'title ew "ΟΣ"',
    'active eq true',
    'active eq false',
    'active ne true',
    'active pr',
    'name.familyName eq "ab"',
    'name pr',
    'emails eq "a"',
    'emails.value sw "a"',
    'emails.value ne "a"',
    'emails.primary eq false',
    'emails[primary eq false and value pr]',
    'emails[type eq "work" and value co "b"]',
    'emails[not (type eq "work")]',
    'emails pr',
    'addresses pr',
    'schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"',
    'meta.resourceType eq "User"',
    'meta.created gt "2026-01-01T00:00:00.100Z"',
    'meta.lastModified ge "2026-01-01T00:00:00.270Z"',
    'meta.lastModified le "2026-01-01T01:00:00.100+01:00"',
    'meta.version eq "W/\\"1\\""',
    'meta.version ew "2\\""',
    'groups pr',
    'groups.type eq "indirect"',
    'groups[type eq "direct" and display co "a"]',
    `${ENTERPRISE}:department eq "AB"`,
    `${ENTERPRISE}:manager.value eq "a"`,
    'userName eq "abc unique" or emails.value eq "B" or externalId eq "%"',
    'userName sw "a" and not (active eq true) and emails pr',
  ].map((text) => [USER, text] as const),
  ...[
    'displayName eq "abc unique"',
    'members pr',
    'members.type eq "group"',
    'members[display co "a" and type eq "User"]',
  ].map((text) => [GROUP, text] as const),
  ...[
    'size gt 0',
    'weight eq 1.5',
    'weight ne 1.5',
    'weight le -0.25',
    'boughtAt eq "2026-01-01T00:00:00Z"',
    'boughtAt gt "2026-01-01T00:00:00Z"',
    'key eq "QUJD"',
    'tags eq "AB"',
    'tags[value sw "a" and not (value eq "a")]',
    'serial eq "Abc unique"',
  ].map((text) => [DEVICE, text] as const),
]

/** Filters find what `evaluateFilter` says, in the order of creation. */
export function describeFilters(create: CreateStore): void {
  describe('filters', () => {
    let store: ResourceStore
    const population = new Map<ResourceTypeDefinition, readonly StoredResource[]>()

    beforeAll(async () => {
      let time = Date.UTC(2026, 0, 1)
      store = await create({ resourceTypes: RESOURCE_TYPES, now: () => time++ })
      await populate(store, ACME, 1, USERS)
      await populate(store, OTHER, 1, 20)
      for (const type of RESOURCE_TYPES) population.set(type, await all(type))
    })
    afterAll(() => store.close())

    async function all(type: ResourceTypeDefinition, filter?: Filter): Promise<readonly StoredResource[]> {
      const query = { resourceType: type.name, startIndex: 1, count: 10_000, include: { members: true, groups: true } }
      const answer = await store.read(ACME).query(filter === undefined ? query : { ...query, filter })
      expect(answer.totalResults).toBe(answer.resources.length)
      return answer.resources
    }

    function expected(type: ResourceTypeDefinition, filter: Filter): string[] {
      return (population.get(type) ?? [])
        .filter((resource) => evaluateFilter(filter, documentOf(resource), type))
        .map(({ id }) => id)
    }

    async function expectSame(type: ResourceTypeDefinition, filter: Filter): Promise<number> {
      const [found, right] = [(await all(type, filter)).map(({ id }) => id), expected(type, filter)]
      const missing = right.filter((id) => !found.includes(id))
      const tooMany = found.filter((id) => !right.includes(id))
      expect({ missing, tooMany }, printFilter(filter)).toEqual({ missing: [], tooMany: [] })
      expect(found).toEqual(right)
      return found.length
    }

    for (const [type, text] of WRITTEN) {
      it(`finds what the filter means [${type.name}: ${text}]`, async () => {
        const count = await expectSame(type, resolveFilter(parseFilter(text), type))
        // A filter that finds nobody would compare nothing.
        expect(count).toBeGreaterThan(0)
      })
    }

    it('finds users by the id of a group, and groups by the id of a member, also through nesting', async () => {
      const groups = population.get(GROUP) ?? []
      for (const { id, members = [] } of groups) {
        await expectSame(USER, {
          kind: 'compare',
          path: { attribute: 'groups', subAttribute: 'value' },
          operator: 'eq',
          value: id,
        })
        for (const { value } of members) {
          const path = { attribute: 'members', subAttribute: 'value' }
          expect(await expectSame(GROUP, { kind: 'compare', path, operator: 'eq', value })).toBeGreaterThan(0)
        }
      }
      expect(groups.some(({ members = [] }) => members.some(({ type }) => type === 'Group'))).toBe(true)
    })

    for (const type of RESOURCE_TYPES) {
      it(`agrees with evaluateFilter on generated filters [${type.name}]`, async () => {
        const ids = [USER, GROUP].flatMap((each) => population.get(each) ?? []).map(({ id }) => id)
        await fc.assert(
          fc.asyncProperty(arbitraryFilter(type, ids), async (filter) => {
            await expectSame(type, filter)
          }),
          { numRuns: GENERATED_FILTERS, seed: 1 },
        )
      })
    }

    it('agrees with evaluateFilter on generated filters over generated resources', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const tenant = `generated ${seed}`
          await populate(store, tenant, seed, 25)
          const whole = { startIndex: 1, count: 1000, include: { members: true, groups: true } }
          for (const type of RESOURCE_TYPES) {
            const read = async (filter?: Filter): Promise<readonly StoredResource[]> => {
              const query = { ...whole, resourceType: type.name, ...(filter === undefined ? {} : { filter }) }
              return (await store.read(tenant).query(query)).resources
            }
            const resources = await read()
            const ids = resources.map(({ id }) => id)
            for (const filter of fc.sample(arbitraryFilter(type, ids), { numRuns: 20, seed })) {
              const right = resources.filter((resource) => evaluateFilter(filter, documentOf(resource), type))
              expect(await read(filter), printFilter(filter)).toEqual(right)
            }
          }
        }),
        { numRuns: GENERATED_POPULATIONS, seed: 1 },
      )
    })

    it('counts without reading a page', async () => {
      const filter = resolveFilter(parseFilter('active eq true'), USER)
      const answer = await store.read(ACME).query({ resourceType: 'User', filter, startIndex: 1, count: 0 })
      expect(answer).toEqual({ totalResults: expected(USER, filter).length, resources: [] })
    })

    it('refuses to find by what is not stored', async () => {
      for (const [type, path] of [
        [USER, 'meta.location'],
        [GROUP, 'members.$ref'],
      ] as const) {
        const filter = resolveFilter(parseFilter(`${path} pr`), type)
        const answer = store.read(ACME).query({ resourceType: type.name, filter, startIndex: 1, count: 1 })
        await expectRefusal(answer, 'unsupportedFilter', path)
      }
    })

    it('takes a filter of 400 terms and one nested 400 deep, and refuses one beyond measure', async () => {
      const eq = (path: AttributePath, n: number): Filter => ({
        kind: 'compare',
        path,
        operator: 'eq',
        value: TEXTS[n] ?? `${n}`,
      })
      const anyOf = (path: AttributePath, terms: number): Filter =>
        Array.from({ length: terms - 1 }, (_, n) => eq(path, n)).reduce<Filter>(
          (left, right) => ({ kind: 'or', left, right }),
          eq(path, terms),
        )
      const title = { attribute: 'title' }
      const nested = Array.from({ length: 400 }).reduce<Filter>((operand) => ({ kind: 'not', operand }), eq(title, 1))
      const email = { attribute: 'emails', subAttribute: 'value' }
      for (const filter of [anyOf(title, 400), anyOf(email, 400), anyOf({ attribute: 'userName' }, 400), nested]) {
        await expectSame(USER, filter)
      }
      const answer = store
        .read(ACME)
        .query({ resourceType: 'User', filter: anyOf(title, 10_000), startIndex: 1, count: 1 })
      await expectRefusal(answer, 'unsupportedFilter', 'filter')
    })
  })
}
