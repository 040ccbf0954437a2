import { syncReportSchema } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'

/** The document of `--json`, checked against its schema. */
export function jsonReport({ report }: RunRecord): string {
  return `${JSON.stringify(syncReportSchema.parse(report), null, 2)}\n`
}
