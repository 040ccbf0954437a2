import { type Answered, type Asked, isTurnedAway, objectOf, queryOf, scimError, withBody, withQuery } from '../asked.ts'
import { type Defect, filteredBy, isAbout, keeping, resourceOf } from './preset.ts'

/** Resources of a page where paging is ignored. */
const PAGE = 20

/** Defects of look-ups and lists. */
export const FINDING_DEFECTS: readonly Defect[] = [
  {
    id: 'case-sensitive-username',
    summary: 'A filter on userName compares letter case',
    async serve(asked, ask) {
      const wanted = asked.method === 'GET' ? filteredBy(asked, 'userName') : undefined
      const answer = await ask(asked)
      return wanted === undefined ? answer : keeping(answer, ({ userName }) => userName === wanted)
    },
  },
  {
    id: 'no-match-404',
    summary: 'A filter that finds nobody is answered 404',
    async serve(asked, ask) {
      const answer = await ask(asked)
      const isSearch = asked.method === 'GET' && queryOf(asked).has('filter')
      const isEmpty = isSearch && answer.status === 200 && objectOf(answer.body)?.totalResults === 0
      return isEmpty ? scimError(404, 'No resource matches the filter.') : answer
    },
  },
  {
    id: 'page-size-totals',
    summary: 'totalResults is the number of resources on the page',
    async serve(asked, ask) {
      const answer = await ask(asked)
      const body = objectOf(answer.body)
      if (body === undefined || !Array.isArray(body.Resources)) return answer
      return withBody(answer, { ...body, totalResults: body.Resources.length })
    },
  },
  {
    id: 'filter-ignored',
    summary: 'A filter is ignored: every look-up lists everybody',
    serve: (asked, ask) => ask(asked.method === 'GET' ? withQuery(asked, (query) => query.delete('filter')) : asked),
  },
  {
    id: 'inactive-hidden',
    summary: 'Inactive users are left out of look-ups and lists',
    async serve(asked, ask) {
      const [, id] = resourceOf(asked)
      const answer = await ask(asked)
      return asked.method === 'GET' && isAbout(asked, 'Users') && id === undefined
        ? keeping(answer, ({ active }) => active !== false)
        : answer
    },
  },
  {
    id: 'paging-ignored',
    summary: 'startIndex and count are ignored: always the first 20',
    async serve(asked, ask) {
      const [, id] = resourceOf(asked)
      const isList = asked.method === 'GET' && id === undefined && (isAbout(asked, 'Users') || isAbout(asked, 'Groups'))
      const answer = await ask(asked)
      if (!isList || isTurnedAway(answer) || isFirstPage(asked, answer)) return answer
      return ask(
        withQuery(asked, (query) => {
          query.delete('startIndex')
          query.set('count', String(PAGE))
        }),
      )
    },
  },
  {
    id: 'unknown-filter-500',
    summary: 'A filter that is not understood is answered 500',
    async serve(asked, ask) {
      const answer = await ask(asked)
      const isFilter = objectOf(answer.body)?.scimType === 'invalidFilter'
      return answer.status === 400 && isFilter ? scimError(500, 'Internal Server Error') : answer
    },
  },
]

/** Whether a list is the first page anyway. */
function isFirstPage(asked: Asked, answer: Answered): boolean {
  const { startIndex, totalResults, Resources = [] } = objectOf(answer.body) ?? {}
  const isFirst = startIndex === 1 && !queryOf(asked).has('cursor')
  return isFirst && Array.isArray(Resources) && Resources.length === Math.min(PAGE, Number(totalResults))
}
