import { compareKey, parseDateTime } from '@scimulator/scim-core'
import SqliteDatabase from 'better-sqlite3'
import { assertEngineVersion } from './engine-version.ts'
import type { SqlValue } from './sql.ts'

/** An open database file, as `better-sqlite3` gives it. */
export type Database = SqliteDatabase.Database

/** A prepared statement; `Row` names what the columns of the text are. */
export type Statement<Row> = SqliteDatabase.Statement<SqlValue[], Row>

/** One connection to a database file, with its prepared statements kept. */
export interface Connection {
  readonly database: Database
  /** The statement for `text`, prepared once. */
  prepare<Row>(text: string): Statement<Row>
  close(): void
}

/** How a connection is opened. */
export interface ConnectionOptions {
  readonly file: string
  readonly readonly: boolean
  readonly mmapBytes: number
}

const MAX_STATEMENTS = 500
const CACHE_KIB = 65_536
const WAIT_FOR_LOCK_MS = 5_000
// Larger than the default, because checkpoints are what is left to pay once commits are shared.
const CHECKPOINT_PAGES = 4_000
const JOURNAL_BYTES = 64 * 1024 * 1024

/** Opens a connection. Nothing is written to the file yet. */
export function openConnection(options: ConnectionOptions): Connection {
  const database = new SqliteDatabase(options.file, { readonly: options.readonly, timeout: WAIT_FOR_LOCK_MS })
  const statements = new Map<string, Statement<unknown>>()
  assertEngineVersion(database)
  configure(database, options)
  return {
    database,
    prepare<Row>(text: string): Statement<Row> {
      const known = statements.get(text)
      const statement = known ?? database.prepare<SqlValue[], unknown>(text)
      if (known === undefined) {
        // Texts are as many as the shapes of filters; the oldest gives way.
        const [oldest] = statements.keys()
        if (statements.size >= MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest)
        statements.set(text, statement)
      }
      // The caller names the columns of the text it wrote.
      return statement as Statement<Row>
    },
    close() {
      statements.clear()
      database.close()
    },
  }
}

function configure(database: Database, options: ConnectionOptions): void {
  database.function('fold', { deterministic: true, directOnly: true }, fold)
  database.function('instant', { deterministic: true, directOnly: true }, instant)
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma(`cache_size = -${CACHE_KIB}`)
  database.pragma(`mmap_size = ${options.mmapBytes}`)
}

/** The settings of the one connection that writes: what is committed survives loss of power. */
export function makeDurable({ database }: Connection): void {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  database.pragma(`journal_size_limit = ${JOURNAL_BYTES}`)
}

/** `compareKey` for SQL: text is folded, anything else stays as it is. */
function fold(value: unknown): unknown {
  return typeof value === 'string' ? compareKey(value) : value
}

/** `parseDateTime` for SQL: milliseconds since the epoch, or NULL. */
function instant(value: unknown): number | null {
  return (typeof value === 'string' ? parseDateTime(value) : undefined) ?? null
}
