import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ownFiles = /^(?:.+\.db(?:-wal|-shm)?|dashboard\.json|demo-tokens\.json|simulators)$/

/** Removes what earlier starts left in the data folder, and nothing else. */
export function forgetData(folder: string): void {
  for (const name of namesIn(folder))
    if (ownFiles.test(name)) rmSync(join(folder, name), { recursive: true, force: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
