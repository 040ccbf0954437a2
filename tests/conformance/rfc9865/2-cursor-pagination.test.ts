/**
 * Cursor-based pagination.
 *
 * @see RFC 9865 §2 Query Parameters and Response Attributes — https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { type JsonObject, LIST_RESPONSE, SEARCH_REQUEST } from '@scimulator/scim-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, People } from '../support/index.ts'
import { aText, expectList, expectScimError, expectStatus, makePeople, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()
const NAMES = ['Ada', 'bea', 'Cyd', 'dan', 'Eve', 'fay', 'Gus']

let people: People
beforeAll(async () => {
  const title = (n: number): JsonObject => (n % 3 === 0 ? {} : { title: n % 2 === 0 ? 'x' : 'Y' })
  people = await makePeople(scim, Object.fromEntries(NAMES.map((name, n) => [name, title(n)])))
})

/** The pages of a walk from the first cursor to the last. */
async function walk(query: Record<string, string>): Promise<Answer[]> {
  const pages: Answer[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: Answer = await people.page({ ...query, cursor })
    expectStatus(page, 200)
    pages.push(page)
    const { nextCursor } = page.body
    cursor = nextCursor === undefined ? undefined : String(nextCursor)
  }
  return pages
}

function namesOn(pages: readonly Answer[]): string[] {
  return pages.flatMap(({ items }) => items.map(people.nameOf))
}

async function cursorOf(query: Record<string, string>): Promise<string> {
  const { nextCursor } = (await people.page({ ...query, cursor: '' })).body
  expect(typeof nextCursor).toBe('string')
  return String(nextCursor)
}

describe('pages by cursor', () => {
  it.each(['cursor', 'cursor='])('K-001 K-004 [MUST] begin with an empty cursor, "?%s"', async (parameter) => {
    const answer = await scim.send('GET', `/Users?${parameter}&count=2`)
    expectList(answer, Number(answer.body.totalResults), 2)
    expect(answer.body).toMatchObject({ schemas: [LIST_RESPONSE], nextCursor: aText(/^[A-Za-z0-9._~-]+$/) })
  })

  it('K-002 K-003 P-008 [MUST] name the next page on every page but the last, and no other', async () => {
    const pages = await walk({ count: '3' })
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 1])
    expect(namesOn(pages)).toEqual(NAMES)
    for (const { body } of pages) {
      expect(body).toMatchObject({ totalResults: NAMES.length })
      expect(body).not.toHaveProperty('previousCursor')
      expect(body).not.toHaveProperty('startIndex')
    }
    expect(pages.at(-1)?.body).not.toHaveProperty('nextCursor')
  })

  it('K-002 [MUST] end without an empty page when the last one is full', async () => {
    expect(await walk({ count: '1' })).toHaveLength(NAMES.length)
    expect(await walk({ count: String(NAMES.length) })).toHaveLength(1)
  })

  it('K-011 P-008 [MAY] say on every page, the first, the last and those between, how many there are in all', async () => {
    for (const [query, total] of [
      [{ count: '2' }, NAMES.length],
      [{ count: '1', filter: 'title pr' }, 4],
      [{ count: '2', sortBy: 'title', sortOrder: 'descending' }, NAMES.length],
    ] as const) {
      const pages = await walk(query)
      expect(pages.length).toBeGreaterThan(2)
      for (const { body } of pages) expect(body.totalResults).toBe(total)
      expect(namesOn(pages)).toHaveLength(total)
    }
    expectList(await people.page({ count: '0', cursor: '' }), NAMES.length, 0)
  })

  it('K-011 [MAY] follow the number of resources while the list is read', async () => {
    const own = await makePeople(scim, { p1: {}, p2: {}, p3: {} })
    const first = await own.page({ count: '1', cursor: '' })
    expect(first.body.totalResults).toBe(3)
    expectStatus(await scim.delete(`/Users/${own.id('p1')}`), 204)
    const second = await own.page({ count: '1', cursor: String(first.body.nextCursor) })
    expect(second.body.totalResults).toBe(2)
  })

  it('K-014 [MAY] are made only for those who ask: a list by index names no cursor, however much follows', async () => {
    for (const query of [{}, { count: '2' }, { startIndex: '2', count: '2' }]) {
      const { body } = await people.page(query)
      expect(body.totalResults).toBe(NAMES.length)
      expect(body).toHaveProperty('startIndex')
      expect(body).not.toHaveProperty('nextCursor')
    }
  })

  it('K-002 K-011 [MUST] are one empty page when nothing is found', async () => {
    const answer = await people.page({ filter: 'title eq "nobody"', cursor: '' })
    expectList(answer, 0)
    expect(answer.body).not.toHaveProperty('nextCursor')
  })

  it.each(['ascending', 'descending'])('K-015 [SHOULD] stay sorted, ties and no values too, %s', async (sortOrder) => {
    for (const sortBy of ['userName', 'title']) {
      const whole = await people.inOrder({ sortBy, sortOrder })
      expect(whole).toHaveLength(NAMES.length)
      expect(namesOn(await walk({ sortBy, sortOrder, count: '2' }))).toEqual(whole)
    }
  })

  it('K-016 [MUST] are had by .search too', async () => {
    const search = { schemas: [SEARCH_REQUEST], filter: `userName ew "${people.tag}"`, count: 4 }
    const first = await scim.post('/Users/.search', { ...search, cursor: '' })
    expectList(first, NAMES.length, 4)
    const { nextCursor = null } = first.body
    const second = await scim.post('/Users/.search', { ...search, cursor: nextCursor })
    expect(namesOn([first, second])).toEqual(NAMES)
    // The same list by the other method: the cursor holds there as well.
    expect(namesOn([await people.page({ count: '4', cursor: String(nextCursor) })])).toEqual(NAMES.slice(4))
    expectScimError(await scim.post('/Users/.search', { ...search, cursor: 7 }), 400, 'invalidValue')
  })

  it.each<[string, Record<string, string>]>([
    ['unsorted', {}],
    ['sorted', { sortBy: 'userName', sortOrder: 'descending' }],
  ])(
    'K-021 P-012 [CHOICE] %s: together they are the whole, each once, while others write at the same time',
    async (_, order) => {
      const there = Object.fromEntries(Array.from({ length: 12 }, (__, n) => [`m${String(n).padStart(2, '0')}`, {}]))
      const own = await makePeople(scim, there)
      const whole = await own.inOrder(order)
      let isWalking = true
      const write = async (prefix: string): Promise<void> => {
        for (let n = 0; isWalking; n++) {
          const { id } = await scim.createUser({ userName: `${prefix}${n}${own.tag}` })
          if (n % 2 === 0) await scim.delete(`/Users/${id}`)
        }
      }
      const writers = ['a', 'm05-', 'z'].map(write)
      const seen: string[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page: Answer = await own.page({ ...order, count: '2', cursor })
        seen.push(...page.items.map(own.nameOf))
        const { nextCursor } = page.body
        // Newcomers behind the place of the walk would keep it going.
        const isPast = whole.every((name) => seen.includes(name))
        cursor = nextCursor === undefined || isPast ? undefined : String(nextCursor)
      }
      isWalking = false
      await Promise.all(writers)
      expect(seen.filter((name) => whole.includes(name))).toEqual(whole)
      expect(new Set(seen).size).toBe(seen.length)
    },
  )

  it('K-021 [CHOICE] neither skip nor repeat what stays, whatever comes and goes', async () => {
    const own = await makePeople(scim, { p1: {}, p2: {}, p3: {}, p4: {}, p5: {} })
    const first = await own.page({ count: '2', cursor: '' })
    for (const name of ['p1', 'p2', 'p4']) expectStatus(await scim.delete(`/Users/${own.id(name)}`), 204)
    const late = await scim.createUser({ userName: `p6${own.tag}` })
    const second = await own.page({ count: '2', cursor: String(first.body.nextCursor) })
    expect(second.items.map(({ id }) => id)).toEqual([own.id('p3'), own.id('p5')])
    const third = await own.page({ count: '2', cursor: String(second.body.nextCursor) })
    expect(third.items.map(({ id }) => id)).toEqual([late.id])
    expect(third.body).not.toHaveProperty('nextCursor')
  })
})

describe('count', () => {
  it('K-009 [MUST] below 0 is 0, and 0 asks for the total alone', async () => {
    for (const count of ['0', '-1']) {
      const answer = await people.page({ cursor: '', count })
      expectList(answer, NAMES.length, 0)
      expect(answer.body).not.toHaveProperty('nextCursor')
    }
  })

  it('K-008 [SHOULD] is the same on every page', async () => {
    const cursor = await cursorOf({ count: '3' })
    expectScimError(await people.page({ count: '4', cursor }), 400, 'invalidCount')
    expectScimError(await people.page({ cursor }), 400, 'invalidCount')
    expectStatus(await people.page({ count: '3', cursor }), 200)
  })

  it('K-010 [CHOICE] above the largest page is the largest page', async () => {
    expectList(await people.page({ count: '100000', cursor: '' }), NAMES.length)
  })
})

describe('a cursor', () => {
  it.each(['zzz', 'null', 'A'.repeat(80), '%'])('K-006 [SHOULD] that is none is refused: %s', async (cursor) => {
    expectScimError(await people.page({ count: '3', cursor }), 400, 'invalidCursor')
  })

  it('K-005 [CHOICE] belongs to its query', async () => {
    const cursor = await cursorOf({ count: '3' })
    expectScimError(await people.page({ count: '3', sortBy: 'title', cursor }), 400, 'invalidCursor')
    expectScimError(await people.page({ count: '3', filter: 'title pr', cursor }), 400, 'invalidCursor')
    expectScimError(await scim.get('/Users', { count: '3', cursor }), 400, 'invalidCursor')
    expectScimError(await scim.get('/Groups', { count: '3', cursor }), 400, 'invalidCursor')
  })

  it('K-013 [CHOICE] and a startIndex are not given together', async () => {
    expectScimError(await people.page({ cursor: '', startIndex: '1' }), 400, 'invalidValue', /startIndex/)
  })

  it('is given once', async () => {
    expectScimError(await scim.send('GET', '/Users?cursor=&cursor=x'), 400, 'invalidValue')
  })
})

describe('discovery', () => {
  it('K-012 [MUST] without either parameter the pages go by index', async () => {
    const { body } = await people.page({ count: '2' })
    expect(body).toMatchObject({ startIndex: 1, itemsPerPage: 2 })
    expect(body).not.toHaveProperty('nextCursor')
  })

  it('D-022 K-017 [SHOULD] says what is offered', async () => {
    const { pagination, filter } = (await scim.get('/ServiceProviderConfig')).body
    expect(pagination).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
      cursorTimeout: 3600,
    })
    expect(filter).toMatchObject({ maxResults: 1000 })
  })
})
