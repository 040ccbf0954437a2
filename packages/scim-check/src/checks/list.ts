/**
 * @see RFC 7644 §3.4.2.3 Sorting, §3.4.2.4 Pagination — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { LIST_RESPONSE, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { ensureSame, ensureSet, hasUrn, idsOf, metaOf } from './support.ts'

type Query = Readonly<Record<string, string | number>>

/** Five Users whose nickName is theirs alone; titles b, A, c, none, d. */
async function row(context: CheckContext): Promise<{ readonly filter: string; readonly ids: readonly string[] }> {
  return await context.shelf.take('row', async () => {
    const nickName = context.name()
    const ids: string[] = []
    for (const title of ['b', 'A', 'c', undefined, 'd']) {
      const attributes = { nickName, name: { familyName: title ?? 'e' }, ...(title === undefined ? {} : { title }) }
      ids.push((await context.user({ ...attributes, externalId: `${nickName}${title ?? 'e'}` })).id)
    }
    return { filter: `nickName eq "${nickName}"`, ids }
  })
}

/** Lists the five, which have to be found for anything to be said. */
async function list(context: CheckContext, query: Query): Promise<Answer> {
  const { filter } = await row(context)
  const answer = await context.find(filter, query)
  if (answer.status === 200 && Number(answer.body.totalResults) === 0)
    throw new CheckSkip('the filter of the set-up finds nothing')
  return answer
}

/** The positions of the five in a list, as made. */
async function order(context: CheckContext, query: Query): Promise<number[]> {
  const { ids } = await row(context)
  const { count = 10 } = query
  const answer = (await list(context, { ...query, count })).expect(200)
  if (answer.items.length < 5 && count === 10)
    throw new CheckSkip('the target shows fewer than five resources in a page')
  return idsOf(answer).map((id) => ids.indexOf(id))
}

function sorts(
  id: string,
  title: string,
  query: Query,
  wanted: readonly number[],
  options: Partial<CheckRow> = {},
): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice: 'Sort the whole list by the attribute’s type and case rule before cutting it into pages.',
    damage: 2,
    requires: needs('sort', 'filter', 'user.title', 'user.nickName'),
    async run(context) {
      ensureSame(await order(context, query), [...wanted], `With ${show(query)} the order of five Users`)
    },
    ...options,
  }
}

/** How lists are sorted. */
export const SORT_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.3', [
  sorts('O-002', 'the order is ascending unless said otherwise', { sortBy: 'name.familyName' }, [1, 0, 2, 4, 3]),
  {
    id: 'O-003',
    level: 'MUST',
    title: 'sortOrder is ascending or descending, and nothing else',
    advice: 'Refuse other words with 400 invalidValue.',
    damage: 1,
    requires: needs('sort', 'filter', 'user.nickName'),
    async run(context) {
      ;(await list(context, { sortBy: 'title', sortOrder: 'desc' })).refused(400, 'invalidValue')
    },
  },
  sorts(
    'O-004',
    'case does not count where the attribute has none',
    { sortBy: 'name.familyName', sortOrder: 'ascending' },
    [1, 0, 2, 4, 3],
  ),
  sorts('O-005', 'case counts where the attribute is case-exact', { sortBy: 'externalId' }, [1, 0, 2, 4, 3]),
  sorts('O-006', 'those without a value come last, in descending order first', { sortBy: 'title' }, [1, 0, 2, 4, 3], {
    async run(context) {
      ensureSame(await order(context, { sortBy: 'title' }), [1, 0, 2, 4, 3], 'The order by title')
      const descending = await order(context, { sortBy: 'title', sortOrder: 'descending' })
      ensureSame(descending, [3, 4, 2, 0, 1], 'The descending order by title')
    },
  }),
  {
    id: 'O-009',
    level: 'MUST',
    title: 'dateTimes sort by their instant',
    advice: 'Sort instants, not texts.',
    damage: 2,
    requires: needs('sort', 'filter', 'user.nickName'),
    async run(context) {
      const { items } = (await list(context, { sortBy: 'meta.created' })).expect(200)
      const times = items.map((item) => Date.parse(String(metaOf(item).created)))
      ensure(
        times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0)),
        `meta.created is not in order: ${show(times)}.`,
      )
    },
  },
  sorts('O-010', 'sortBy takes full names, in any case', { sortBy: `${USER_SCHEMA}:NAME.FAMILYNAME` }, [1, 0, 2, 4, 3]),
  {
    id: 'O-011',
    level: 'CHOICE',
    title: 'an unknown sortBy is refused or ignored',
    advice: 'Answer 400 invalidValue, or ignore it.',
    damage: 1,
    requires: needs('sort', 'filter', 'user.nickName'),
    async run(context) {
      const { status } = (await list(context, { sortBy: 'noSuchAttribute' })).expect(200, 400)
      context.note(status === 200 ? 'Ignored.' : 'Refused.')
    },
  },
  sorts(
    'O-013',
    'the list is sorted before it is cut into pages',
    { sortBy: 'name.familyName', startIndex: 2, count: 2 },
    [0, 2],
  ),
  {
    id: 'O-014',
    level: 'CHOICE',
    title: 'sortOrder without sortBy has no effect',
    advice: 'Ignore it.',
    damage: 1,
    requires: needs('sort', 'filter', 'user.nickName'),
    async run(context) {
      ;(await list(context, { sortOrder: 'descending' })).expect(200)
    },
  },
])

/** How lists are cut into pages. */
export const PAGING_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.4', [
  page('P-001', 'startIndex counts from 1, which is the default', async (context) => {
    const first = idsOf((await list(context, { count: 2 })).expect(200))
    ensureSame(
      idsOf((await list(context, { startIndex: 1, count: 2 })).expect(200)),
      first,
      'The page from startIndex 1',
    )
  }),
  page('P-002', 'a startIndex below 1 counts as 1', async (context) => {
    const first = idsOf((await list(context, { count: 2 })).expect(200))
    for (const startIndex of [0, -5]) {
      const answer = (await list(context, { startIndex, count: 2 })).expect(200)
      ensureSame(idsOf(answer), first, `The page from startIndex ${startIndex}`)
    }
  }),
  page('P-003', 'a negative count counts as 0', async (context) => {
    const answer = (await list(context, { count: -3 })).expect(200)
    ensure(answer.items.length === 0, `count=-3 returns ${answer.items.length} resources.`)
  }),
  page('P-004', 'count=0 gives the total and no resources', async (context) => {
    const answer = (await list(context, { count: 0 })).expect(200)
    ensure(answer.items.length === 0, `count=0 returns ${answer.items.length} resources.`)
    ensureSame(answer.body.totalResults, 5, 'totalResults with count=0')
  }),
  page('P-005', 'a page is never longer than count', async (context) => {
    const { items } = (await list(context, { count: 2 })).expect(200)
    ensure(items.length <= 2 && items.length > 0, `count=2 returns ${items.length} resources.`)
  }),
  page(
    'P-006',
    'a count above the maximum is cut to it',
    async (context) => {
      ;(await list(context, { count: 100_000 })).expect(200)
    },
    { level: 'CHOICE' },
  ),
  page('P-007', 'itemsPerPage is the number of resources in the page', async (context) => {
    const answer = (await list(context, { startIndex: 4, count: 10 })).expect(200)
    ensureSame(answer.body.itemsPerPage, answer.items.length, 'itemsPerPage of the last page')
  }),
  page('P-008', 'totalResults is the number of all matches on every page', async (context) => {
    for (const startIndex of [1, 3]) {
      const { body } = (await list(context, { startIndex, count: 2 })).expect(200)
      ensureSame(body.totalResults, 5, `totalResults of the page from ${startIndex}`)
    }
  }),
  page('P-009', 'a page says where it starts', async (context) => {
    const { body } = (await list(context, { startIndex: 3, count: 2 })).expect(200)
    ensureSame(body.startIndex, 3, 'startIndex')
    ensure(typeof body.itemsPerPage === 'number', 'itemsPerPage is missing.')
  }),
  page(
    'P-010',
    'past the end the list is empty and the total true',
    async (context) => {
      const answer = (await list(context, { startIndex: 9999, count: 2 })).expect(200)
      ensureSame(answer.body.totalResults, 5, 'totalResults past the end')
      ensure(answer.items.length === 0, 'There are resources past the end.')
    },
    { level: 'CHOICE' },
  ),
  page(
    'P-011',
    'a count that is no integer is refused',
    async (context) => {
      const { status } = (await list(context, { count: 'abc' })).expect(400, 200)
      context.note(status === 400 ? 'Refused.' : 'Ignored.')
    },
    { level: 'CHOICE' },
  ),
  page(
    'P-012',
    'a walk through the pages meets every resource once',
    async (context) => {
      const seen: string[] = []
      for (const startIndex of [1, 3, 5])
        seen.push(...idsOf((await list(context, { startIndex, count: 2 })).expect(200)))
      ensureSet(seen, [...(await row(context)).ids], 'The resources of all pages')
    },
    { damage: 4 },
  ),
  {
    id: 'P-013',
    level: 'MUST',
    title: 'without a count the server chooses the page, and says so',
    advice: 'Limit the page, and tell its size and the total.',
    damage: 3,
    async run(context) {
      await context.user()
      const answer = (await context.client.get(context.users)).expect(200)
      const { totalResults, itemsPerPage } = answer.body
      ensure(
        Number(totalResults) >= answer.items.length,
        `totalResults ${show(totalResults)} is below the page’s length.`,
      )
      if (Number(totalResults) > answer.items.length) ensureSame(itemsPerPage, answer.items.length, 'itemsPerPage')
    },
  },
  {
    id: 'P-014',
    section: 'RFC 7644 §3.4.2',
    level: 'MUST',
    title: 'a list is a ListResponse with numbers and the key Resources',
    advice: 'Write schemas, totalResults as a number, and Resources with a capital R.',
    damage: 4,
    async run(context) {
      await context.user()
      const { body } = (await context.client.get(context.users, { count: 1 })).expect(200)
      ensure(hasUrn(body.schemas, LIST_RESPONSE), `The schemas of a list are ${show(body.schemas ?? null)}.`)
      ensure(typeof body.totalResults === 'number', `totalResults is ${show(body.totalResults ?? null)}.`)
      ensure(Array.isArray(body.Resources), `Resources is ${show(body.Resources ?? null)}.`)
    },
  },
])

function page(id: string, title: string, run: CheckRow['run'], options: Partial<CheckRow> = {}): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice:
      'Count from 1, cut count to the allowed range, and report the page’s own length beside the total of all matches.',
    damage: 3,
    requires: needs('filter', 'user.nickName'),
    run,
    ...options,
  }
}
