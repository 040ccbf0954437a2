import type { Lookup } from '../lookups.ts'
import { constant, type Sql, sql } from './sql.ts'
import type { StorageType } from './storage-types.ts'
import { keyTest, type PositiveOperator } from './value-to-sql.ts'

/** Rows found by an index: a select of keys of `resource` that holds every match of a filter. */
export interface Candidates {
  readonly keys: Sql
  /** Whether each of them matches, so that nothing is left to test. */
  readonly exact: boolean
  /** How few are to be expected; the lowest of a conjunction is taken. */
  readonly rank: number
}

/** What candidates are sought among. */
export interface Collection {
  readonly tenant: number
  readonly type: StorageType
}

/** Finds candidates for one comparison, or none. */
export type FindCandidates = (operator: PositiveOperator, operand: string | number | boolean) => Candidates | undefined

/** No index serves. */
export const noCandidates: FindCandidates = () => undefined

const TEXT_RANKS: ReadonlyMap<PositiveOperator, number> = new Map([
  ['eq', 1],
  ['sw', 2],
  ['gt', 3],
  ['ge', 3],
  ['lt', 3],
  ['le', 3],
])

/** Candidates by a condition on the columns of `resource`. */
export function resourcesWhere({ tenant, type }: Collection, condition: Sql, rank: number): Candidates {
  const keys = sql`select pk from resource where tenant = ${tenant} and type = ${type.key} and ${condition}`
  return { keys, exact: true, rank }
}

/** Candidates by a column that holds keys of text. */
export function byColumn(collection: Collection, column: string, lookup: Lookup): FindCandidates {
  return byText(lookup, (test, rank) => resourcesWhere(collection, test(constant(column)), rank))
}

/** Candidates by the keys beside `resource`. */
export function bySideTable({ tenant, type }: Collection, pathKey: number, lookup: Lookup): FindCandidates {
  return byText(lookup, (test, rank) => {
    const keys = sql`select resource_pk from resource_key
      where tenant = ${tenant} and type = ${type.key} and path = ${pathKey} and ${test(constant('value'))}`
    return { keys, exact: true, rank }
  })
}

type TextTest = (column: Sql) => Sql

function byText(lookup: Lookup, find: (test: TextTest, rank: number) => Candidates): FindCandidates {
  // Keys of a unique caseExact attribute are folded for uniqueness, so equal ones need a second look and order says nothing.
  const isFolded = lookup.unique || !lookup.caseExact
  const exact = isFolded !== lookup.caseExact
  return (operator, operand) => {
    const rank = TEXT_RANKS.get(operator)
    if (rank === undefined || typeof operand !== 'string' || (operator === 'sw' && operand === '')) return undefined
    if (!exact && operator !== 'eq') return undefined
    const found = find((column) => keyTest(operator, lookup.keyOf(operand), column), rank)
    return exact ? found : { ...found, exact: false }
  }
}

/** Candidates by `id`. */
export function byId(collection: Collection): FindCandidates {
  return (operator, operand) =>
    operator === 'eq' && typeof operand === 'string' ? resourcesWhere(collection, sql`id = ${operand}`, 0) : undefined
}

/** Candidates among the inactive, who are the fewer. */
export function byInactive(collection: Collection): FindCandidates {
  return (operator, operand) =>
    operator === 'eq' && operand === false ? resourcesWhere(collection, constant('active = 0'), 4) : undefined
}

/** Groups by the id of a member. */
export function byMember({ tenant }: Collection): FindCandidates {
  return (operator, operand) => {
    if (operator !== 'eq' || typeof operand !== 'string') return undefined
    const keys = sql`select m.group_pk from resource u cross join membership m on m.member_pk = u.pk
      where u.tenant = ${tenant} and u.id = ${operand}`
    return { keys, exact: true, rank: 2 }
  }
}

/** Members by the id of a group, direct and through other groups. */
export function byGroup({ tenant }: Collection): FindCandidates {
  return (operator, operand) => {
    if (operator !== 'eq' || typeof operand !== 'string') return undefined
    const group = sql`select pk from resource where tenant = ${tenant} and id = ${operand}`
    const keys = sql`select pk from (
      with recursive below (pk) as (
        select member_pk from membership where group_pk = (${group})
        union
        select m.member_pk from below cross join membership m on m.group_pk = below.pk
      )
      select pk from below where pk not in (${group})
    )`
    return { keys, exact: true, rank: 2 }
  }
}
