import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DashboardFile, dashboardFileSchema } from '@scimulator/admin-api'
import { writePrivateFile } from './private-file.ts'

/** Tells local processes how to reach the server (`dashboard.json`, mode 0600). Call the result to take it back. */
export function publishDashboardFile(directory: string | null, contents: DashboardFile): () => void {
  if (directory === null) return () => {}
  const file = join(directory, 'dashboard.json')
  writePrivateFile(file, `${JSON.stringify(contents, null, 2)}\n`)
  return () => {
    if (isOurs(file, contents.ingestToken)) rmSync(file, { force: true })
  }
}

// A server started later in the same directory has put its own file there: that one stays.
function isOurs(file: string, ingestToken: string): boolean {
  try {
    return dashboardFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).ingestToken === ingestToken
  } catch {
    return false
  }
}
