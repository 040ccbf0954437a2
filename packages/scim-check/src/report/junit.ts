import type { CheckReport, CheckResult } from '../engine/report.ts'
import { escapeMarkup } from './text.ts'

/** JUnit XML: one case for each check. Warnings are cases that pass with a note. */
export function junitReport({ target, startedAt, ms, summary, results }: CheckReport): string {
  const name = escapeMarkup(`scim-check ${target}`)
  const counts = `tests="${results.length}" failures="${summary.fail}" errors="0" skipped="${summary.skip}"`
  const time = `time="${(ms / 1000).toFixed(3)}" timestamp="${startedAt.slice(0, 19)}"`
  const cases = results.map(testCase).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}">\n<testsuite name="${name}" ${counts} ${time}>\n${cases}\n</testsuite>\n</testsuites>\n`
}

function testCase({ id, level, group, title, outcome, detail, section, advice, ms }: CheckResult): string {
  const time = (ms / 1000).toFixed(3)
  const open = `<testcase classname="scim-check.${group}" name="${escapeMarkup(`${id} [${level}] ${title}`)}" time="${time}">`
  const message = escapeMarkup(detail).replaceAll('\n', ' ')
  if (outcome === 'skip') return `${open}<skipped message="${message}"/></testcase>`
  if (outcome === 'fail') {
    return `${open}<failure message="${message}">${escapeMarkup(`${section}. ${advice}`)}</failure></testcase>`
  }
  return detail === '' ? `${open}</testcase>` : `${open}<system-out>${escapeMarkup(detail)}</system-out></testcase>`
}
