import type { ReportDiff, ReportFailure } from '@scimulator/admin-api'
import { plainLine } from '@scimulator/sim-kit'

/** The comparison as a person reads it. */
export function diffText(diff: ReportDiff): string {
  const { before, after, newFailures, fixed, unchanged, onlyBefore, onlyAfter } = diff
  const lines = [
    ...(diff.comparable ? [] : ['The reports are about different things; what follows compares them all the same.']),
    `Survived: ${before.survived} of ${before.known} before, ${after.survived} of ${after.known} after`,
    ...section('New failures', newFailures),
    ...section('Fixed', fixed),
    ...section('Unchanged failures', unchanged),
    ...names('Judged only before', onlyBefore),
    ...names('Judged only after', onlyAfter),
  ]
  return `${lines.map(plainLine).join('\n')}\n`
}

function section(title: string, failures: readonly ReportFailure[]): string[] {
  const rows = failures.map(({ kind, id, detail }) => `  ${kind} ${id}${detail === '' ? '' : `: ${detail}`}`)
  return [`${title}: ${failures.length}`, ...rows]
}

function names(title: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`${title}: ${ids.join(', ')}`]
}
