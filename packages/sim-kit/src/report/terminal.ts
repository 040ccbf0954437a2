import { type Exchange, type Finding, OWN_CHECK_LABEL, type StepOutcome, type SyncReport } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { faultLines } from './faults.ts'
import { inferredLines } from './inferred.ts'
import { actionText } from './own-check.ts'
import { rehearsalLines } from './terminal-rehearsal.ts'
import { exchangeSummary, stepLines } from './terminal-steps.ts'
import { cutLong, LINE_WIDTH, plainLine, REASON_SHOWN, shorten, widthOf, wrap } from './text.ts'
import { duration, realMs, span, waitsByReason } from './times.ts'

const columns: readonly (readonly [StepOutcome, string])[] = [
  ['succeeded', 'ok'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['notSent', 'not sent'],
]
const FAILURES_SHOWN = 5
const LEFT_OUT_SHOWN = 6
const FINDINGS_SHOWN = 10
const NAMES_SHOWN = 2
const WAITS_SHOWN = 3

/** The report a person reads in ten seconds: the verdict, what is wrong, then the figures. */
export function terminalReport(record: RunRecord): string {
  const { head, notes, report } = record
  const lines = [
    `${head.vendorLabel} (${head.profileLabel}), ${head.scenario} -> ${head.target}`,
    `${report.verdict === 'pass' ? 'PASS' : 'FAIL'} in ${duration(realMs(record))}: ${tally(record)}`,
    ...simulatedLines(record),
    ...(report.stopped === null ? [] : [`Stopped: ${report.stopped}`]),
    ...faultLines(report),
    ...bodyLines(record),
    ...closingLines(report, notes),
  ]
  return `${lines.map(plainLine).join('\n')}\n`
}

function bodyLines({ head, report }: RunRecord): string[] {
  if (report.rehearsal !== undefined) return [...rehearsalLines(report.rehearsal), '', ...inferredLines(report)]
  if (head.isAction === true) return [...stepLines(report), ...findingLines(report), '', ...inferredLines(report)]
  return [
    ...findingLines(report),
    ...failures(report),
    '',
    ...actionTable(report),
    '',
    ...coverageLines(report),
    ...inferredLines(report),
    ...leftOut(report, 'skipped', 'Skipped:'),
    ...leftOut(report, 'notSent', 'Not sent:'),
  ]
}

/** The vendor's own schedule that passed at once, and what it was for. */
function simulatedLines(record: RunRecord): string[] {
  const { simulatedMs = 0 } = record.report
  if (simulatedMs <= 0) return []
  const reasons = waitsByReason(record)
  const shown = reasons.slice(0, WAITS_SHOWN).flatMap(({ why, ms, times }) => {
    const often = times > 1 ? ` (${times} times)` : ''
    return wrap(`  ${span(ms)}${often}: ${cutLong(why, REASON_SHOWN)}`, 4)
  })
  return [`Simulated time: ${span(simulatedMs)}`, ...shown, ...rest(reasons.length - WAITS_SHOWN, 'reason')]
}

function tally({ head, report }: RunRecord): string {
  const { counters, findings, rehearsal } = report
  const { people, groups, exchanges, ownChecks = 0, failed } = counters
  const own = ownChecks > 0 ? ` and ${ownChecks} ${OWN_CHECK_LABEL}${ownChecks === 1 ? '' : 's'}` : ''
  const requests = `${exchanges} ${exchanges === 1 ? 'request' : 'requests'}${own}`
  if (rehearsal !== undefined) return `${rehearsal.cases.length} cases, ${requests}`
  const parts = [head.isAction === true ? requests : `${people} people, ${groups} groups, ${requests}`]
  if (failed > 0) parts.push(`${failed} ${failed === 1 ? 'step' : 'steps'} failed`)
  if (findings.length > 0) parts.push(`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`)
  return parts.join('; ')
}

function actionTable({ steps }: SyncReport): string[] {
  const counts = new Map<string, Map<StepOutcome, number>>()
  for (const step of steps) {
    const { outcome } = step
    const action = actionText(step)
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
  if (broken.length > 0) lines.push(...wrap(`  broken: ${broken.join(', ')}`, 4))
  if (missing.length > 0) lines.push(...wrap(`  not exercised: ${missing.join(', ')}`, 4))
  return lines
}

interface Alike {
  readonly action: string
  readonly reason: string
  readonly names: string[]
}

/** Steps of one outcome, those with the same action and the same words put together. */
function alike({ steps }: SyncReport, wanted: StepOutcome): Alike[] {
  const groups = new Map<string, Alike>()
  for (const step of steps) {
    const { subject, outcome, reason } = step
    if (outcome !== wanted) continue
    const action = actionText(step)
    const words = reason ?? 'no reason given'
    const key = `${action}\n${subject.name === '' ? words : words.replaceAll(subject.name, '')}`
    const group = groups.get(key) ?? { action, reason: words, names: [] }
    groups.set(key, group)
    group.names.push(subject.name)
  }
  return [...groups.values()].sort((a, b) => b.names.length - a.names.length)
}

function failures(report: SyncReport): string[] {
  const groups = alike(report, 'failed')
  if (groups.length === 0) return []
  const shown = groups.slice(0, FAILURES_SHOWN).flatMap(({ action, reason, names }) => {
    const distinct = [...new Set(names)]
    const who = `${distinct.slice(0, NAMES_SHOWN).join(', ')}${more(distinct.length - NAMES_SHOWN)}`
    const times = names.length > 1 ? ` (${names.length})` : ''
    return [shorten(`  ${action}${times}: ${who}`, LINE_WIDTH), ...wrap(`    ${cutLong(reason, REASON_SHOWN)}`, 4)]
  })
  const count = groups.reduce((sum, { names }) => sum + names.length, 0)
  return ['', `Failed steps: ${count}`, ...shown, ...rest(groups.length - FAILURES_SHOWN, 'reason')]
}

function leftOut(report: SyncReport, outcome: StepOutcome, title: string): string[] {
  const groups = alike(report, outcome)
  if (groups.length === 0) return []
  const shown = groups
    .slice(0, LEFT_OUT_SHOWN)
    .flatMap(({ action, reason, names: { length } }) =>
      wrap(`  ${action}${length > 1 ? ` (${length})` : ''}: ${cutLong(reason, REASON_SHOWN)}`, 4),
    )
  return ['', title, ...shown, ...rest(groups.length - LEFT_OUT_SHOWN, 'reason')]
}

function findingLines({ findings, steps }: SyncReport): string[] {
  if (findings.length === 0) return ['', 'Findings: none']
  const exchanges = new Map(steps.flatMap((step) => step.exchanges.map((exchange) => [exchange.id, exchange] as const)))
  const errorsFirst = findings.toSorted((a, b) => Number(b.level === 'error') - Number(a.level === 'error'))
  const blocks = errorsFirst.slice(0, FINDINGS_SHOWN).flatMap((finding) => findingBlock(finding, exchanges))
  return ['', `Findings: ${findings.length}`, ...blocks, ...rest(findings.length - FINDINGS_SHOWN, 'finding')]
}

function findingBlock(finding: Finding, known: ReadonlyMap<string, Exchange>): string[] {
  const { level, title, id, rfc, consequence, change, exchanges } = finding
  const first = exchanges[0] === undefined ? undefined : known.get(exchanges[0])
  return [
    '',
    ...withTag(`  ${level === 'error' ? 'x' : '!'} ${title}`, `[${id}${rfc === null ? '' : `, ${rfc}`}]`),
    ...wrap(`    what follows: ${consequence}`, 18),
    ...wrap(`    to change:    ${change}`, 18),
    ...(first === undefined ? [] : [`    for example:  ${shorten(exchangeSummary(first), 100)}`]),
    ...(exchanges.length === 0
      ? []
      : [`    seen in:      ${exchanges.slice(0, 5).join(', ')}${more(exchanges.length - 5)}`]),
  ]
}

/** The rule stands behind the title, or below it where the line is full. */
function withTag(title: string, tag: string): string[] {
  const lines = wrap(title, 4)
  const last = `${lines.at(-1) ?? ''}  ${tag}`
  return widthOf(last) <= LINE_WIDTH ? [...lines.slice(0, -1), last] : [...lines, `    ${tag}`]
}

function closingLines({ verdict, runUrl }: SyncReport, notes: readonly string[]): string[] {
  const lines = notes.flatMap((note) => wrap(`Note: ${note}`, 6))
  if (runUrl !== null) lines.push(`Run: ${runUrl}`)
  else if (verdict === 'fail') lines.push('Requests and answers: --report html=report.html')
  return lines.length === 0 ? [] : ['', ...lines]
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : ''
}

function rest(count: number, what: string): string[] {
  return count > 0 ? [`  and ${count} more ${what}${count === 1 ? '' : 's'}`] : []
}
