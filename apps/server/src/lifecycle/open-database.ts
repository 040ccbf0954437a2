import Database from 'better-sqlite3'
import { UsageError } from '../config/usage-error.ts'

/**
 * Opens a database of which nothing that was acknowledged may be lost, and brings it to the newest version.
 *
 * @param migrations text in the order it is run; `user_version` of the file is how many of these it has seen.
 * @throws UsageError when a newer release wrote the file; it is left as it is.
 */
export function openDatabase(file: string, migrations: readonly string[]): Database.Database {
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  // What is removed of people is gone from the file.
  db.pragma('secure_delete = on')
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > migrations.length) {
    db.close()
    throw new UsageError(
      `${file} has version ${version}, newer than ${migrations.length}: use a newer release or another directory.`,
    )
  }
  const bringUpToDate = db.transaction(() => {
    for (const text of migrations.slice(version)) db.exec(text)
    db.pragma(`user_version = ${migrations.length}`)
  })
  bringUpToDate.immediate()
  return db
}
