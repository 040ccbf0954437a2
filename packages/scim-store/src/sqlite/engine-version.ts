import type Database from 'better-sqlite3'

// Before it two connections to one file could corrupt it when the log was started anew (https://www.sqlite.org/wal.html).
const OLDEST = [3, 51, 3]

/** @throws Error when the SQLite behind the connection is older than is safe. */
export function assertEngineVersion(database: Database.Database): void {
  const version = String(database.prepare<[], string>('select sqlite_version()').pluck().get())
  if (isOlder(version)) throw new Error(`SQLite ${OLDEST.join('.')} or newer is needed; this is ${version}.`)
}

/** Whether a version is older than what is needed. */
export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  const at = OLDEST.findIndex((oldest, index) => parts[index] !== oldest)
  return at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0)
}
