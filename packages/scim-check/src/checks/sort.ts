/**
 * @see RFC 7644 §3.4.2.3 Sorting — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { list, order, type Query, row, sharing } from './list-support.ts'
import { ensureSame, ensureSet, idsOf, metaOf, objects } from './support.ts'

function sorts(
  id: string,
  title: string,
  advice: string,
  query: Query,
  wanted: readonly number[],
  options: Partial<CheckRow> = {},
): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice,
    damage: 2,
    requires: needs('sort', 'filter', 'user.title'),
    async run(context) {
      ensureSame(await order(context, query), [...wanted], `With ${show(query)} the order of five Users`)
    },
    ...options,
  }
}

/** How lists are sorted. */
export const SORT_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.3', [
  sorts(
    'O-002',
    'the order is ascending unless said otherwise',
    'Take ascending where sortOrder is left out.',
    { sortBy: 'name.familyName' },
    [1, 0, 2, 4, 3],
  ),
  {
    id: 'O-003',
    level: 'MUST',
    title: 'sortOrder is ascending or descending, and nothing else',
    advice: 'Refuse other words with 400 invalidValue.',
    damage: 1,
    requires: needs('sort', 'filter'),
    async run(context) {
      ;(await list(context, { sortBy: 'title', sortOrder: 'desc' })).refused(400, 'invalidValue')
    },
  },
  sorts(
    'O-004',
    'case does not count where the attribute has none',
    'Sort by the folded text where the attribute has caseExact false.',
    { sortBy: 'name.familyName', sortOrder: 'ascending' },
    [1, 0, 2, 4, 3],
  ),
  sorts(
    'O-005',
    'case counts where the attribute is case-exact',
    'Sort by the text as it is where the attribute has caseExact true.',
    { sortBy: 'externalId' },
    [1, 0, 2, 4, 3],
  ),
  sorts(
    'O-006',
    'those without a value come last, in descending order first',
    'Put resources without a value last in ascending order, and first in descending order.',
    { sortBy: 'title' },
    [1, 0, 2, 4, 3],
    {
      async run(context) {
        ensureSame(await order(context, { sortBy: 'title' }), [1, 0, 2, 4, 3], 'The order by title')
        const descending = await order(context, { sortBy: 'title', sortOrder: 'descending' })
        ensureSame(descending, [3, 4, 2, 0, 1], 'The descending order by title')
      },
    },
  ),
  {
    id: 'O-009',
    level: 'MUST',
    title: 'dateTimes sort by their instant',
    advice: 'Sort instants, not texts.',
    damage: 2,
    requires: needs('sort', 'filter'),
    async run(context) {
      const { items } = (await list(context, { sortBy: 'meta.created' })).expect(200)
      const times = items.map((item) => Date.parse(String(metaOf(item).created)))
      ensure(
        times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0)),
        `meta.created is not in order: ${show(times)}.`,
      )
    },
  },
  sorts(
    'O-010',
    'sortBy takes full names, in any case',
    'Resolve sortBy like the names in a filter: by the schema, in any case, with or without the URN.',
    { sortBy: `${USER_SCHEMA}:NAME.FAMILYNAME` },
    [1, 0, 2, 4, 3],
  ),
  {
    id: 'O-011',
    level: 'CHOICE',
    title: 'an unknown sortBy is refused or ignored',
    advice: 'Answer 400 invalidValue, or ignore it.',
    damage: 1,
    requires: needs('sort', 'filter'),
    async run(context) {
      const { status } = (await list(context, { sortBy: 'noSuchAttribute' })).expect(200, 400)
      context.note(status === 200 ? 'Ignored.' : 'Refused.')
    },
  },
  sorts(
    'O-013',
    'the list is sorted before it is cut into pages',
    'Sort the whole list before it is cut into pages.',
    { sortBy: 'name.familyName', startIndex: 2, count: 2 },
    [0, 2],
  ),
  {
    id: 'O-014',
    level: 'CHOICE',
    title: 'sortOrder without sortBy has no effect',
    advice: 'Ignore it.',
    damage: 1,
    requires: needs('sort', 'filter'),
    async run(context) {
      ;(await list(context, { sortOrder: 'descending' })).expect(200)
    },
  },
  {
    id: 'O-001',
    level: 'MAY',
    title: 'sorting is announced and done, or neither',
    advice: 'Announce sort truthfully, and treat sortBy the same way every time.',
    damage: 2,
    requires: needs('filter', 'user.title'),
    async run(context) {
      const plain = await list(context, {})
      const query = { sortBy: 'title', sortOrder: 'descending' }
      const [first, second] = [await list(context, query), await list(context, query)]
      ensure(first.expect(200, 400, 501).status === second.status, 'sortBy is answered now so, now so.')
      if (context.discovery.features.sort === undefined) return context.note('Announced.')
      if (first.status !== 200) return context.note('Not announced, and refused.')
      const isIgnored = JSON.stringify(idsOf(first)) === JSON.stringify(idsOf(plain.expect(200)))
      context.note(isIgnored ? 'Not announced, and ignored.' : 'Not announced, though sortBy changes the order.')
    },
  },
  {
    id: 'O-007',
    level: 'MUST',
    title: 'a list is sorted by its primary element, or else by its first',
    advice: 'Take the value of the primary element, and of the first where none is primary.',
    damage: 2,
    requires: needs('sort', 'filter', 'user.emails'),
    async run(context) {
      const [shared, mark] = [context.sharedAttribute, context.name()]
      const filter = await sharing(context, mark)
      const people = [['a', '*y'], ['m', 'z'], ['p'], ['s', 'c']]
      for (const emails of people) await withEmails(context, shared, mark, emails)
      for (const sortOrder of ['ascending', 'descending']) {
        const query = { sortBy: 'emails.value', sortOrder, count: 10 }
        const { items } = (await context.find(filter, query)).expect(200)
        if (items.length < people.length) throw new CheckSkip('the target shows fewer than four resources in a page')
        const keys = items.map(({ emails }) => mainEmail(emails))
        const sorted = [...keys].sort()
        const wanted = sortOrder === 'ascending' ? sorted : sorted.reverse()
        ensureSame(keys, wanted, `Sorted ${sortOrder} by emails.value the primary or first emails`)
      }
    },
  },
  {
    id: 'O-008',
    level: 'MUST',
    title: 'a complex attribute is sorted by a sub-attribute',
    advice: 'Sort by name.familyName; refuse sortBy=name with 400, or ignore it.',
    damage: 2,
    requires: needs('sort', 'filter', 'user.name'),
    async run(context) {
      ;(await list(context, { sortBy: 'name.familyName' })).expect(200)
      const { status } = (await list(context, { sortBy: 'name' })).expect(200, 400)
      context.note(`sortBy=name is ${status === 200 ? 'answered' : 'refused'}.`)
    },
  },
  {
    id: 'O-012',
    level: 'CHOICE',
    title: 'resources of equal value keep their order from page to page',
    advice: 'Break ties by a key that never changes, such as the id.',
    damage: 4,
    requires: needs('sort', 'filter'),
    async run(context) {
      const seen: string[] = []
      const { ids } = await row(context)
      const sortBy = context.sharedAttribute
      for (let startIndex = 1; startIndex <= ids.length; startIndex += 2) {
        seen.push(...idsOf((await list(context, { sortBy, startIndex, count: 2 })).expect(200)))
      }
      ensureSet(seen, ids, 'The resources of all pages')
    },
  },
  {
    id: 'O-015',
    level: 'MUST',
    title: 'in a query over all resource types those without the attribute come last, in descending order first',
    advice: 'Treat resource types without the attribute as resources without a value.',
    damage: 1,
    requires: needs('sort', 'filter', 'groups', 'user.displayName'),
    async run(context) {
      const displayName = context.name()
      const user = await context.user({ displayName })
      const group = await context.group({ displayName })
      const filter = `displayName eq "${displayName}"`
      for (const [sortOrder, wanted] of [
        ['ascending', [user.id, group.id]],
        ['descending', [group.id, user.id]],
      ] as const) {
        const answer = await context.client.get('/', { filter, sortBy: 'userName', sortOrder })
        if (answer.status >= 400 && answer.status !== 500) throw new CheckSkip('the root cannot be queried')
        const found = idsOf(answer.expect(200))
        if (found.length < 2) throw new CheckSkip('a query at the root does not cover Users and Groups')
        ensureSame(found, [...wanted], `Sorted ${sortOrder} by userName a User and a Group`)
      }
    },
  },
])

/** The address by which a list is sorted, as the target shows the list. */
function mainEmail(emails: JsonValue | undefined): string {
  const elements = objects(emails)
  const main = elements.find(({ primary }) => primary === true) ?? elements[0]
  if (typeof main?.value !== 'string') throw new CheckSkip('the emails are not shown in a list')
  return main.value
}

/** Makes a User with these email addresses, the one with the asterisk primary. */
async function withEmails(
  context: CheckContext,
  shared: string,
  mark: string,
  names: readonly string[],
): Promise<void> {
  const emails = names.map((name) => ({
    value: `${name.replace('*', '')}-${mark}@example.com`,
    ...(name.startsWith('*') ? { primary: true } : {}),
  }))
  await context.user({ [shared]: mark, emails })
}
