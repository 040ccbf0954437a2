import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { UsageError } from '../config/usage-error.ts'

const MEMORY = ':memory:'

/** The files of a server; `:memory:` names when nothing is kept. */
export interface DataDir {
  readonly resources: string
  readonly teams: string
  readonly saml: string
  readonly runLog: string
  /** Lets another server use the directory. */
  release(): void
}

/**
 * Takes a data directory for this process alone. The lock is an open SQLite transaction, so the operating system
 * gives it back however the process ends.
 *
 * `fresh` forgets what earlier servers kept, and only once the directory is taken: a running server loses nothing.
 *
 * @throws UsageError when another server holds it or it cannot be written.
 */
export function takeDataDir(directory: string | null, fresh = false): DataDir {
  if (directory === null) return { resources: MEMORY, teams: MEMORY, saml: MEMORY, runLog: MEMORY, release() {} }
  makeDirectory(directory)
  const release = lock(directory)
  if (fresh) forget(directory)
  const file = (name: string): string => join(directory, name)
  return {
    resources: file('resources.db'),
    teams: file('teams.db'),
    saml: file('saml.db'),
    runLog: file('run-log.db'),
    release,
  }
}

const DATABASES = ['resources.db', 'teams.db', 'saml.db', 'run-log.db']
const OTHERS = ['demo-tokens.json', 'dashboard.json', 'simulators']

function forget(directory: string): void {
  const files = DATABASES.flatMap((name) => [name, `${name}-wal`, `${name}-shm`])
  for (const name of [...files, ...OTHERS]) rmSync(join(directory, name), { recursive: true, force: true })
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    chmodSync(directory, 0o700)
  } catch (cause) {
    throw new UsageError(`The data directory ${directory} cannot be made or changed.`, { cause })
  }
}

function lock(directory: string): () => void {
  try {
    const db = new Database(join(directory, 'lock.db'), { timeout: 0 })
    db.pragma('journal_mode = off')
    db.exec('begin exclusive')
    return () => void db.close()
  } catch (cause) {
    const busy = cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY'
    throw new UsageError(
      busy
        ? `Another server already uses ${directory}: stop it or choose another directory with --data.`
        : `The data directory ${directory} cannot be used.`,
      { cause },
    )
  }
}
