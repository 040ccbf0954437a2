import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UsageError } from '../errors.ts'

const VERSION = 2
/** How long a write waits for another process. */
const BUSY_MS = 10_000

const TABLES = `
  create table app_integrations (
    key text primary key,
    size text not null,
    directory text not null,
    state text not null,
    settings text,
    passed_ms real not null,
    met integer not null,
    written integer not null
  ) strict;
  create table claims (
    key text primary key,
    owner text not null,
    host text not null,
    pid integer not null,
    until integer not null
  ) strict;
`

/** Version 1 does not say whether a target was met: what it has counts as met. */
const SINCE_VERSION_1 = 'alter table app_integrations add column met integer not null default 1'

/** Opens the database of a simulator, readable by its owner only. One that does not read is put aside and said so. */
export function openStateDatabase(path: string, note: (line: string) => void): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // SQLite gives its journal the mode of the file.
    closeSync(openSync(path, 'a', 0o600))
    return prepare(path)
  } catch (error) {
    if (!isUnreadable(error)) {
      throw new UsageError(`The saved state ${path} cannot be opened: ${messageOf(error)}`, { cause: error })
    }
    renameSync(path, `${path}.unreadable`)
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
    note(`The saved state ${path} cannot be read; it was renamed to ${path}.unreadable and a new one begins.`)
    closeSync(openSync(path, 'a', 0o600))
    return prepare(path)
  }
}

/** Runs `body` as one transaction that no other process writes beside. */
export function exclusively<T>(db: DatabaseSync, body: () => T): T {
  db.exec('begin immediate')
  try {
    const result = body()
    db.exec('commit')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion'
}

function prepare(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_MS })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full')
    exclusively(db, () => {
      const version = Number(db.prepare('pragma user_version').get()?.user_version)
      if (version === VERSION) return
      if (version > VERSION) throw new UnknownVersion(`version ${version}`)
      db.exec(version === 1 ? SINCE_VERSION_1 : TABLES)
      db.exec(`pragma user_version = ${VERSION}`)
    })
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** SQLite's codes of a file that is no database, or a damaged one. */
const UNREADABLE_CODES = new Set([11, 26])

function isUnreadable(error: unknown): boolean {
  if (error instanceof UnknownVersion) return true
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    UNREADABLE_CODES.has(error.errcode & 0xff)
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
