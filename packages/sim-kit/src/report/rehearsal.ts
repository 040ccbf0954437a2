import type { RehearsalReport, RehearsedCase, SyncReport } from '@scimulator/admin-api'
import type { Rehearsal, RehearsalCase } from '../profile/rehearsal.ts'
import type { PlayedCase } from '../recorder/recorder.ts'

/** What a suite's cases came to, in the suite's order; one that did not come up is `notRun`. */
export function rehearsalReport(
  suite: Rehearsal,
  played: readonly PlayedCase[],
  steps: SyncReport['steps'],
): RehearsalReport {
  const byId = new Map(played.map((one) => [one.id, one]))
  return {
    suite: suite.id,
    label: suite.label,
    cases: suite.cases.map((one) => toCase(one, byId.get(one.id), steps)),
  }
}

function toCase(known: RehearsalCase, played: PlayedCase | undefined, steps: SyncReport['steps']): RehearsedCase {
  const { id, title, level, evidence, knownFalseFailure } = known
  const step = played?.atStep === undefined || played.atStep === null ? undefined : steps[played.atStep]
  const common = {
    id,
    title,
    level,
    mark: evidence.mark,
    ...(knownFalseFailure === undefined ? {} : { knownFalseFailure }),
    exchanges: step?.exchanges.map((exchange) => exchange.id) ?? [],
  }
  const result = played?.result
  if (result === undefined) return { ...common, outcome: 'notRun', reason: 'The suite did not come to it.' }
  if (result.outcome === 'pass') return { ...common, outcome: 'pass' }
  if (result.outcome === 'skip') return { ...common, outcome: 'skip', reason: result.reason }
  const exchanges = result.exchanges.length > 0 ? [...result.exchanges] : common.exchanges
  return { ...common, outcome: 'fail', asserted: result.asserted, instead: result.instead, exchanges }
}

/** Whether a failure of the case fails the run. */
export function counts({ level, knownFalseFailure }: Pick<RehearsedCase, 'level' | 'knownFalseFailure'>): boolean {
  return level === 'required' && knownFalseFailure === undefined
}
