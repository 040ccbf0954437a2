import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { z } from 'zod'

const PAUSE_MS = 20
const TRIES = 500
const checkpointSchema = z.object({ busy: z.number() })

/**
 * Rewrites a database file without what was deleted or changed in it before, and empties its write-ahead log: what was
 * erased stands in neither. Takes a file that others have open; waits until no transaction is under way.
 */
export async function wipeDeleted(file: string): Promise<void> {
  if (file === ':memory:') return
  // Whoever writes is of this very thread, so waiting inside SQLite would wait for ever.
  const db = new Database(file, { timeout: 0, fileMustExist: true })
  try {
    await untilDone(file, () => {
      db.exec('vacuum')
      return true
    })
    await untilDone(file, () => {
      const [checkpoint] = z.array(checkpointSchema).parse(db.pragma('wal_checkpoint(truncate)'))
      return checkpoint?.busy === 0
    })
  } finally {
    db.close()
  }
}

async function untilDone(file: string, act: () => boolean): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (isDone(act)) return
    await pause(PAUSE_MS)
  }
  throw new Error(`${file} has been in use all the time: what was erased may still be read in it.`)
}

function isDone(act: () => boolean): boolean {
  try {
    return act()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_LOCKED')) return false
    throw error
  }
}
