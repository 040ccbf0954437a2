import type { Finding, StepAction, StepOutcome, SyncReport } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { duration, plainLine, shorten } from './text.ts'

const columns: readonly (readonly [StepOutcome, string])[] = [
  ['succeeded', 'ok'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['notSent', 'not sent'],
]
const FAILURES_SHOWN = 10
const NOT_SENT_SHOWN = 8

/** The report a person reads in ten seconds. */
export function terminalReport({ head, finishedAt, report }: RunRecord): string {
  const lines = [
    `${head.vendorLabel} (${head.profileLabel}), ${head.scenario} -> ${head.target}`,
    `${report.verdict === 'pass' ? 'PASS' : 'FAIL'} in ${duration(head.startedAt, finishedAt)}: ${tally(report)}`,
    ...(report.stopped === null ? [] : [`Stopped: ${report.stopped}`]),
    '',
    ...actionTable(report),
    '',
    ...coverageLines(report),
    ...failures(report),
    ...notSentLines(report),
    ...findingLines(report.findings),
    ...(report.runUrl === null ? [] : ['', `Run: ${report.runUrl}`]),
  ]
  return `${lines.map(plainLine).join('\n')}\n`
}

function tally({ counters }: SyncReport): string {
  const { people, groups, exchanges } = counters
  return `${people} people, ${groups} groups, ${exchanges} requests`
}

function actionTable({ steps }: SyncReport): string[] {
  const counts = new Map<StepAction, Map<StepOutcome, number>>()
  for (const { action, outcome } of steps) {
    const row = counts.get(action) ?? new Map<StepOutcome, number>()
    counts.set(action, row)
    row.set(outcome, (row.get(outcome) ?? 0) + 1)
  }
  const header = `  ${'step'.padEnd(16)}${columns.map(([, title]) => title.padStart(10)).join('')}`
  const rows = [...counts].map(([action, row]) => {
    const cells = columns.map(([outcome]) => String(row.get(outcome) ?? '').padStart(10))
    return `  ${action.padEnd(16)}${cells.join('')}`.trimEnd()
  })
  return [header, ...rows]
}

function coverageLines({ coverage }: SyncReport): string[] {
  const { known, exercised, survived, missing, broken } = coverage
  const lines = [`Coverage: ${exercised} of ${known} request shapes exercised, ${survived} survived`]
  if (missing.length > 0) lines.push(`  not exercised: ${missing.join(', ')}`)
  if (broken.length > 0) lines.push(`  broken: ${broken.join(', ')}`)
  return lines
}

function failures({ steps }: SyncReport): string[] {
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  if (failed.length === 0) return []
  const shown = failed
    .slice(0, FAILURES_SHOWN)
    .map(({ action, subject, reason }) => `  ${action} ${subject.name}: ${shorten(reason ?? 'no reason given', 160)}`)
  const more = failed.length > FAILURES_SHOWN ? [`  and ${failed.length - FAILURES_SHOWN} more`] : []
  return ['', 'Failed:', ...shown, ...more]
}

function notSentLines({ steps }: SyncReport): string[] {
  const reasons = new Set(
    steps.flatMap(({ action, outcome, reason }) =>
      outcome === 'notSent' ? [`  ${action}: ${shorten(reason ?? '', 160)}`] : [],
    ),
  )
  if (reasons.size === 0) return []
  const more = reasons.size - NOT_SENT_SHOWN
  const shown = [...reasons].slice(0, NOT_SENT_SHOWN)
  return ['', 'Not sent:', ...shown, ...(more > 0 ? [`  and ${more} more reasons`] : [])]
}

function findingLines(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['', 'Findings: none']
  return ['', `Findings: ${findings.length}`, ...findings.flatMap(findingBlock)]
}

function findingBlock(finding: Finding): string[] {
  const { level, title, id, rfc, consequence, change, exchanges } = finding
  return [
    '',
    `  ${level === 'error' ? 'x' : '!'} ${title}  [${id}${rfc === null ? '' : `, ${rfc}`}]`,
    `    what follows: ${consequence}`,
    `    to change:    ${change}`,
    ...(exchanges.length === 0 ? [] : [`    seen in:      ${exchangeList(exchanges)}`]),
  ]
}

function exchangeList(exchanges: readonly string[]): string {
  const more = exchanges.length - 5
  return exchanges.slice(0, 5).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
