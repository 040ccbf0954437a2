import type { Level, Outcome } from '../check.ts'
import type { CheckExchange } from '../client/exchange.ts'

/** How one check ended. */
export interface CheckResult {
  readonly id: string
  readonly level: Level
  readonly group: string
  readonly title: string
  readonly section: string
  readonly advice: string
  readonly damage: number
  readonly outcome: Outcome
  /** What was seen, why it was skipped, or what the target chose; empty when there is nothing to say. */
  readonly detail: string
  /** What was sent and answered, of checks that failed or warned. */
  readonly exchanges: readonly CheckExchange[]
}

/** What a run of the checks found. */
export interface CheckReport {
  readonly target: string
  readonly startedAt: string
  readonly ms: number
  /** Whether the run was broken off before its end. */
  readonly interrupted: boolean
  readonly summary: Readonly<Record<Outcome, number>>
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
