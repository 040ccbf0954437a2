import { z } from 'zod'
import { type CheckReport, checkReportSchema } from './check-report.ts'
import { OWN_CHECK_LABEL } from './run.ts'
import { type SyncReport, syncReportSchema } from './sync-report.ts'

const entrySchema = z.object({
  /** `row` of a check; `request` shape, `finding` and `step` of a sync; `run` = it was broken off before its end. */
  kind: z.enum(['row', 'request', 'finding', 'step', 'run']),
  id: z.string(),
  /** What was seen in the newer report, or in the older one where it is fixed. */
  detail: z.string(),
})
/** Something that fails in a report. */
export type ReportFailure = z.infer<typeof entrySchema>

/** The document `scimulator diff --json` prints. */
export const reportDiffSchema = z.object({
  /** Whether both reports are about the same thing: vendor, profile and scenario, or a check. */
  comparable: z.boolean(),
  newFailures: z.array(entrySchema),
  fixed: z.array(entrySchema),
  unchanged: z.array(entrySchema),
  /** Rows or request shapes only one of the reports judged. */
  onlyBefore: z.array(z.string()),
  onlyAfter: z.array(z.string()),
  /** Score of both: rows passed of rows judged, or request shapes survived of shapes known. */
  before: z.object({ survived: z.number().int(), known: z.number().int() }),
  after: z.object({ survived: z.number().int(), known: z.number().int() }),
})
/** The document `scimulator diff --json` prints. */
export type ReportDiff = z.infer<typeof reportDiffSchema>

/** Either document a diff takes. */
export type AnyReport = SyncReport | CheckReport

/** A `--json` document of `sync`, `rehearse` or `check`; undefined when it is none. */
export function readReport(document: unknown): AnyReport | undefined {
  return syncReportSchema.safeParse(document).data ?? checkReportSchema.safeParse(document).data
}

/** What a report is about: the command that prints it. `act` prints what `sync` does. */
export type ReportKind = 'sync' | 'rehearse' | 'check'

/** Reports of different kinds judge different things: there is nothing to compare. */
export function reportKind(report: AnyReport): ReportKind {
  if (!isSync(report)) return 'check'
  return report.rehearsal === undefined ? 'sync' : 'rehearse'
}

/** What got worse, what got better and what stayed between two reports. */
export function diffReports(before: AnyReport, after: AnyReport): ReportDiff {
  const [old, now] = [failures(before), failures(after)]
  const [oldKeys, newKeys] = [new Set(old.map(keyOf)), new Set(now.map(keyOf))]
  const [unseenBefore, unseenAfter] = [notJudged(before, after), notJudged(after, before)]
  // What is not judged this time is not fixed.
  const isJudged = ({ kind, id }: ReportFailure): boolean =>
    isCovered(kind) ? !unseenAfter.has(id) : kind === 'run' || brokenOff(after) === null
  return {
    comparable: subject(before) === subject(after),
    newFailures: now.filter((failure) => !oldKeys.has(keyOf(failure))),
    fixed: old.filter((failure) => !newKeys.has(keyOf(failure)) && isJudged(failure)),
    unchanged: now.filter((failure) => oldKeys.has(keyOf(failure))),
    onlyBefore: [...unseenAfter].filter((id) => !unseenBefore.has(id)),
    onlyAfter: [...unseenBefore].filter((id) => !unseenAfter.has(id)),
    before: score(before),
    after: score(after),
  }
}

function isSync(report: AnyReport): report is SyncReport {
  return 'coverage' in report
}

function isCovered(kind: ReportFailure['kind']): boolean {
  return kind === 'row' || kind === 'request'
}

function keyOf({ kind, id }: ReportFailure): string {
  return `${kind} ${id}`
}

function subject(report: AnyReport): string {
  return isSync(report) ? `${report.vendor} ${report.profile} ${report.scenario}` : 'check'
}

/** Why a run did not reach its end, null when it did. */
function brokenOff(report: AnyReport): string | null {
  if (isSync(report)) return report.stopped
  return report.interrupted ? 'interrupted' : null
}

function failures(report: AnyReport): ReportFailure[] {
  const reason = brokenOff(report)
  const end = reason === null ? [] : [{ kind: 'run' as const, id: 'broken off', detail: reason }]
  return [...end, ...failuresSeen(report)]
}

function failuresSeen(report: AnyReport): ReportFailure[] {
  if (!isSync(report)) {
    return report.results
      .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
      .map(({ id, detail }) => ({ kind: 'row', id, detail }))
  }
  const steps = report.steps
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ action, ownCheck, subject: { name }, reason }) => ({
      kind: 'step' as const,
      id: `${ownCheck === true ? OWN_CHECK_LABEL : action} ${name}`,
      detail: reason ?? '',
    }))
  const findings = report.findings.map(({ id, title }) => ({ kind: 'finding' as const, id, detail: title }))
  const requests = report.coverage.broken.map((id) => ({ kind: 'request' as const, id, detail: '' }))
  return distinct([...requests, ...findings, ...steps])
}

/** One of each kind and id: the same finding about many people is one. */
function distinct(all: readonly ReportFailure[]): ReportFailure[] {
  return [...new Map(all.map((failure) => [keyOf(failure), failure])).values()]
}

/** Ids a report does not judge: shapes not exercised; rows skipped, or left out where the other report has them. */
function notJudged(report: AnyReport, other: AnyReport): Set<string> {
  if (isSync(report)) return new Set(report.coverage.missing)
  const rows = new Map(report.results.map(({ id, outcome }) => [id, outcome]))
  const all = [...rows.keys(), ...(isSync(other) ? [] : other.results.map(({ id }) => id))]
  return new Set(all.filter((id) => (rows.get(id) ?? 'skip') === 'skip'))
}

function score(report: AnyReport): ReportDiff['before'] {
  if (isSync(report)) return { survived: report.coverage.survived, known: report.coverage.known }
  const { pass, fail, warn } = report.summary
  return { survived: pass, known: pass + fail + warn }
}
