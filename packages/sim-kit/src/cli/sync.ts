import { UsageError } from '../errors.ts'
import type { Vendor } from '../profile/profile.ts'
import type { RunRecord } from '../report/collect.ts'
import { checkDestinations, parseDestination, type ReportDestination, writeReports } from '../report/destinations.ts'
import { createProgress } from '../report/progress.ts'
import { plainLine } from '../report/text.ts'
import { selectKnobs, selectProfile, selectScenario } from '../run/select.ts'
import { type RunPlan, startRun } from '../run/start-run.ts'
import type { CliIo } from './io.ts'
import type { SyncOptions } from './options.ts'
import { readDirectory } from './people.ts'
import { resolveDashboard, resolveTarget, wireOptions } from './target.ts'

/** People up to whom a report keeps every exchange. */
const ALL_EXCHANGES_UP_TO = 1000

/** Plays one scenario and writes its reports. Gives the exit code: 0 pass, 1 findings, 2 stopped. @throws UsageError */
export async function sync(vendor: Vendor, options: SyncOptions, io: CliIo): Promise<number> {
  const destinations = resolveReports(options, io)
  await checkDestinations(destinations)
  const progress = createProgress(io.err)
  const note = (line: string): void => {
    progress.clear()
    io.err.write(`${line.split('\n').map(plainLine).join('\n')}\n`)
  }
  const abort = new AbortController()
  const plan = await planRun(vendor, options, io)
  if (options.insecure === true) note('--insecure: the target’s certificate is not checked.')
  const stopListening = io.onInterrupt(() => abort.abort())
  try {
    const { finished } = await startRun({ ...plan, sinks: [progress.sink], note, signal: abort.signal })
    const record = await finished
    progress.clear()
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

function resolveReports(options: SyncOptions, io: CliIo): ReportDestination[] {
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

async function planRun(vendor: Vendor, options: SyncOptions, io: CliIo): Promise<Omit<RunPlan, 'sinks' | 'note'>> {
  const profile = selectProfile(vendor, options.profile)
  const scenario = selectScenario(profile, options.scenario)
  const knobs = selectKnobs(profile, options.knob)
  const directory = await readDirectory(options, io.cwd)
  const { connection, token } = await resolveTarget(vendor, profile, knobs, options, io)
  return {
    vendor,
    profile,
    scenario: scenario.id,
    play: (context) => scenario.play(context),
    connection,
    token,
    directory,
    state: { value: {} },
    knobs,
    seed: options.seed,
    trigger: 'cli',
    wire: await wireOptions(profile, options, io),
    ...(options.fast === true ? { maxWaitMs: options.maxWait } : {}),
    keep: options.exchanges ?? (directory.people.length <= ALL_EXCHANGES_UP_TO ? 'all' : 'failed'),
    dashboard: await resolveDashboard(options, io),
  }
}
