import type { Pattern } from '../settings/pattern.ts'
import type { AttributeName } from './attributes.ts'

/** What a condition looks at: the roles of a person, or an attribute. */
export type ConditionSource = 'Role' | AttributeName

/** The operators of conditions, in the words of the console (general product knowledge; `ri`, `~`, `>` are the API's). */
export const OPERATORS = [
  'include',
  'do not include',
  'contains',
  'does not contain',
  'begins with',
  'ends with',
  'equals',
  'does not equal',
  'is greater than',
  'is less than',
] as const

/** An operator of a condition. */
export type Operator = (typeof OPERATORS)[number]

/** The API's short forms of operators, as far as they were seen. */
export const OPERATOR_CODES: ReadonlyMap<string, Operator> = new Map([
  ['ri', 'include'],
  ['~', 'contains'],
  ['>', 'is greater than'],
])

/** One condition. */
export interface Condition {
  readonly source: ConditionSource
  readonly operator: Operator
  readonly value: string
}

/** What a rule does to the login of a person. */
export type RuleAction =
  | { readonly kind: 'existingGroups'; readonly names: readonly string[] }
  | { readonly kind: 'mapGroups'; readonly forEach: 'Role' | AttributeName; readonly matching: Pattern }
  | { readonly kind: 'setValue'; readonly parameter: string; readonly value: string }
  | { readonly kind: 'setMacro'; readonly parameter: string; readonly text: string }
  | {
      readonly kind: 'setExpression'
      readonly parameter: string
      readonly from: AttributeName
      readonly matching: Pattern
    }

/** A rule of the app: its actions apply to everybody whom its conditions fit; one without conditions fits all. */
export interface Rule {
  readonly name: string
  readonly match: 'all' | 'any'
  readonly conditions: readonly Condition[]
  readonly actions: readonly RuleAction[]
}

/** What an account-wide mapping does to a person. */
export type MappingAction =
  | { readonly kind: 'Set Role' | 'Add Role' | 'Remove Role'; readonly role: string }
  | { readonly kind: 'Set Status'; readonly status: 'Active' | 'Suspended' }

/** An account-wide mapping: what it sets overrides what was set by hand. */
export interface Mapping extends Omit<Rule, 'actions'> {
  readonly actions: readonly MappingAction[]
}
