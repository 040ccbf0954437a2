import { integrationKey, type PreparedRun, startSavedRun } from '../control/saved-run.ts'
import type { SavedTarget } from '../control/saved-state.ts'
import { openStateStore } from '../control/state-store.ts'
import { readDashboardFile } from '../dashboard/locate.ts'
import type { Conducted, LiveParts } from './conduct.ts'
import { dataFolder, stateFile } from './data-folder.ts'
import type { CliIo } from './io.ts'
import type { ReportOptions, TargetOptions } from './options.ts'
import type { CommandPlan } from './prepare.ts'

/** A command that goes on from saved state, ready to begin. */
export interface SavedCommand {
  readonly options: Pick<TargetOptions, 'target' | 'data'> & Pick<ReportOptions, 'exchanges'>
  readonly io: CliIo
  readonly live: LiveParts
  readonly plan: CommandPlan
}

/** Plays a run on the state that `serve` keeps too, and closes the file after it. @throws UsageError, BusyError */
export async function onSaved(
  { options, io, live, plan }: SavedCommand,
  prepare: (saved: SavedTarget | undefined) => PreparedRun,
): Promise<Conducted> {
  const dataDir = dataFolder(options.data, io)
  const { vendor, profile, connection } = plan
  const place = { target: options.target }
  const key = integrationKey(vendor, profile, place, connection.baseUrl, await readDashboardFile(dataDir))
  const store = await openStateStore(stateFile(vendor, dataDir), live.note)
  try {
    const keep = options.exchanges ?? 'all'
    const { finished, settled } = await startSavedRun(store, key, prepare, { ...plan, ...live, keep })
    return { finished, settled: settled.finally(() => store.close()) }
  } catch (error) {
    store.close()
    throw error
  }
}
