// Builds the dashboard when its sources changed since the last build.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, nodeExecutable, root } from './set-up.mjs'

const dashboard = join(root, 'apps', 'dashboard')

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(path)
    return [path]
  })
}

/** @throws Error when the build fails; its messages are on stderr. */
export function buildDashboard() {
  const hash = createHash('sha256')
  for (const file of [
    ...sources(dashboard),
    ...sources(join(root, 'packages', 'admin-api', 'src')),
    join(root, 'pnpm-lock.yaml'),
  ])
    hash.update(file.slice(root.length)).update(readFileSync(file))
  const digest = hash.digest('hex')
  const mark = join(root, 'node_modules', '.dashboard-stamp')
  const built = existsSync(join(dashboard, 'dist', 'index.html'))
  if (built && existsSync(mark) && readFileSync(mark, 'utf8') === digest) return
  console.error('Setting up: building the dashboard.')
  const vite = join(dashboard, 'node_modules', 'vite', 'bin', 'vite.js')
  const result = spawnSync(nodeExecutable(), [vite, 'build', '--logLevel', 'warn'], {
    cwd: dashboard,
    env: childEnvironment(),
    stdio: ['ignore', 2, 2],
  })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error('The dashboard could not be built; the messages are above.')
  writeFileSync(mark, digest)
}
