import type { Run } from '@scimulator/admin-api'

/** The newest run of each simulator and target, newest first; `runs` are newest first. */
export function latestRuns(runs: readonly Run[]): Run[] {
  const latest = new Map<string, Run>()
  for (const run of runs) {
    const key = JSON.stringify([run.vendor, run.profile, run.team ?? run.target])
    if (!latest.has(key)) latest.set(key, run)
  }
  return [...latest.values()]
}

/** Whether the newest run of something asks for a look. */
export function needsAttention(run: Run): boolean {
  return run.status === 'stopped' || run.verdict === 'fail' || (run.status === 'finished' && run.counters.findings > 0)
}
