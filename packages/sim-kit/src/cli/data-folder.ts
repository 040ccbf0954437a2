import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { CliIo } from './io.ts'

/** The folder for data: the option, else DATA_DIR, else `.data` in the workspace above, else here. */
export function dataFolder(option: string | undefined, io: Pick<CliIo, 'cwd' | 'env'>): string {
  const given = option ?? io.env.DATA_DIR
  if (given) return resolve(io.cwd, given)
  return join(workspaceRoot(io.cwd) ?? io.cwd, '.data')
}

function workspaceRoot(folder: string): string | undefined {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : workspaceRoot(parent)
}

/** The file in which a simulator remembers its app integrations. */
export function stateFile({ id }: { readonly id: string }, dataDir: string): string {
  return join(dataDir, 'simulators', `${id}.sqlite`)
}
