import type { Query, QueryResult } from '../store.ts'
import type { Collection } from './candidates.ts'
import { type FilterSql, filterToSql } from './filter-to-sql.ts'
import { type ResourceRow, selectedColumns, toResource } from './rows.ts'
import type { Scope } from './scope.ts'
import { sortToSql } from './sort-to-sql.ts'
import { constant, type Sql, sql } from './sql.ts'
import type { StorageType } from './storage-types.ts'

/** One page of one type of resources of a tenant; an unknown tenant has none. */
export function queryPage(scope: Scope, tenant: number | undefined, type: StorageType, query: Query): QueryResult {
  // Key 0 is never given, so an unknown tenant's query is still checked, and finds nothing.
  const collection: Collection = { tenant: tenant ?? 0, type }
  const page = pageToSql(collection, query)
  const offset = offsetOf(query)
  const rows = query.count > 0 ? readPage(scope, type, query, page) : []
  // A page that is not full says by itself how many there are.
  const isLast = query.count > rows.length && (rows.length > 0 || offset === 0)
  const totalResults = isLast ? offset + rows.length : countAll(scope, collection, page.filter)
  return { totalResults, resources: rows.map((row) => toResource(row, type, scope.types)) }
}

/** A page as SQL. */
export interface PageSql {
  readonly filter: FilterSql | undefined
  /** What stands after `select` and the columns of `resource r`. */
  readonly rows: Sql
}

/** @throws StoreError `unsupportedFilter`. */
export function pageToSql(collection: Collection, query: Query): PageSql {
  const filter = query.filter === undefined ? undefined : filterToSql(query.filter, collection)
  const first = query.sortBy === undefined ? undefined : sortToSql(query.sortBy, query.sortOrder, collection)
  const order = first === undefined ? constant('r.pk') : sql`${first}, r.pk`
  const rows = sql`${from(collection, filter)} order by ${order} limit ${query.count} offset ${offsetOf(query)}`
  return { filter, rows }
}

function offsetOf({ startIndex }: Query): number {
  return Math.max(0, startIndex - 1)
}

function readPage({ connection }: Scope, type: StorageType, query: Query, { rows }: PageSql): ResourceRow[] {
  const columns = selectedColumns(type, query.include)
  if (query.sortBy === undefined) {
    return connection.prepare<ResourceRow>(`select ${columns} ${rows.text}`).all(...rows.values)
  }
  // Only keys go through the sorter; documents are read for the page alone.
  const keys = connection
    .prepare<{ pk: number }>(`select r.pk ${rows.text}`)
    .all(...rows.values)
    .map(({ pk }) => pk)
  const found = connection
    .prepare<ResourceRow>(`select ${columns} from resource r where r.pk in (select value from json_each(?))`)
    .all(JSON.stringify(keys))
  const byKey = new Map(found.map((row) => [row.pk, row]))
  return keys.flatMap((key) => byKey.get(key) ?? [])
}

function countAll(scope: Scope, collection: Collection, filter: FilterSql | undefined): number {
  const { tenant, type } = collection
  const { text, values } =
    filter === undefined
      ? sql`select total from resource_count where tenant = ${tenant} and type = ${type.key}`
      : sql`select count(*) as total ${from(collection, filter)}`
  return scope.connection.prepare<{ total: number }>(text).get(...values)?.total ?? 0
}

function from({ tenant, type }: Collection, filter: FilterSql | undefined): Sql {
  if (filter === undefined) return sql`from resource r where r.tenant = ${tenant} and r.type = ${type.key}`
  // The plus keeps the planner from walking the tenant when the filter names the rows.
  return filter.indexed
    ? sql`from resource r where +r.tenant = ${tenant} and +r.type = ${type.key} and ${filter.condition}`
    : sql`from resource r where r.tenant = ${tenant} and r.type = ${type.key} and ${filter.condition}`
}
