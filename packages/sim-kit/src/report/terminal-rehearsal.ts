import type { RehearsalReport, RehearsedCase } from '@scimulator/admin-api'
import { counts } from './rehearsal.ts'
import { wrap } from './text.ts'

const marks = { pass: 'pass', fail: 'FAIL', skip: 'skip', notRun: 'not run' } as const
const EXCHANGES_SHOWN = 5

/** Every case of a suite with its outcome; of a failure what was asserted and what came instead. */
export function rehearsalLines({ label, cases }: RehearsalReport): string[] {
  const known = cases.filter((one) => one.outcome === 'fail' && one.knownFalseFailure !== undefined).length
  const count = (outcome: RehearsedCase['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  const figures = [
    `${count('pass')} pass`,
    `${count('fail')} fail${known > 0 ? ` (${known} known false)` : ''}`,
    `${count('skip')} skipped`,
    ...(count('notRun') > 0 ? [`${count('notRun')} not run`] : []),
  ]
  return ['', `${label}: ${cases.length} cases, ${figures.join(', ')}`, ...cases.flatMap(caseLines)]
}

function caseLines(one: RehearsedCase): string[] {
  const { id, title, level, outcome, reason, asserted, instead, knownFalseFailure, exchanges } = one
  const preview = level === 'preview' ? ' (preview)' : ''
  const mark = outcome === 'fail' && !counts(one) ? 'fail' : marks[outcome]
  const lines = wrap(`  ${mark.padEnd(8)} ${id}${preview}: ${title}`, 11)
  if (outcome !== 'fail') return reason === undefined ? lines : [...lines, ...wrap(`           ${reason}`, 11)]
  const seen = exchanges.slice(0, EXCHANGES_SHOWN).join(', ')
  return [
    ...lines,
    ...wrap(`           asserted: ${asserted ?? ''}`, 21),
    ...wrap(`           instead:  ${instead ?? ''}`, 21),
    ...(seen === '' ? [] : [`           seen in:  ${seen}`]),
    ...(knownFalseFailure === undefined ? [] : wrap(`           known false failure: ${knownFalseFailure}`, 21)),
  ]
}
