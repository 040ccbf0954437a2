import type { Environment } from '../expressions/functions/function-spec.ts'
import { textOf } from '../expressions/value.ts'
import { holds, type Operator } from './operators.ts'

/** One line of a scoping filter. */
export interface Clause {
  readonly attribute: string
  readonly operator: Operator
  readonly value: string
}

/** A scoping filter: its clauses must all hold, and one filter of several is enough. */
export interface ScopingFilter {
  readonly title: string
  readonly clauses: readonly Clause[]
}

/** Why an object is out of scope, as the card of provision on demand words it; undefined: it is in scope. */
export function outOfScope(filters: readonly ScopingFilter[], environment: Environment): string | undefined {
  const failing = filters.map(({ title, clauses }) => {
    const clause = clauses.find((candidate) => !clauseHolds(candidate, environment))
    return clause && [title, clause.attribute, clause.operator, clause.value].filter((word) => word !== '').join(' ')
  })
  return failing.includes(undefined) ? undefined : failing[0]
}

function clauseHolds({ attribute, operator, value }: Clause, environment: Environment): boolean {
  return holds(operator, textOf(environment.attribute(attribute)) ?? '', value)
}
