import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from './programs.ts'

/** What `docs/peer-faults.md` says of one server. */
export interface KnownFaults {
  /** Rows of the requirements matrix that `check` must report as failed. */
  readonly rows: readonly string[]
  /** Ids of findings that a simulated sync must report. */
  readonly findings: readonly string[]
}

/** Reads the faults of a server, named as in the table. @throws Error when the table has none. */
export async function readKnownFaults(server: string): Promise<KnownFaults> {
  const text = await readFile(join(projectRoot, 'docs', 'peer-faults.md'), 'utf8')
  const lines = text.split('\n').filter((line) => line.startsWith(`| ${server} |`))
  if (lines.length === 0) throw new Error(`docs/peer-faults.md names no fault of ${server}.`)
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  const idsIn = (column: number): string[] =>
    cells.flatMap((row) => (row[column] ?? '').split(' ')).filter((id) => id !== '')
  return { rows: idsIn(3), findings: idsIn(4) }
}
