import type { Rehearsal, RehearsalCase } from '../profile/rehearsal.ts'
import { type Behaviour, type CaseResult, report, step } from './behaviour.ts'

/**
 * Plays a case of a rehearsal as one step; a failure is a finding: an error where the vendor demands the case, a warning
 * where it only previews it or where the suite is known to be wrong.
 */
export function* rehearse(
  suite: Pick<Rehearsal, 'label'>,
  { id, title, level, evidence, knownFalseFailure }: RehearsalCase,
  body: () => Behaviour<CaseResult>,
): Behaviour<CaseResult> {
  const counts = level === 'required' && knownFalseFailure === undefined
  const played: { result: CaseResult } = { result: { outcome: 'pass' } }
  yield* step(
    { kind: 'connection', name: title },
    'verify',
    function* () {
      const result = yield* body()
      played.result = result
      yield { type: 'case', id, result, counts }
      if (result.outcome === 'pass') return { outcome: 'succeeded' }
      if (result.outcome === 'skip') return { outcome: 'skipped', reason: result.reason }
      return { outcome: 'failed', reason: `${result.asserted}: ${result.instead}` }
    },
    `${id} (${level})`,
  )
  const { result } = played
  if (result.outcome === 'fail') {
    const { asserted, instead, exchanges } = result
    yield* report({
      id,
      whose: 'server',
      title: `${title}: ${instead}`,
      consequence: knownFalseFailure
        ? `${suite.label} reports a failure, and is known to be wrong here: ${knownFalseFailure}`
        : `${suite.label} reports a failure.`,
      change: asserted,
      rfc: null,
      mark: evidence.mark,
      level: counts ? 'error' : 'warn',
      exchanges: [...exchanges],
    })
  }
  return result
}
