import type { RunRecord } from './collect.ts'
import { harReport } from './har.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { terminalReport } from './terminal.ts'

/** Turns a finished run into a document. */
export type ReportWriter = (record: RunRecord) => string

/** Name of a report format. */
export type ReportFormat = 'terminal' | 'json' | 'junit' | 'har' | 'html'

const writers: Readonly<Record<ReportFormat, ReportWriter>> = {
  terminal: terminalReport,
  json: jsonReport,
  junit: junitReport,
  har: harReport,
  html: htmlReport,
}

/** All report formats. */
export const reportFormats: readonly ReportFormat[] = ['terminal', 'json', 'junit', 'har', 'html']

/** Writes a run in the given format. */
export function renderReport(format: ReportFormat, record: RunRecord): string {
  return writers[format](record)
}
