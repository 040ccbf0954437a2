import type { AttributeDefinition, AttributePath } from '@scimulator/scim-core'
import type { FindCandidates } from './candidates.ts'
import { type Sql, sql } from './sql.ts'
import type { ValueSql } from './value-to-sql.ts'

/** What a path names, in SQL. All its tests are two-valued: 1 or 0, never NULL. */
export interface Source {
  readonly definition: AttributeDefinition
  /** Whether some value passes the test. */
  some(test: (value: ValueSql) => Sql): Sql
  /** Whether some value is there that is not empty. */
  readonly present: Sql
  readonly candidates: FindCandidates
}

/** Finds what a path names; undefined when there is no such attribute. */
export type FindSource = (path: AttributePath) => Source | undefined

/** The elements of a multi-valued attribute, for the filter between the brackets of a value path. */
export interface Elements {
  /** Whether some element passes a test, which finds what paths inside the brackets name. */
  some(test: (find: FindSource) => Sql): Sql
}

/** Turns a test that is NULL where the value is into one that is false there. */
export function definite(test: Sql): Sql {
  return sql`ifnull(${test}, 0)`
}
