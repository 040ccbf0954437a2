import type { Position, Query, QueryResult } from '../store.ts'
import type { Collection } from './candidates.ts'
import type { Connection } from './connection.ts'
import { type FilterSql, filterToSql } from './filter-to-sql.ts'
import { type ResourceRow, selectedColumns, toResource } from './rows.ts'
import type { Scope } from './scope.ts'
import { orderToSql } from './sort-to-sql.ts'
import { constant, type Sql, sql } from './sql.ts'
import type { StorageType } from './storage-types.ts'

/** A row of a page with what it was sorted by. */
interface PageRow {
  readonly row: ResourceRow
  readonly key: string | number | null
}

/** One page of one type of resources of a tenant; an unknown tenant has none. */
export function queryPage(scope: Scope, tenant: number | undefined, type: StorageType, query: Query): QueryResult {
  // Key 0 is never given, so an unknown tenant's query is still checked, and finds nothing.
  const collection: Collection = { tenant: tenant ?? 0, type }
  const page = pageToSql(collection, query)
  const found = query.count > 0 ? readPage(scope, type, query, page) : []
  const rows = found.slice(0, Math.max(0, query.count))
  const totalResults = totalFromPage(query, rows.length) ?? countAll(scope, collection, page.filter)
  const last = rows.at(-1)
  const next: Position | undefined =
    found.length > rows.length && last ? { key: last.key, row: last.row.pk } : undefined
  const resources = rows.map(({ row }) => toResource(row, type, scope.types))
  return { totalResults, resources, ...(next === undefined ? {} : { next }) }
}

/** A page that is not full says by itself how many there are, if it is known how many were before it. */
function totalFromPage(query: Query, rows: number): number | undefined {
  const offset = offsetOf(query)
  const isLast = query.count > rows && (rows > 0 || offset === 0)
  return isLast && !query.after ? offset + rows : undefined
}

/** A page as SQL. */
export interface PageSql {
  readonly filter: FilterSql | undefined
  /** What resources are sorted by. */
  readonly key: Sql | undefined
  /** What stands after `select` and the columns of `resource r`; where one has too few rows, the next goes on. */
  readonly rows: readonly Sql[]
  /** Rows to look for: one more than the page has tells whether another page follows. */
  readonly limit: number
}

/** @throws StoreError `unsupportedFilter`. */
export function pageToSql(collection: Collection, query: Query): PageSql {
  const { after, count } = query
  const filter = query.filter === undefined ? undefined : filterToSql(query.filter, collection)
  const { key, stretches } = orderToSql(query, collection)
  const all = from(collection, filter)
  const limit = after === undefined ? count : count + 1
  const rows = stretches(after).map(({ where, order }) => {
    const part = where === undefined ? all : sql`${all} and ${where}`
    return sql`${part} order by ${order} limit ${limit} offset ${offsetOf(query)}`
  })
  return { filter, key, rows, limit }
}

function offsetOf({ startIndex, after }: Query): number {
  return after === undefined ? Math.max(0, startIndex - 1) : 0
}

function readPage({ connection }: Scope, type: StorageType, query: Query, page: PageSql): PageRow[] {
  const columns = selectedColumns(type, query.include)
  const { key } = page
  if (key === undefined) {
    const found = readParts<ResourceRow>(connection, constant(columns), page)
    return found.map((row) => ({ row, key: null }))
  }
  // Only keys go through the sorter; documents are read for the page alone.
  const sorted = readParts<{ pk: number; key: PageRow['key'] }>(connection, sql`r.pk, ${key} as key`, page)
  const found = connection
    .prepare<ResourceRow>(`select ${columns} from resource r where r.pk in (select value from json_each(?))`)
    .all(JSON.stringify(sorted.map(({ pk }) => pk)))
  const byKey = new Map(found.map((row) => [row.pk, row]))
  return sorted.flatMap(({ pk, key: sortedBy }) => {
    const row = byKey.get(pk)
    return row === undefined ? [] : [{ row, key: sortedBy }]
  })
}

function readParts<Row>(connection: Connection, columns: Sql, { rows, limit }: PageSql): Row[] {
  const found: Row[] = []
  for (const part of rows) {
    if (found.length >= limit) break
    const { text, values } = sql`select ${columns} ${part}`
    found.push(...connection.prepare<Row>(text).all(...values))
  }
  return found
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
