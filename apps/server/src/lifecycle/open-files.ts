import { type ResourceStore, StoreError } from '@scimulator/scim-store'
import { createSqliteStore } from '@scimulator/scim-store/sqlite'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { UsageError } from '../config/usage-error.ts'
import { createLiveEvents, type LiveEvents } from '../live/live-events.ts'
import type { RunLog } from '../run-log/run-log.ts'
import { createSqliteRunLog } from '../run-log/sqlite-run-log.ts'
import { createSqliteTeamStore } from '../teams/sqlite-team-store.ts'
import type { TeamStore } from '../teams/team.ts'
import { type DataDir, takeDataDir } from './data-dir.ts'

/** Everything the server keeps, open. */
export interface OpenFiles {
  readonly teams: TeamStore
  readonly store: ResourceStore
  readonly runLog: RunLog
  readonly live: LiveEvents
  /** Lets queued writes end and gives the directory back. */
  close(): Promise<void>
}

/** Opens what the server keeps. @throws UsageError when the data directory cannot be used. */
export function openFiles(config: Config, logger: Logger): OpenFiles {
  const directory = takeDataDir(config.dataDir, config.fresh)
  const onError = (error: unknown): void => logger.error({ err: error }, 'background failure')
  const live = createLiveEvents(onError)
  const store = openStore(config, directory)
  const teams = createSqliteTeamStore(directory.teams)
  const runLog = createSqliteRunLog({ file: directory.runLog, onError, onRunChanged: live.runChanged })
  return {
    teams,
    store,
    runLog,
    live,
    async close() {
      live.close()
      await store.close()
      runLog.close()
      teams.close()
      directory.release()
    },
  }
}

function openStore({ resourceTypes }: Config, directory: DataDir): ResourceStore {
  try {
    return createSqliteStore({ file: directory.resources, resourceTypes })
  } catch (cause) {
    directory.release()
    if (!(cause instanceof StoreError)) throw cause
    throw new UsageError(`${cause.message} Change the schemas or the data.`, { cause })
  }
}
