import type { CheckReport } from '../engine/report.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { terminalReport } from './terminal.ts'

/** The forms a report can take. */
export const REPORT_FORMATS: readonly ['terminal', 'json', 'junit', 'html'] = ['terminal', 'json', 'junit', 'html']
/** A form a report can take. */
export type ReportFormat = (typeof REPORT_FORMATS)[number]

const writers: Readonly<Record<ReportFormat, (report: CheckReport) => string>> = {
  terminal: terminalReport,
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
}

/** Writes a report as text. */
export function renderReport(format: ReportFormat, report: CheckReport): string {
  return writers[format](report)
}
