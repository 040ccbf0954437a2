import { type CheckReport, type CheckResult, problemsOf } from '../engine/report.ts'
import { plainLine, wrap } from './text.ts'

/** Text for a terminal: what is not well first, the most damaging at the top, then what was skipped and why. */
export function terminalReport(report: CheckReport): string {
  const { target, summary, ms } = report
  const { pass, fail, warn, skip } = summary
  const head = [`Checked ${plainLine(target)} in ${(ms / 1000).toFixed(1)} s`]
  const problems = problemsOf(report).map(problem)
  return `${[
    ...(report.interrupted ? ['The run was broken off before its end.', ''] : []),
    ...head,
    '',
    ...problems,
    ...skips(report),
    ...leftovers(report),
    `${pass} passed, ${fail} failed, ${warn} warned, ${skip} skipped`,
  ].join('\n')}\n`
}

function problem({ outcome, id, level, title, detail, section, advice }: CheckResult): string {
  const lines = [
    `${outcome === 'fail' ? 'FAIL' : 'WARN'}  ${id} [${level}] ${title}`,
    wrap(plainLine(detail), '      '),
    wrap(`${section}. ${advice}`, '      '),
    '',
  ]
  return lines.join('\n')
}

/** One line for each reason, with the rows it holds for. */
function skips({ results }: CheckReport): string[] {
  const byReason = new Map<string, string[]>()
  for (const { outcome, id, detail } of results) {
    if (outcome !== 'skip') continue
    byReason.set(detail, [...(byReason.get(detail) ?? []), id])
  }
  const lines = [...byReason].map(([reason, ids]) => wrap(`SKIP  ${plainLine(reason)}: ${ids.join(' ')}`, ''))
  return lines.length === 0 ? [] : [...lines, '']
}

function leftovers({ leftovers: paths }: CheckReport): string[] {
  return paths.length === 0 ? [] : [`Could not be removed: ${paths.map(plainLine).join(', ')}`, '']
}
