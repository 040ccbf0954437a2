import type { CheckReport } from '../engine/report.ts'
import { safeJson } from './text.ts'

/** The document `check --json` prints. */
export function jsonReport({ target, interrupted, summary, results }: CheckReport): string {
  const shown = results.map(({ id, level, group, title, outcome, detail, exchanges }) => ({
    id,
    level,
    group,
    title,
    outcome,
    detail,
    exchanges,
  }))
  return safeJson({ target, interrupted, summary, results: shown })
}
