import type Database from 'better-sqlite3'
import type { RunLogLimits } from './run-log.ts'

const BATCH = 5000
const SMALL_BATCH = 100

/** Removes the oldest runs and exchanges beyond the limits; a run that still goes on keeps its row and its steps. */
export function preparePrune(db: Database.Database, limits: RunLogLimits): () => void {
  const dropRuns = db.prepare<[number]>(
    "delete from runs where status <> 'running' and pk not in (select pk from runs order by pk desc limit ?)",
  )
  const count = db.prepare<[], { total: number }>('select count(*) as total from exchanges')
  const dropExchanges = db.prepare<[number]>(
    'delete from exchanges where pk in (select pk from exchanges order by pk limit ?)',
  )
  const used = db.prepare<[], { bytes: number }>(
    'select (c.page_count - f.freelist_count) * s.page_size as bytes from pragma_page_count c, pragma_freelist_count f, pragma_page_size s',
  )
  return () => {
    dropRuns.run(limits.runs)
    const excess = (count.get()?.total ?? 0) - limits.exchanges
    for (let left = excess; left > 0; left -= BATCH) dropExchanges.run(Math.min(left, BATCH))
    while ((used.get()?.bytes ?? 0) > limits.bytes) if (dropExchanges.run(SMALL_BATCH).changes === 0) return
  }
}
