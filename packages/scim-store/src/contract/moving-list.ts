import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Position, Query, QueryResult, ResourceStore } from '../store.ts'
import { type CreateStore, RESOURCE_TYPES, userOf } from './fixture.ts'

/** What happens between two pages. */
type Step =
  | { readonly kind: 'insert'; readonly title: string | null }
  | { readonly kind: 'delete' | 'retitle'; readonly at: number; readonly title: string | null }

const title = fc.oneof(fc.constantFrom('a', 'b', 'B', 'c', 'é'), fc.constant(null))
const insert: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('insert' as const), title })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  insert,
  fc.record({ kind: fc.constantFrom('delete' as const, 'retitle' as const), at: fc.nat(), title }),
)
const order = fc.constantFrom<Partial<Query>>(
  {},
  { sortBy: 'title', sortOrder: 'ascending' },
  { sortBy: 'title', sortOrder: 'descending' },
  { sortBy: 'userName', sortOrder: 'descending' },
)
const walkOf = (step: fc.Arbitrary<Step>) =>
  fc.record({
    order,
    titles: fc.array(title, { minLength: 2, maxLength: 14 }),
    counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    steps: fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 8 }),
  })
const RUNS = { numRuns: 40, seed: 1 }
/** More pages than any walk has; one that never ends fails. */
const MOST_PAGES = 100

/** What holds of the pages of a list while others write to it. */
export function describeMovingList(create: CreateStore): void {
  describe('paging a list that changes', () => {
    let store: ResourceStore
    let tenants = 0
    beforeAll(async () => {
      let time = Date.UTC(2026, 0, 1)
      store = await create({ resourceTypes: RESOURCE_TYPES, now: () => time++ })
    })
    afterAll(() => store.close())

    /** A tenant of its own for one walk, with the writes that happen to it. */
    async function begin(titles: readonly (string | null)[]) {
      const tenant = `walk-${++tenants}`
      let made = 0
      const add = (text: string | null): Promise<string> => {
        // Newcomers come before and behind those who are there, in the order of userName too.
        const userName = `${made % 2 === 0 ? 'm' : String.fromCharCode(97 + (made % 26))}-${++made}`
        const attributes = userOf(userName, text === null ? {} : { title: text })
        return store.transact(tenant, async (tx) => (await tx.create('User', attributes)).id)
      }
      const first: string[] = []
      for (const text of titles) first.push(await add(text))
      const touched = new Set<string>()
      async function take(step: Step): Promise<void> {
        if (step.kind === 'insert') return void (await add(step.title))
        const id = first[step.at % first.length] ?? ''
        const current = await store.read(tenant).get('User', id)
        touched.add(id)
        if (current === undefined) return
        if (step.kind === 'delete') return store.transact(tenant, (tx) => tx.delete('User', id))
        const { title: _, ...rest } = current.attributes
        const attributes = { ...rest, ...(step.title === null ? {} : { title: step.title }) }
        await store.transact(tenant, (tx) => tx.update('User', id, attributes))
      }
      const read = (query: Partial<Query>): Promise<QueryResult> =>
        store.read(tenant).query({ resourceType: 'User', startIndex: 1, count: 1000, ...query })
      const idsOf = ({ resources }: QueryResult): string[] => resources.map(({ id }) => id)
      /** The ids of these that nobody has touched, in the order of the list. */
      const untouched = (ids: readonly string[]): string[] => ids.filter((id) => first.includes(id) && !touched.has(id))
      return { take, read, idsOf, untouched }
    }

    it('K-021 by position: who is there all along comes exactly once, in order, and nobody twice', async () => {
      await fc.assert(
        fc.asyncProperty(walkOf(anyStep), async ({ order: by, titles, counts, steps }) => {
          const { take, read, idsOf, untouched } = await begin(titles)
          const whole = idsOf(await read(by))
          const seen: string[] = []
          let after: Position | null | undefined = null
          for (let page = 0; after !== undefined; page++) {
            expect(page).toBeLessThan(MOST_PAGES)
            const answer: QueryResult = await read({ ...by, after, count: counts[page % counts.length] ?? 1 })
            seen.push(...idsOf(answer))
            after = answer.next
            for (const step of steps[page] ?? []) await take(step)
          }
          expect(untouched(seen)).toEqual(untouched(whole))
          // Who got another title may have moved from behind the place of the walk to before it, or the other way.
          if (by.sortBy !== 'title') expect(new Set(seen).size).toBe(seen.length)
        }),
        RUNS,
      )
    })

    /** All pages by index, as a client reads them: on from how many it has, until it has as many as there are. */
    async function byIndex(
      by: Partial<Query>,
      { take, read, idsOf }: Awaited<ReturnType<typeof begin>>,
      counts: readonly number[],
      steps: readonly (readonly Step[])[],
    ): Promise<string[]> {
      const seen: string[] = []
      for (let page = 0; ; page++) {
        expect(page).toBeLessThan(MOST_PAGES)
        const answer = await read({ ...by, startIndex: seen.length + 1, count: counts[page % counts.length] ?? 1 })
        if (answer.resources.length === 0) return seen
        seen.push(...idsOf(answer))
        for (const step of steps[page] ?? []) await take(step)
      }
    }

    it('P-012 by index without a sort: while others are only added, everybody comes exactly once, newcomers last', async () => {
      await fc.assert(
        fc.asyncProperty(walkOf(insert), async ({ titles, counts, steps }) => {
          const walk = await begin(titles)
          const seen = await byIndex({}, walk, counts, steps)
          expect(seen).toEqual(walk.idsOf(await walk.read({})))
        }),
        RUNS,
      )
    })

    it('P-012 by index with a sort: while others are only added, nobody is left out, though somebody may come twice', async () => {
      await fc.assert(
        fc.asyncProperty(walkOf(insert), async ({ order: by, titles, counts, steps }) => {
          const walk = await begin(titles)
          const whole = walk.idsOf(await walk.read(by))
          const seen = new Set(await byIndex(by, walk, counts, steps))
          expect(whole.filter((id) => !seen.has(id))).toEqual([])
        }),
        RUNS,
      )
    })
  })
}
