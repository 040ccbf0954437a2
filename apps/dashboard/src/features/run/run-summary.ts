import type { Counters, Run, Step } from '@scimulator/admin-api'
import { formatCount, plural } from '../../format/text.ts'
import { actionText, subjectText } from '../../words.ts'

/** The verdict of a run as a sentence: what failed, for whom, how often. */
export function verdictSentence(run: Run, steps: readonly Step[]): string {
  if (run.status === 'running') return `Running: ${plural(run.counters.steps, 'step')} so far.`
  if (run.status === 'stopped')
    return `Stopped: ${run.stopReason ?? 'the run did not reach its end'}.`.replace(/\.\.$/, '.')
  const failed = steps.filter((step) => step.outcome === 'failed')
  const first = failed[0]
  if (first) {
    const total = formatCount(steps.length)
    return `Failed: ${formatCount(failed.length)} of ${total} steps. First: ${subjectText(first)}, ${actionText(first)}.`
  }
  const findings = run.counters.findings > 0 ? `, ${plural(run.counters.findings, 'finding')}` : ''
  return run.verdict === 'fail'
    ? `Failed: every step was answered${findings}.`
    : `Passed: ${plural(steps.length, 'step')}${findings}.`
}

/** How many exchanges a run holds: the vendor's, and those of the simulator's own checks. */
export function recordedExchanges({ exchanges, ownChecks = 0 }: Counters): number {
  return exchanges + ownChecks
}

const COUNTER_WORDS: readonly (readonly [keyof Counters, string])[] = [
  ['people', 'people'],
  ['groups', 'groups'],
  ['steps', 'steps'],
  ['exchanges', 'exchanges'],
  ['ownChecks', 'own checks'],
  ['created', 'created'],
  ['linked', 'linked'],
  ['updated', 'updated'],
  ['deactivated', 'deactivated'],
  ['reactivated', 'reactivated'],
  ['removed', 'removed'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['notSent', 'not sent'],
]
const ALWAYS: ReadonlySet<keyof Counters> = new Set(['people', 'groups', 'steps', 'exchanges'])

/** Counters worth showing: the size of the run, and what happened at all; every one while more may happen. */
export function shownCounters(
  counters: Counters,
  every = false,
): { key: keyof Counters; word: string; value: number }[] {
  return COUNTER_WORDS.flatMap(([key, word]) => {
    const value = counters[key] ?? 0
    return every || ALWAYS.has(key) || value > 0 ? [{ key, word, value }] : []
  })
}
