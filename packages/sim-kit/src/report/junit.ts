import type { Finding, SyncReport } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { escapeAttribute, escapeMarkup } from './text.ts'

type ReportStep = SyncReport['steps'][number]

/** JUnit XML: one case per step, one per finding. */
export function junitReport({ head, finishedAt, report }: RunRecord): string {
  const seconds = ((Date.parse(finishedAt) - Date.parse(head.startedAt)) / 1000).toFixed(3)
  const name = `${head.vendor} ${head.profile} ${head.scenario}`
  const failures = report.steps.filter(({ outcome }) => outcome === 'failed').length
  const skipped = report.steps.filter(({ outcome }) => outcome === 'skipped' || outcome === 'notSent').length
  const errors = report.findings.filter(({ level }) => level === 'error').length
  const suites = [
    `<testsuite name="${escapeAttribute(`${name} steps`)}" tests="${report.steps.length}" failures="${failures}" skipped="${skipped}" errors="0" time="${seconds}" timestamp="${head.startedAt.slice(0, 19)}">`,
    ...report.steps.map((step) => stepCase(step, name)),
    '</testsuite>',
    `<testsuite name="${escapeAttribute(`${name} findings`)}" tests="${report.findings.length}" failures="${errors}" skipped="0" errors="0" time="0">`,
    ...report.findings.map((finding) => findingCase(finding, name)),
    '</testsuite>',
    ...(report.stopped === null ? [] : [stoppedSuite(name, report.stopped)]),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeAttribute(name)}">\n${suites.join('\n')}\n</testsuites>\n`
}

function stepCase({ subject, action, outcome, reason, exchanges }: ReportStep, suite: string): string {
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
