import { USER } from '@scimulator/scim-core'
import { StoreError } from '@scimulator/scim-store'
import { createSqliteStore, type SqliteResourceStore } from '@scimulator/scim-store/sqlite'
import type { Logger } from 'pino'
import type { Clock } from '../config/clock.ts'
import type { Config } from '../config/config.ts'
import { UsageError } from '../config/usage-error.ts'
import { createLiveEvents, type LiveEvents } from '../live/live-events.ts'
import { createProduct, type StartingProduct } from '../product/create-product.ts'
import type { Actor } from '../product/product.ts'
import { PRODUCT_TABLES } from '../product/sqlite/tables.ts'
import type { RunLog } from '../run-log/run-log.ts'
import { createSqliteRunLog } from '../run-log/sqlite-run-log.ts'
import type { SamlConnections } from '../saml/connections.ts'
import { createSqliteConnections } from '../saml/sqlite-connections.ts'
import { createSqliteTeamStore } from '../teams/sqlite-team-store.ts'
import type { Team, TeamStore } from '../teams/team.ts'
import { type DataDir, takeDataDir } from './data-dir.ts'
import { wipeDeleted } from './wipe-deleted.ts'

/** Everything the server keeps, open. */
export interface OpenFiles {
  readonly teams: TeamStore
  readonly store: SqliteResourceStore
  readonly product: StartingProduct
  readonly connections: SamlConnections
  readonly runLog: RunLog
  readonly live: LiveEvents
  /** Erases what a team has of a person, and what its sign-ins and runs tell of them, in the files as well. */
  erase(team: Team, personId: string, actor: Actor): Promise<void>
  /** Lets queued writes end and gives the directory back. */
  close(): Promise<void>
}

/** Opens what the server keeps. @throws UsageError when the data directory cannot be used. */
export function openFiles(config: Config, logger: Logger, clock: Clock): OpenFiles {
  const directory = takeDataDir(config.dataDir, config.fresh)
  const onError = (error: unknown): void => logger.error({ err: error }, 'background failure')
  const live = createLiveEvents(onError)
  const store = openStore(config, directory, clock)
  const teams = createSqliteTeamStore(directory.teams, { now: clock.now, onError })
  const product = createProduct({
    store,
    teams,
    policyOf: ({ id }) => teams.settings(id),
    endTokens: teams.revokeTokensOf,
    userType: config.resourceTypes.find(({ name }) => name === USER.name),
    now: clock.now,
    onError,
  })
  const connections = createSqliteConnections(directory.saml)
  const runLog = createSqliteRunLog({ file: directory.runLog, onError, onRunChanged: live.runChanged })
  return {
    teams,
    store,
    product,
    connections,
    runLog,
    live,
    async erase(team, personId, actor) {
      const erased = await product.members.purge(team, personId, actor)
      await connections.forgetRefusals(team.id)
      runLog.forgetPerson(team.name, erased)
      for (const file of [directory.resources, directory.saml]) await wipeDeleted(file)
    },
    async close() {
      live.close()
      await store.close()
      runLog.close()
      connections.close()
      teams.close()
      directory.release()
    },
  }
}

function openStore({ resourceTypes }: Config, directory: DataDir, { now }: Clock): SqliteResourceStore {
  try {
    return createSqliteStore({
      file: directory.resources,
      resourceTypes,
      applicationTables: PRODUCT_TABLES,
      now,
    })
  } catch (cause) {
    directory.release()
    if (!(cause instanceof StoreError)) throw cause
    throw new UsageError(`${cause.message} Change the schemas or the data.`, { cause })
  }
}
