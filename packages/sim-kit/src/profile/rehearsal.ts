import type { Behaviour } from '../behaviour/behaviour.ts'
import type { ActionOption } from './admin-action.ts'
import type { HeaderContext, ScenarioContext } from './context.ts'
import type { Evidence } from './evidence.ts'

export type { CaseResult } from '../behaviour/behaviour.ts'

/** A vendor's own acceptance suite, played against a target. Its requests carry the id of their case as shape. */
export interface Rehearsal {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
  /** Such as which variant of the test data is sent. */
  readonly options?: readonly ActionOption[]
  /** Id of the option that names the profile whose requests are sent; absent: the suite sends its own. */
  readonly profileOption?: string
  readonly cases: readonly RehearsalCase[]
  /** The header lines the suite's own client sends; absent: those of the vendor's default profile. */
  headers?(context: HeaderContext): readonly (readonly [string, string])[]
  /** Plays the cases in order, each in `rehearse`. */
  play(context: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void>
}

/** One case of a suite. */
export interface RehearsalCase {
  readonly id: string
  /** In the vendor's words. */
  readonly title: string
  /** Whether the vendor demands it. */
  readonly level: 'required' | 'preview'
  readonly evidence: Evidence
  /** Why the suite is known to fail servers that are right. */
  readonly knownFalseFailure?: string
}
