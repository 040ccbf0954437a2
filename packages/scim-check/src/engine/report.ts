import type { Level, Outcome } from '../check.ts'
import type { CheckExchange } from '../client/exchange.ts'

/** How one check ended. */
export interface CheckResult {
  /** Id of the check, such as `M-006`. */
  readonly id: string
  /** How binding the requirement is. */
  readonly level: Level
  /** First letter of the id. */
  readonly group: string
  /** The requirement, as a sentence about the service provider. */
  readonly title: string
  /** Where it is written, such as `RFC 7644 §3.5.2.2`. */
  readonly section: string
  /** What to change when it is missed. */
  readonly advice: string
  /** How much it hurts when it is missed, from 1 to 5. */
  readonly damage: number
  /** How the check ended. */
  readonly outcome: Outcome
  /** What was seen, why it was skipped, or what the target chose; empty when there is nothing to say. */
  readonly detail: string
  /** Milliseconds the check took, without the removal of what it made. */
  readonly ms: number
  /** What was sent and answered, of checks that failed or warned. */
  readonly exchanges: readonly CheckExchange[]
}

/** What a run of the checks found. */
export interface CheckReport {
  /** Base URL of the service provider. */
  readonly target: string
  /** When the run began: an ISO 8601 instant in UTC. */
  readonly startedAt: string
  /** Milliseconds the run took. */
  readonly ms: number
  /** Whether the run was broken off before its end. */
  readonly interrupted: boolean
  /** How many checks ended how. */
  readonly summary: Readonly<Record<Outcome, number>>
  /** One result for each check, in the order they were run. */
  readonly results: readonly CheckResult[]
  /** Paths of resources of the run that could not be removed. */
  readonly leftovers: readonly string[]
}

/** The results that are not well, the most damaging first. */
export function problemsOf({ results }: CheckReport): CheckResult[] {
  const rank = ({ outcome, damage }: CheckResult): number => (outcome === 'fail' ? 10 : 0) + damage
  return results
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1))
}
