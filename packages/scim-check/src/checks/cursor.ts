/**
 * @see RFC 9865 §2 Query Parameters and Response Attributes — https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { isJsonObject, type JsonObject, SEARCH_REQUEST } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { alike, cursors, nextOf, walk } from './cursor-support.ts'
import { ensureSame, ensureSet, idsOf, part } from './support.ts'

/** Paging with cursors. */
export const CURSOR_CHECKS: readonly Check[] = defineChecks('RFC 9865 §2', [
  cursors(
    'K-001',
    'a cursor without a value, or with an empty one, begins',
    async (context) => {
      const { filter } = await alike(context, 2)
      const search = `filter=${encodeURIComponent(filter)}&count=1`
      for (const cursor of ['cursor', 'cursor=']) {
        const answer = (await context.client.get(`${context.users}?${search}&${cursor}`)).expect(200)
        ensure(answer.items.length <= 1, `A page of 1 has ${answer.items.length} resources.`)
        ensure(
          nextOf(answer) !== undefined,
          `The first page of ${show(cursor)} has no nextCursor, though more follows.`,
        )
      }
    },
    { advice: 'Take a cursor that is absent of value for the first page.' },
  ),
  cursors(
    'K-002',
    'a walk with cursors meets every resource once, and ends',
    async (context) => {
      const { filter, ids } = await alike(context, 3)
      ensureSet((await walk(context, { filter, count: 2 })).flatMap(idsOf), ids, 'The resources of all pages')
    },
    { damage: 4, advice: 'Send nextCursor with every page but the last.' },
  ),
  cursors(
    'K-003',
    'the first page has no previousCursor, and a later one leads back',
    async (context) => {
      const { filter } = await alike(context, 2)
      const [first, second] = await walk(context, { filter, count: 1 })
      if (first === undefined || second === undefined) throw new CheckSkip('the target gives no second page')
      ensure(first.body.previousCursor === undefined, 'The first page has a previousCursor.')
      const { previousCursor } = second.body
      if (previousCursor === undefined) return context.note('Pages have no previousCursor.')
      const back = (await context.find(filter, { cursor: String(previousCursor), count: 1 })).expect(200)
      ensureSet(idsOf(back), idsOf(first), 'The resources of the page before the second')
    },
    { advice: 'Leave previousCursor out of the first page, and let it lead to the page before.' },
  ),
  cursors(
    'K-004',
    'a cursor has unreserved characters only',
    async (context) => {
      const { filter } = await alike(context, 2)
      const { nextCursor } = (await context.find(filter, { cursor: '', count: 1 })).expect(200).body
      ensure(/^[A-Za-z0-9._~-]+$/.test(String(nextCursor)), `nextCursor is ${show(nextCursor ?? null)}.`)
    },
    { advice: 'Encode cursors as base64url: letters, digits and - . _ ~ need no escape.' },
  ),
  cursors(
    'K-009',
    'count below 0 is 0, 0 means the total alone, and no page is longer than count',
    async (context) => {
      const { filter } = await alike(context, 3)
      for (const count of [-1, 0, 2]) {
        const { items } = (await context.find(filter, { cursor: '', count })).expect(200)
        ensure(items.length <= Math.max(count, 0), `count ${count} gives ${items.length} resources.`)
      }
    },
    { advice: 'Cut count to 0 from below, and return no more than it says.' },
  ),
  cursors(
    'K-010',
    'a count above maxPageSize is cut, or refused with invalidCount',
    async (context) => {
      const { filter } = await alike(context, 1)
      const maxPageSize = part(context.discovery.config?.pagination, 'maxPageSize')
      const count = typeof maxPageSize === 'number' ? maxPageSize + 1 : 10_000
      const { status } = (await context.find(filter, { cursor: '', count })).expect(200, 400)
      context.note(status === 200 ? `count ${count} is taken.` : `count ${count} is refused.`)
    },
    { level: 'CHOICE', damage: 2, advice: 'Cut count to maxPageSize, or answer 400 invalidCount.' },
  ),
  cursors(
    'K-011',
    'totalResults is right, or left out',
    async (context) => {
      const { filter } = await alike(context, 3)
      const { totalResults } = (await context.find(filter, { cursor: '', count: 1 })).expect(200).body
      context.note(`totalResults of 3 is ${show(totalResults ?? null)}.`)
    },
    { level: 'MAY', damage: 2, advice: 'Leave totalResults out where it is not known.' },
  ),
  cursors(
    'K-012',
    'with both methods, a query that names none uses the default',
    async (context) => {
      const { pagination } = context.discovery.config ?? {}
      if (part(pagination, 'index') !== true) throw new CheckSkip('the target does not announce index paging')
      const { filter } = await alike(context, 2)
      const bare = (await context.find(filter, { count: 1 })).expect(200)
      const wanted = part(pagination, 'defaultPaginationMethod')
      const seen = nextOf(bare) === undefined ? 'index' : 'cursor'
      if (wanted === undefined) return context.note(`The default is ${seen}.`)
      ensureSame(seen, wanted, 'The method of a query that names none')
    },
    { section: 'RFC 9865 §2.4', advice: 'Keep to defaultPaginationMethod; index suits older clients.' },
  ),
  cursors(
    'K-014',
    'a server that pages by cursors alone sends nextCursor unasked',
    async (context) => {
      const { filter } = await alike(context, 2)
      const isUnasked = nextOf((await context.find(filter, { count: 1 })).expect(200)) !== undefined
      context.note(isUnasked ? 'nextCursor comes unasked.' : 'nextCursor comes when asked for.')
    },
    {
      level: 'MAY',
      section: 'RFC 9865 §2.3',
      damage: 2,
      advice: 'Send nextCursor unasked where there is no other way to page.',
    },
  ),
  cursors(
    'K-015',
    'pages are sorted over the whole walk, equal values included',
    async (context) => {
      const { filter, ids } = await alike(context, 4, ['C', 'B', 'A', 'B'])
      const pages = await walk(context, { filter, count: 1, sortBy: 'title' })
      ensureSet(pages.flatMap(idsOf), ids, 'The resources of all pages')
      const names = pages.flatMap(({ items }) => items.map(({ title }) => title ?? null))
      ensureSame(names, ['A', 'B', 'B', 'C'], 'title over all pages')
    },
    {
      level: 'SHOULD',
      section: 'RFC 9865 §2.2',
      need: ['sort', 'user.title'],
      advice: 'Let a cursor hold the value that is sorted by, and the id beside it.',
    },
  ),
  cursors(
    'K-016',
    '.search takes a cursor in its body and returns the next',
    async (context) => {
      const { filter, ids } = await alike(context, 2)
      const search = (more: JsonObject) =>
        context.client.post(`${context.users}/.search`, { schemas: [SEARCH_REQUEST], filter, count: 1, ...more })
      const first = (await search({ cursor: '' })).expect(200)
      const cursor = nextOf(first)
      ensure(cursor !== undefined, 'The first page of .search has no nextCursor, though more follows.')
      const second = (await search({ cursor })).expect(200)
      ensureSet([...idsOf(first), ...idsOf(second)], ids, 'The resources of both pages')
    },
    { section: 'RFC 9865 §3', advice: 'Read cursor from the body as from the query.' },
  ),
  {
    id: 'K-017',
    section: 'RFC 9865 §4',
    level: 'SHOULD',
    title: 'pagination is announced, and says what is true',
    advice: 'Add pagination with cursor and index to ServiceProviderConfig.',
    damage: 2,
    async run(context) {
      const { config } = context.discovery
      if (config === undefined) throw new CheckSkip('/ServiceProviderConfig could not be read')
      const { pagination } = config
      if (isJsonObject(pagination)) return judgePagination(pagination)
      await context.user()
      const answer = await context.client.get(context.users, { cursor: '', count: 1 })
      const isOffered = answer.status === 200 && typeof part(answer.json, 'nextCursor') === 'string'
      if (!isOffered) throw new CheckSkip('the target does not announce cursor paging')
      ensure(false, 'The target pages by cursors, and does not announce it.')
    },
  },
  cursors(
    'K-021',
    'what is removed between pages shifts nothing',
    async (context: CheckContext) => {
      const { filter, ids } = await alike(context, 4)
      const first = (await context.find(filter, { cursor: '', count: 2 })).expect(200)
      const cursor = nextOf(first)
      if (cursor === undefined) throw new CheckSkip('the target gives no second page')
      for (const id of idsOf(first)) await context.client.delete(context.userPath({ id }))
      const rest = idsOf((await context.find(filter, { cursor, count: 2 })).expect(200, 400))
      const untouched = ids.filter((id) => !idsOf(first).includes(id))
      context.note(`Of ${untouched.length} that follow, ${rest.length} come after the page before them was removed.`)
    },
    {
      level: 'CHOICE',
      damage: 4,
      advice: 'Let a cursor hold the last resource of its page rather than a number of them.',
    },
  ),
])

function judgePagination(pagination: JsonObject): void {
  for (const name of ['cursor', 'index']) {
    const value = pagination[name]
    ensure(typeof value === 'boolean', `pagination.${name} is ${show(value ?? null)} instead of a boolean.`)
  }
  for (const name of ['defaultPageSize', 'maxPageSize', 'cursorTimeout']) {
    const value = pagination[name]
    const isPositive = value === undefined || value === null || (Number.isInteger(value) && Number(value) > 0)
    ensure(isPositive, `pagination.${name} is ${show(value ?? null)} instead of a positive integer.`)
  }
  const { defaultPaginationMethod: method } = pagination
  const isKnown = method === undefined || method === null || method === 'cursor' || method === 'index'
  ensure(isKnown, `pagination.defaultPaginationMethod is ${show(method)} instead of cursor or index.`)
}
