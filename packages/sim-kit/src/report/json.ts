import { syncReportSchema } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { safeJson } from './text.ts'

/** The document of `--json`, checked against its schema. */
export function jsonReport({ report }: RunRecord): string {
  return safeJson(syncReportSchema.parse(report))
}
