/**
 * @see RFC 7644 §3.4.2.3 Sorting — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { canonicalPath, type FoundAttribute, printAttributePath } from '@scimulator/scim-core'
import { findSortable } from '../filter-support.ts'
import type { Position, Query } from '../store.ts'
import type { Collection } from './candidates.ts'
import { firstDerived } from './derived-sources.ts'
import { firstInDocument } from './document-sources.ts'
import { ETAG } from './rows.ts'
import { constant, type Sql, sql } from './sql.ts'
import { isCompareExact } from './value-to-sql.ts'

/** A stretch of a list in its order. */
export interface StretchSql {
  /** Which resources `r` are in it; absent when all are. */
  readonly where?: Sql
  /** What stands after `order by`; equal keys are in the order of creation. */
  readonly order: Sql
}

/** The order of a query as SQL. */
export interface OrderSql {
  /** What resources are sorted by; absent when by their creation alone. */
  readonly key?: Sql
  /** The whole list, or what lies behind a position: stretches that follow each other, each of which an index can serve. */
  stretches(after: Position | null | undefined): readonly StretchSql[]
}

/**
 * The order of a query. Resources without a value come last when ascending and first when descending.
 * @throws StoreError `unsupportedFilter`.
 */
export function orderToSql({ sortBy, sortOrder }: Query, collection: Collection): OrderSql {
  if (sortBy === undefined) return { stretches: (after) => [byCreation(after && sql`r.pk > ${after.row}`)] }
  const found = findSortable(sortBy, collection.type.definition)
  const key = ownColumn(found, collection) ?? sortKey(found, collection)
  return { key, stretches: (after) => (sortOrder === 'descending' ? descending(key, after) : ascending(key, after)) }
}

function byCreation(where: Sql | null | undefined): StretchSql {
  return { order: constant('r.pk'), ...(where ? { where } : {}) }
}

function ascending(key: Sql, after: Position | null | undefined): readonly StretchSql[] {
  if (!after) return [{ order: sql`${key} nulls last, r.pk` }]
  if (after.key === null) return [byCreation(sql`${key} is null and r.pk > ${after.row}`)]
  const where = sql`${key} >= ${after.key} and (${key} > ${after.key} or r.pk > ${after.row})`
  return [{ where, order: sql`${key}, r.pk` }, byCreation(sql`${key} is null`)]
}

function descending(key: Sql, after: Position | null | undefined): readonly StretchSql[] {
  if (!after) return [{ order: sql`${key} desc nulls first, r.pk` }]
  const order = sql`${key} desc, r.pk`
  if (after.key === null) {
    return [byCreation(sql`${key} is null and r.pk > ${after.row}`), { where: sql`${key} is not null`, order }]
  }
  return [{ where: sql`${key} <= ${after.key} and (${key} < ${after.key} or r.pk > ${after.row})`, order }]
}

/** The column that holds the attribute in its order, if there is one. */
function ownColumn(found: FoundAttribute, { type }: Collection): Sql | undefined {
  const path = printAttributePath(canonicalPath(type.definition, found))
  switch (path) {
    case 'id':
      return constant('r.id')
    case 'meta.created':
      return constant('r.created')
    case 'meta.lastModified':
      return constant('r.last_modified')
    case 'meta.resourceType':
      return sql`${type.definition.name}`
    case 'meta.version':
      return ETAG
    case 'active':
      return type.hasActive ? constant('r.active') : undefined
    default: {
      const kept = type.columns.find(({ lookup }) => lookup.path === path && !(lookup.unique && lookup.caseExact))
      return kept && constant(`r.${kept.column}`)
    }
  }
}

function sortKey(found: FoundAttribute, collection: Collection): Sql {
  const definition = found.subAttribute ?? found.attribute
  const value = firstDerived(found, collection) ?? firstInDocument(found, collection.type)
  switch (definition.type) {
    case 'integer':
    case 'decimal':
    case 'boolean':
      return value
    case 'dateTime':
      return sql`instant(${value})`
    default:
      return isCompareExact(definition) ? value : sql`fold(${value})`
  }
}
