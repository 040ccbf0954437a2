/**
 * @see RFC 7644 §3.4.2.4 Pagination — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4
 */
import { LIST_RESPONSE } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { type Discovery, needs, type Reason } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { list, row } from './list-support.ts'
import { crowd, totalOf } from './many.ts'
import { ensureSame, ensureSet, hasUrn, idsOf, part } from './support.ts'

/** How lists are cut into pages. */
export const PAGING_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.4', [
  page(
    'P-001',
    'startIndex counts from 1, which is the default',
    'Count startIndex from 1, and take 1 where it is left out.',
    async (context) => {
      const first = idsOf((await list(context, { count: 2 })).expect(200))
      ensureSame(
        idsOf((await list(context, { startIndex: 1, count: 2 })).expect(200)),
        first,
        'The page from startIndex 1',
      )
    },
  ),
  page(
    'P-002',
    'a startIndex below 1 counts as 1',
    'Raise a startIndex below 1 to 1 instead of refusing it or counting from the end.',
    async (context) => {
      const first = idsOf((await list(context, { count: 2 })).expect(200))
      for (const startIndex of [0, -5]) {
        const answer = (await list(context, { startIndex, count: 2 })).expect(200)
        ensureSame(idsOf(answer), first, `The page from startIndex ${startIndex}`)
      }
    },
  ),
  page(
    'P-003',
    'a negative count counts as 0',
    'Raise a negative count to 0 instead of refusing it.',
    async (context) => {
      const answer = (await list(context, { count: -3 })).expect(200)
      ensure(answer.items.length === 0, `count=-3 returns ${answer.items.length} resources.`)
    },
  ),
  page(
    'P-004',
    'count=0 gives the total and no resources',
    'Take count=0 for a question after the total, not for a limit that is off.',
    async (context) => {
      const answer = (await list(context, { count: 0 })).expect(200)
      ensure(answer.items.length === 0, `count=0 returns ${answer.items.length} resources.`)
      ensureSame(answer.body.totalResults, (await row(context)).ids.length, 'totalResults with count=0')
    },
  ),
  page(
    'P-005',
    'a page is never longer than count',
    'Read count from the query, and cut the page to it.',
    async (context) => {
      const { items } = (await list(context, { count: 2 })).expect(200)
      ensure(items.length <= 2 && items.length > 0, `count=2 returns ${items.length} resources.`)
    },
  ),
  page(
    'P-006',
    'a count above the maximum is cut to it',
    'Cut a count above filter.maxResults to it.',
    async (context) => {
      ;(await list(context, { count: 100_000 })).expect(200)
    },
    { level: 'CHOICE' },
  ),
  page(
    'P-007',
    'itemsPerPage is the number of resources in the page',
    'Set itemsPerPage to the length of Resources, not to the count that was asked for.',
    async (context) => {
      const { length } = (await row(context)).ids
      const answer = (await list(context, { startIndex: length - 1, count: 10 })).expect(200)
      ensureSame(answer.body.itemsPerPage, answer.items.length, 'itemsPerPage of the last page')
    },
  ),
  page(
    'P-008',
    'totalResults is the number of all matches on every page',
    'Count all matches apart from the page.',
    async (context) => {
      const { query, total } = await crowd(context)
      for (const part of [{ startIndex: 1, count: 2 }, { startIndex: 3, count: 2 }, { startIndex: 1, count: 20 }, {}]) {
        const found = await totalOf(context, { ...query, ...part })
        ensureSame(found, total, `totalResults with ${show(part)}`)
      }
    },
  ),
  page('P-009', 'a page says where it starts', 'Send startIndex and itemsPerPage with every page.', async (context) => {
    const { body } = (await list(context, { startIndex: 3, count: 2 })).expect(200)
    ensureSame(body.startIndex, 3, 'startIndex')
    ensure(typeof body.itemsPerPage === 'number', 'itemsPerPage is missing.')
  }),
  page(
    'P-010',
    'past the end the list is empty and the total true',
    'Answer 200 with no resources and the true total.',
    async (context) => {
      const answer = (await list(context, { startIndex: 9999, count: 2 })).expect(200)
      ensureSame(answer.body.totalResults, (await row(context)).ids.length, 'totalResults past the end')
      ensure(answer.items.length === 0, 'There are resources past the end.')
    },
    { level: 'CHOICE' },
  ),
  page(
    'P-011',
    'a count that is no integer is refused',
    'Answer 400 invalidValue, or page as if count were not there.',
    async (context) => {
      const { status } = (await list(context, { count: 'abc' })).expect(400, 200)
      context.note(status === 400 ? 'Refused.' : 'Ignored.')
    },
    { level: 'CHOICE' },
  ),
  page(
    'P-012',
    'a walk through the pages meets every resource once',
    'Page by an order that is the same for every request, such as that of creation.',
    async (context) => {
      const seen: string[] = []
      const { ids } = await row(context)
      for (let startIndex = 1; startIndex <= ids.length; startIndex += 2)
        seen.push(...idsOf((await list(context, { startIndex, count: 2 })).expect(200)))
      ensureSet(seen, ids, 'The resources of all pages')
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
  page(
    'P-015',
    'Resources is there whenever the page has a resource',
    'Send Resources with every page that is not empty.',
    async (context) => {
      const { body } = (await list(context, { count: 7 })).expect(200)
      ensure(Number(body.totalResults) > 0, 'The Users are not counted.')
      const isThere = Array.isArray(body.Resources) && body.Resources.length > 0
      ensure(
        isThere,
        `Resources is ${show(body.Resources ?? null)}, though totalResults is ${show(body.totalResults)}.`,
      )
    },
    { section: 'RFC 7644 §3.4.2', damage: 4 },
  ),
  {
    id: 'P-017',
    section: 'RFC 7644 §7.4',
    level: 'MUST',
    title: 'totalResults counts nothing that cannot be reached',
    advice: 'Count what the caller may see, no more.',
    damage: 3,
    requires: (discovery) => needs()(discovery) ?? missingIndex(discovery),
    async run(context) {
      await context.user()
      // Others may come and go meanwhile: a walk counts only when the total stayed.
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const walked = await walk(context)
        if (walked === undefined) return context.note('There are too many Users to walk through.')
        if (walked.totals.size > 1) continue
        const [total] = walked.totals
        return ensure(total === walked.seen, `Of ${show(total)} Users in totalResults ${walked.seen} are reached.`)
      }
      context.note('The Users change too fast to be counted.')
    },
  },
])

/** Counts the Users page by page. */
async function walk(context: CheckContext): Promise<{ totals: Set<unknown>; seen: number } | undefined> {
  const totals = new Set<unknown>()
  let seen = 0
  for (let page = 1; page <= 20; page += 1) {
    const answer = (await context.client.get(context.users, { startIndex: seen + 1, count: 50 })).expect(200)
    totals.add(answer.body.totalResults)
    seen += answer.items.length
    if (answer.items.length === 0 || seen >= Number(answer.body.totalResults)) return { totals, seen }
  }
  return undefined
}

/** RFC 9865 §4: a target may page by cursors only. */
function missingIndex({ config }: Discovery): Reason {
  return part(config?.pagination, 'index') === false ? 'the target does not announce index paging' : undefined
}

function page(
  id: string,
  title: string,
  advice: string,
  run: CheckRow['run'],
  options: Partial<CheckRow> = {},
): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice,
    damage: 3,
    requires: (discovery) => needs()(discovery) ?? missingIndex(discovery),
    run,
    ...options,
  }
}
