import type { BatchReport } from '../commit-queue.ts'
import { createCommitQueue, type Savepoints } from '../commit-queue.ts'
import type { ResourceReader, ResourceStore, ResourceTransaction, StoreOptions } from '../store.ts'
import { readerWhen } from '../sync-reader.ts'
import { createTypeRegistry } from '../type-registry.ts'
import { createUuidV7 } from '../uuid-v7.ts'
import { migrateApplication } from './application-tables.ts'
import { type Connection, type Database, makeDurable, openConnection } from './connection.ts'
import { assertOurs, migrate } from './migrations.ts'
import { createNames, type Names } from './names.ts'
import { createSqliteReader } from './reader.ts'
import { refreshLookups } from './refresh-lookups.ts'
import type { Scope } from './scope.ts'
import { createStorageTypes } from './storage-types.ts'
import { createSqliteTransaction } from './transaction.ts'

/** What a SQLite store is made with. */
export interface SqliteStoreOptions extends StoreOptions {
  /** A path, or `:memory:` for a database that ends with the store. */
  readonly file: string
  /** Told after every shared commit; for counters. */
  readonly onBatch?: (report: BatchReport) => void
  /** How much of the file is mapped into memory. A disk error there ends the process, so it is off (0) by default. */
  readonly mmapBytes?: number
  /**
   * SQL that makes the application's own tables in the same file, in the order it is run; each text is run once in the
   * life of a file. Names need a prefix of the application's own.
   */
  readonly applicationTables?: readonly string[]
}

/** A store over one SQLite file, with room for tables of the application's own beside the resources. */
export interface SqliteResourceStore extends ResourceStore {
  /**
   * The connection of a transaction that is running: what is written there is kept or lost together with it.
   * @throws Error when the transaction is over or of another store.
   */
  connectionOf(tx: ResourceTransaction): Database
  /** Reads the application's own tables, in committed state. `read` must not wait for anything. */
  readTables<T>(read: (database: Database) => T): Promise<T>
}

/**
 * A store over one SQLite file: one connection writes, another reads. Writes of one turn of the event loop share a
 * commit, and each is answered after that commit is on disk.
 * @throws Error when the file is not a database of this package or of a newer release; the file is left as it is.
 * @throws StoreError `uniqueness` when the schemas call an attribute unique that was not, and the data has a value twice.
 */
export function createSqliteStore(options: SqliteStoreOptions): SqliteResourceStore {
  const now = options.now ?? Date.now
  const inMemory = options.file === ':memory:'
  const open = (readonly: boolean): Connection =>
    openConnection({ file: options.file, readonly, mmapBytes: options.mmapBytes ?? 0 })
  const writer = open(false)
  const scope = prepareFile(writer, options, now)
  // A second connection to `:memory:` would be another database, so there reads wait for the end of a batch.
  const reader = inMemory ? writer : open(true)
  const queue = createCommitQueue({
    savepoints: savepointsOf(writer, scope.names),
    holdReads: inMemory,
    onBatch: options.onBatch,
  })

  const running = new WeakSet<ResourceTransaction>()

  return {
    connectionOf(tx) {
      if (!running.has(tx)) throw new Error('The transaction is over, or it is of another store.')
      return writer.database
    },
    readTables: (read) => queue.read(() => read(reader.database)),
    read(tenant): ResourceReader {
      return readerWhen((read) => queue.read(read), createSqliteReader({ ...scope, connection: reader }, tenant))
    },
    transact<T>(tenant: string, work: (tx: ResourceTransaction) => Promise<T>): Promise<T> {
      return queue.run(async () => {
        let over = false
        const tx = createSqliteTransaction(scope, tenant, () => over)
        running.add(tx)
        try {
          return await work(tx)
        } finally {
          over = true
          running.delete(tx)
        }
      })
    },
    deleteTenant: (tenant) => queue.run(async () => deleteTenant(scope, tenant)),
    async close(): Promise<void> {
      await queue.close()
      if (!inMemory) reader.close()
      if (!writer.database.open) return
      writer.database.pragma('wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}

function prepareFile(writer: Connection, options: SqliteStoreOptions, now: () => number): Scope {
  try {
    assertOurs(writer)
    makeDurable(writer)
    migrate(writer)
    const names = createNames(writer)
    const registry = createTypeRegistry(options.resourceTypes)
    const prepare = writer.database.transaction(() => {
      const types = createStorageTypes(registry, names)
      refreshLookups(writer, types)
      migrateApplication(writer, options.applicationTables ?? [])
      return types
    })
    const types = prepare.immediate()
    return { connection: writer, names, types, now, newId: options.newId ?? createUuidV7(now) }
  } catch (error) {
    writer.close()
    throw error
  }
}

function savepointsOf({ database }: Connection, names: Names): Savepoints {
  const begin = database.prepare('begin immediate')
  const commit = database.prepare('commit')
  const savepoint = database.prepare('savepoint work')
  const release = database.prepare('release work')
  const rollbackToSavepoint = database.prepare('rollback to work')
  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    rollback: () => {
      names.forget()
      database.exec('rollback')
    },
    savepoint: () => void savepoint.run(),
    release: () => void release.run(),
    rollbackToSavepoint: () => {
      names.forget()
      rollbackToSavepoint.run()
      release.run()
    },
    isOpen: () => database.inTransaction,
  }
}

function deleteTenant({ connection, names }: Scope, tenant: string): void {
  const key = names.find(tenant)
  if (key === undefined) return
  // Keys and memberships go with their resources.
  connection.prepare('delete from resource where tenant = ?').run(key)
  connection.prepare('delete from resource_count where tenant = ?').run(key)
}
