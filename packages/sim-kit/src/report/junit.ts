import type { Finding, RehearsalReport, RehearsedCase, SyncReport } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { faultTexts } from './faults.ts'
import { inferredByKind } from './inferred.ts'
import { actionText } from './own-check.ts'
import { counts } from './rehearsal.ts'
import { escapeAttribute, escapeMarkup } from './text.ts'
import { realMs } from './times.ts'

type ReportStep = SyncReport['steps'][number]

/** JUnit XML: one case per step, one per finding; of an acceptance suite one per case of it. */
export function junitReport(record: RunRecord): string {
  const { head, report } = record
  if (report.rehearsal !== undefined) return rehearsalJunit(record, report.rehearsal)
  const seconds = (realMs(record) / 1000).toFixed(3)
  const name = `${head.vendor} ${head.profile} ${head.scenario}`
  const failures = report.steps.filter(({ outcome }) => outcome === 'failed').length
  const skipped = report.steps.filter(({ outcome }) => outcome === 'skipped' || outcome === 'notSent').length
  const errors = report.findings.filter(({ level }) => level === 'error').length
  const suites = [
    `<testsuite name="${escapeAttribute(`${name} steps`)}" tests="${report.steps.length}" failures="${failures}" skipped="${skipped}" errors="0" time="${seconds}" timestamp="${head.startedAt.slice(0, 19)}">`,
    ...properties(report),
    ...report.steps.map((step) => stepCase(step, name)),
    '</testsuite>',
    `<testsuite name="${escapeAttribute(`${name} findings`)}" tests="${report.findings.length}" failures="${errors}" skipped="0" errors="0" time="0">`,
    ...report.findings.map((finding) => findingCase(finding, name)),
    '</testsuite>',
    ...(report.stopped === null ? [] : [stoppedSuite(name, report.stopped)]),
  ]
  return junitDocument(name, suites)
}

function junitDocument(name: string, suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeAttribute(name)}">\n${suites.join('\n')}\n</testsuites>\n`
}

/** What the run rests on that is concluded, not known, and what was injected on purpose. */
function properties(report: SyncReport): string[] {
  const { inferred = [] } = report
  const all = [
    ...(inferred.length === 0 ? [] : [['inferred', inferredByKind(inferred).join('; ')] as const]),
    ...faultTexts(report).map((text) => ['fault', text] as const),
  ]
  if (all.length === 0) return []
  const rows = all.map(([name, value]) => `<property name="${name}" value="${escapeAttribute(value)}"/>`)
  return [`<properties>${rows.join('')}</properties>`]
}

function rehearsalJunit(record: RunRecord, { suite, cases }: RehearsalReport): string {
  const { head, report } = record
  const name = `${head.vendor} ${suite}`
  const failures = cases.filter((one) => one.outcome === 'fail' && counts(one)).length
  const skipped = cases.filter(({ outcome }) => outcome === 'skip' || outcome === 'notRun').length
  const seconds = (realMs(record) / 1000).toFixed(3)
  const ms = new Map(
    report.steps.flatMap((step) => step.exchanges.map((exchange) => [exchange.id, exchange.ms] as const)),
  )
  return junitDocument(name, [
    `<testsuite name="${escapeAttribute(name)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}" errors="0" time="${seconds}" timestamp="${head.startedAt.slice(0, 19)}">`,
    ...properties(report),
    ...cases.map((one) =>
      rehearsedCase(
        one,
        name,
        one.exchanges.reduce((sum, id) => sum + (ms.get(id) ?? 0), 0),
      ),
    ),
    '</testsuite>',
    ...(report.stopped === null ? [] : [stoppedSuite(name, report.stopped)]),
  ])
}

function rehearsedCase(one: RehearsedCase, suite: string, ms: number): string {
  const { id, title, outcome, reason, asserted = '', instead = '', knownFalseFailure, exchanges } = one
  const text = `asserted: ${asserted}\ninstead: ${instead}\nexchanges: ${exchanges.join(', ')}`
  const excuse = knownFalseFailure === undefined ? 'preview' : `known false failure: ${knownFalseFailure}`
  const failure = counts(one)
    ? `<failure message="${escapeAttribute(instead)}">${escapeMarkup(text)}</failure>`
    : `<system-out>${escapeMarkup(`failed (${excuse})\n${text}`)}</system-out>`
  const inner =
    outcome === 'pass'
      ? ''
      : outcome === 'fail'
        ? failure
        : `<skipped message="${escapeAttribute(reason ?? outcome)}"/>`
  return `<testcase classname="${escapeAttribute(suite)}" name="${escapeAttribute(`${id}: ${title}`)}" time="${(ms / 1000).toFixed(3)}">${inner}</testcase>`
}

function stepCase(step: ReportStep, suite: string): string {
  const { subject, outcome, reason, exchanges } = step
  const action = actionText(step)
  const time = (exchanges.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3)
  const open = `<testcase classname="${escapeAttribute(`${suite}.${action}`)}" name="${escapeAttribute(`${action} ${subject.kind} ${subject.name}`)}" time="${time}">`
  const message = escapeAttribute(reason ?? outcome)
  const inner =
    outcome === 'failed'
      ? `<failure message="${message}"/>`
      : outcome === 'succeeded'
        ? ''
        : `<skipped message="${message}"/>`
  return `${open}${inner}</testcase>`
}

function findingCase(finding: Finding, suite: string): string {
  const { id, title, consequence, change, rfc, exchanges, level } = finding
  const text = [consequence, change, rfc ?? '', `exchanges: ${exchanges.join(', ')}`]
    .filter((line) => line !== '')
    .join('\n')
  const inner =
    level === 'error'
      ? `<failure message="${escapeAttribute(title)}">${escapeMarkup(text)}</failure>`
      : `<system-out>${escapeMarkup(`${title}\n${text}`)}</system-out>`
  return `<testcase classname="${escapeAttribute(`${suite}.findings`)}" name="${escapeAttribute(`${id}: ${title}`)}" time="0">${inner}</testcase>`
}

function stoppedSuite(name: string, reason: string): string {
  return `<testsuite name="${escapeAttribute(`${name} end`)}" tests="1" failures="0" skipped="0" errors="1" time="0"><testcase classname="${escapeAttribute(`${name}.end`)}" name="the run reaches its end" time="0"><error message="${escapeAttribute(reason)}"/></testcase></testsuite>`
}
