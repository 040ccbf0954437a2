/**
 * A filter as SQL, with the meaning `evaluateFilter` of scim-core gives it. Every test is two-valued, so that `not`
 * means the same in both.
 *
 * An engine that is left to itself walks a whole tenant for `a or b`; so what an index can find is written as explicit
 * selects of keys (candidates), and the rest as a test of those rows (residue).
 *
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import type { AttributePath, Filter } from '@scimulator/scim-core'
import { assertSupportedFilter } from '../filter-support.ts'
import { unsupportedFilter } from '../refusals.ts'
import type { Candidates, Collection } from './candidates.ts'
import type { FindSource, Source } from './source.ts'
import { elementsOf, sourcesOf } from './sources.ts'
import { constant, type Sql, sql } from './sql.ts'
import { FALSE, valueTest } from './value-to-sql.ts'

type Compare = Extract<Filter, { kind: 'compare' }>
type ValuePath = Extract<Filter, { kind: 'valuePath' }>

/** A condition on `resource r` of one tenant and type. */
export interface FilterSql {
  readonly condition: Sql
  /** Whether it names the rows itself, so that they need not be sought by tenant and type. */
  readonly indexed: boolean
}

/** @throws StoreError `unsupportedFilter`. */
export function filterToSql(filter: Filter, collection: Collection): FilterSql {
  assertSupportedFilter(filter)
  const find = sourcesOf(collection)
  const candidates = candidatesOf(filter, find, collection)
  if (candidates === undefined) return { condition: residue(filter, find, collection), indexed: false }
  const found = sql`r.pk in (${candidates.keys})`
  if (candidates.exact) return { condition: found, indexed: true }
  return { condition: sql`${found} and ${residue(filter, find, collection)}`, indexed: true }
}

function candidatesOf(filter: Filter, find: FindSource, collection: Collection): Candidates | undefined {
  switch (filter.kind) {
    case 'compare': {
      const { operator, value } = filter
      if (operator === 'ne' || value === null) return undefined
      return comparable(filter.path, find)?.candidates(operator, value)
    }
    case 'and':
      return fewest(candidatesOf(filter.left, find, collection), candidatesOf(filter.right, find, collection))
    case 'or':
      return union(candidatesOf(filter.left, find, collection), candidatesOf(filter.right, find, collection))
    case 'valuePath': {
      const outside: FindSource = (inner) => find({ ...filter.path, subAttribute: inner.attribute })
      return candidatesOf(filter.filter, outside, collection)
    }
    default:
      return undefined
  }
}

function fewest(left: Candidates | undefined, right: Candidates | undefined): Candidates | undefined {
  const best = left === undefined || (right !== undefined && right.rank < left.rank) ? right : left
  return best === undefined ? undefined : { ...best, exact: false }
}

function union(left: Candidates | undefined, right: Candidates | undefined): Candidates | undefined {
  if (left === undefined || right === undefined) return undefined
  return {
    keys: sql`${left.keys} union ${right.keys}`,
    exact: left.exact && right.exact,
    rank: Math.max(left.rank, right.rank),
  }
}

function residue(filter: Filter, find: FindSource, collection: Collection): Sql {
  switch (filter.kind) {
    case 'and':
      return sql`(${residue(filter.left, find, collection)} and ${residue(filter.right, find, collection)})`
    case 'or':
      return sql`(${residue(filter.left, find, collection)} or ${residue(filter.right, find, collection)})`
    case 'not':
      return sql`not (${residue(filter.operand, find, collection)})`
    case 'present':
      return find(filter.path)?.present ?? FALSE
    case 'compare':
      return comparison(filter, find)
    case 'valuePath':
      return valuePath(filter, collection)
  }
}

function comparison({ path, operator, value }: Compare, find: FindSource): Sql {
  if (operator === 'ne') return sql`not (${comparison({ kind: 'compare', path, operator: 'eq', value }, find)})`
  if (value === null) return operator === 'eq' ? sql`not (${find(path)?.present ?? FALSE})` : FALSE
  const source = comparable(path, find)
  if (source === undefined) return FALSE
  return source.some((each) => valueTest(source.definition, operator, value, each))
}

// A multi-valued complex attribute compared as a whole means its `value`.
function comparable(path: AttributePath, find: FindSource): Source | undefined {
  const source = find(path)
  if (source?.definition.type !== 'complex' || !source.definition.multiValued) return source
  return find({ ...path, subAttribute: 'value' }) ?? source
}

function valuePath({ path, filter }: ValuePath, collection: Collection): Sql {
  const definition = sourcesOf(collection)(path)?.definition
  if (definition !== undefined && (!definition.multiValued || path.subAttribute !== undefined)) {
    throw unsupportedFilter(path.attribute, 'only a multi-valued attribute takes a filter in brackets.')
  }
  return elementsOf(path, collection)?.some((find) => residue(filter, find, collection)) ?? constant('0')
}
