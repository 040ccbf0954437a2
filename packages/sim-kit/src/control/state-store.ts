import type { DatabaseSync } from 'node:sqlite'
import { readOldState } from './old-state.ts'
import { type SavedTarget, type StateStore, savedTargetSchema } from './saved-state.ts'
import { takeClaim } from './state-claims.ts'
import { exclusively, openStateDatabase } from './state-database.ts'

/** Opens `DATA_DIR/simulators/VENDOR.sqlite`; what an older version left in `VENDOR.json` beside it is taken over. */
export async function openStateStore(path: string, note: (line: string) => void): Promise<StateStore> {
  const db = openStateDatabase(path, note)
  await readOldState(path.replace(/\.sqlite$/, '.json'), note, (targets) => {
    exclusively(db, () => {
      for (const [key, saved] of targets) if (find(db, key) === undefined) write(db, key, saved)
    })
  })
  const read = (key: string): SavedTarget | undefined => {
    const row = find(db, key)
    if (row === undefined) return undefined
    const saved = toSaved(row)
    if (saved === undefined) note(`What was saved of ${JSON.stringify(key)} cannot be read; it begins anew.`)
    return saved
  }
  return {
    get: read,
    latest(keys) {
      const list = JSON.stringify(keys)
      const sql = `select key from app_integrations where key in (select value from json_each(?)) order by written desc limit 1`
      const key = db.prepare(sql).get(list)?.key
      return typeof key === 'string' ? read(key) : undefined
    },
    claim(key) {
      const held = takeClaim(db, key)
      return {
        saved: read(key),
        save: (saved) => held.within(() => write(db, key, saved)),
        release: held.release,
      }
    },
    close: () => db.close(),
  }
}

type Row = Record<string, unknown>

function find(db: DatabaseSync, key: string): Row | undefined {
  return db
    .prepare('select size, directory, state, settings, passed_ms, met from app_integrations where key = ?')
    .get(key)
}

function write(db: DatabaseSync, key: string, saved: SavedTarget): void {
  const { size, directory, state, settings, passedMs = 0, met = false } = saved
  db.prepare(
    `insert or replace into app_integrations (key, size, directory, state, settings, passed_ms, met, written)
     values (?, ?, ?, ?, ?, ?, ?, (select coalesce(max(written), 0) + 1 from app_integrations))`,
  ).run(
    key,
    JSON.stringify(size),
    JSON.stringify(directory),
    JSON.stringify(state),
    settings === undefined ? null : JSON.stringify(settings),
    passedMs,
    Number(met),
  )
}

function toSaved({ size, directory, state, settings, passed_ms: passedMs, met }: Row): SavedTarget | undefined {
  const parsed = savedTargetSchema.safeParse({
    size: parseJson(size),
    directory: parseJson(directory),
    state: parseJson(state),
    passedMs,
    met: met === 1,
    ...(settings === null ? {} : { settings: parseJson(settings) }),
  })
  return parsed.data
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}
