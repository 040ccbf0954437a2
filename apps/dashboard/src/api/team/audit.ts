import { type AuditRow, auditPageSchema } from '@scimulator/admin-api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { getJson, withQuery } from '../client.ts'
import { teamPath } from './path.ts'

const ROWS_PER_PAGE = 50
const MOST_PER_PAGE = 200
/** Rows of the log looked through for a person's way through the team. */
export const ROWS_LOOKED_THROUGH = 1000

/** The audit log of a team, newest first, page by page. */
export const auditQuery = (team: string) =>
  infiniteQueryOptions({
    queryKey: ['team', team, 'audit'],
    queryFn: ({ pageParam, signal }) => {
      const path = withQuery(teamPath(team, 'audit-log'), { before: pageParam ?? undefined, count: ROWS_PER_PAGE })
      return getJson(path, auditPageSchema, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

/** The newest rows of the audit log, as far back as {@link ROWS_LOOKED_THROUGH}. */
export const auditRowsQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'audit-rows'],
    queryFn: async ({ signal }): Promise<AuditRow[]> => {
      const rows: AuditRow[] = []
      let before: string | undefined
      while (rows.length < ROWS_LOOKED_THROUGH) {
        const path = withQuery(teamPath(team, 'audit-log'), { before, count: MOST_PER_PAGE })
        const page = await getJson(path, auditPageSchema, signal)
        rows.push(...page.rows)
        if (page.next === null) break
        before = page.next
      }
      return rows
    },
  })
