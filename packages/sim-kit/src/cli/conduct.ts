import { UsageError } from '../errors.ts'
import type { RunRecord } from '../report/collect.ts'
import { checkDestinations, parseDestination, type ReportDestination, writeReports } from '../report/destinations.ts'
import { createProgress } from '../report/progress.ts'
import { plainLine } from '../report/text.ts'
import type { RunPlan } from '../run/start-run.ts'
import type { CliIo } from './io.ts'
import type { ReportOptions, TargetOptions } from './options.ts'

/** What a run needs of the command line around it. */
export type LiveParts = Pick<RunPlan, 'sinks' | 'passes' | 'note'> & { readonly signal: AbortSignal }

/** A run the command line waits for, and for what must be done after it. */
export interface Conducted {
  readonly finished: Promise<RunRecord>
  readonly settled?: Promise<void>
}

/**
 * Runs what `begin` starts, shows its progress and writes its reports. Gives the exit code: 0 pass, 1 findings, 2 stopped.
 * @throws UsageError as `begin` does.
 */
export async function conduct(
  options: ReportOptions & Pick<TargetOptions, 'insecure'>,
  io: CliIo,
  begin: (live: LiveParts) => Promise<Conducted>,
): Promise<number> {
  const destinations = resolveReports(options, io)
  await checkDestinations(destinations)
  const progress = createProgress(io.err)
  const note = (line: string): void => {
    progress.clear()
    io.err.write(`${line.split('\n').map(plainLine).join('\n')}\n`)
  }
  const abort = new AbortController()
  const stopListening = io.onInterrupt(() => abort.abort())
  try {
    const { finished, settled } = await begin({
      sinks: [progress.sink],
      passes: progress.passes,
      note,
      signal: abort.signal,
    })
    if (options.insecure === true) note('--insecure: the target’s certificate is not checked.')
    const record = await finished
    progress.clear()
    await settled
    if (record.report.stopped !== null) note(plainLine(record.report.stopped))
    if (options.json === true && record.report.runUrl !== null) note(`Run: ${record.report.runUrl}`)
    const problems = await writeReports(record, destinations, io.out)
    for (const problem of problems) note(problem)
    return problems.length > 0 ? 2 : exitCode(record)
  } finally {
    stopListening()
  }
}

/** 2 when the run was broken off, 1 when it found something, else 0. */
function exitCode({ report }: RunRecord): number {
  if (report.stopped !== null) return 2
  return report.verdict === 'pass' ? 0 : 1
}

function resolveReports(options: ReportOptions, io: CliIo): ReportDestination[] {
  const given = options.report.map((text) => parseDestination(text, io.cwd))
  const printed = given.filter(({ file }) => file === undefined)
  if (options.json === true) {
    const other = printed.find(({ format }) => format !== 'json')
    if (other)
      throw new UsageError(
        `--json prints one document only: give the ${other.format} report a file (--report ${other.format}=FILE).`,
      )
    return [...given.filter(({ file }) => file !== undefined), { format: 'json', file: undefined }]
  }
  if (printed.length > 1) {
    const [, ...others] = printed.map(({ format }) => format)
    throw new UsageError(
      `Only one report goes to standard output: give the ${others.join(' and the ')} report a file (--report ${others[0]}=FILE).`,
    )
  }
  return printed.length > 0 ? given : [...given, { format: 'terminal', file: undefined }]
}
