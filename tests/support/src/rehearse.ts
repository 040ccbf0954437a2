import { type RehearseReport, rehearseReportSchema } from '@scimulator/admin-api'
import { runCli } from './programs.ts'

/** How a suite of a vendor came out. */
export interface Rehearsed {
  readonly code: number
  readonly report: RehearseReport
  /** What each case that failed shows: what came instead, and the bodies of the answers it points to. */
  readonly failed: ReadonlyMap<string, string>
  /** Those of them that the vendor demands, without the failures that are known to be false. */
  readonly demanded: readonly string[]
  /** Why cases were skipped. */
  readonly skipped: Readonly<Record<string, string>>
  readonly passed: readonly string[]
  /** Findings besides those of the cases. */
  readonly findings: readonly string[]
}

/** Runs `rehearse VENDOR URL --json` and reads its report. Throws when the suite did not come to all of its cases. */
export async function rehearse(
  vendor: string,
  url: string,
  token: string,
  args: readonly string[],
): Promise<Rehearsed> {
  const { code, stdout, stderr } = await runCli(['rehearse', vendor, url, '--json', ...args], { SCIM_TOKEN: token })
  if (stdout === '') throw new Error(`rehearse ${vendor} printed no report (exit ${code}): ${stderr}`)
  const report = rehearseReportSchema.parse(JSON.parse(stdout))
  const { cases } = report.rehearsal
  const exchanges = new Map(report.steps.flatMap((step) => step.exchanges).map((exchange) => [exchange.id, exchange]))
  const shown = (ids: readonly string[]): string => ids.map((id) => exchanges.get(id)?.response?.body ?? '').join(' ')
  const notRun = cases.filter(({ outcome }) => outcome === 'notRun').map(({ id }) => id)
  if (notRun.length > 0) throw new Error(`rehearse ${vendor} did not come to ${notRun.join(', ')}: ${stderr}`)
  const own = new Set(cases.map(({ id }) => id))
  return {
    code,
    report,
    failed: new Map(
      cases.flatMap((one) =>
        one.outcome === 'fail' ? [[one.id, `${one.instead ?? ''} ${shown(one.exchanges)}`]] : [],
      ),
    ),
    demanded: cases
      .filter(({ outcome, level, knownFalseFailure }) => {
        return outcome === 'fail' && level === 'required' && knownFalseFailure === undefined
      })
      .map(({ id }) => id),
    skipped: Object.fromEntries(cases.flatMap((one) => (one.outcome === 'skip' ? [[one.id, one.reason ?? '']] : []))),
    passed: cases.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id),
    findings: report.findings.map(({ id }) => id).filter((id) => !own.has(id)),
  }
}
