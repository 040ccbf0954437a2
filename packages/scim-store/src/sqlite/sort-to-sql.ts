/**
 * @see RFC 7644 §3.4.2.3 Sorting — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { canonicalPath, type FoundAttribute, printAttributePath } from '@scimulator/scim-core'
import { findSortable } from '../filter-support.ts'
import type { Query } from '../store.ts'
import type { Collection } from './candidates.ts'
import { firstDerived } from './derived-sources.ts'
import { firstInDocument } from './document-sources.ts'
import { constant, type Sql, sql } from './sql.ts'
import { isCompareExact } from './value-to-sql.ts'

/**
 * The order of a sort by one attribute. Resources without a value come last when ascending and first when descending;
 * the caller breaks ties.
 * @throws StoreError `unsupportedFilter`.
 */
export function sortToSql(sortBy: string, sortOrder: Query['sortOrder'], collection: Collection): Sql {
  const found = findSortable(sortBy, collection.type.definition)
  const key = ownColumn(found, collection) ?? sortKey(found, collection)
  return sortOrder === 'descending' ? sql`${key} desc nulls first` : sql`${key} nulls last`
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
