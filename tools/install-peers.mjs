// Installs the heavy third-party servers of tests/peers, a workspace with a lockfile of its own.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isWindows } from './platform.mjs'
import { childEnvironment, root } from './set-up.mjs'

const peers = join(root, 'tests', 'peers')

/** @throws Error when the installation fails; its messages are on stderr. */
export function installPeers() {
  const hash = createHash('sha256')
  for (const name of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'])
    hash.update(readFileSync(join(peers, name)))
  const digest = hash.digest('hex')
  const mark = join(peers, 'node_modules', '.set-up-stamp')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return
  console.error(
    'Setting up: installing better-auth and Polis into tests/peers from its lockfile (about 25 MB), digests checked.',
  )
  const args = ['install', '--frozen-lockfile', '--ignore-scripts', '--reporter=append-only', '--loglevel=error']
  const result = spawnSync('pnpm', args, {
    cwd: peers,
    env: { ...childEnvironment(), CI: 'true' },
    stdio: ['ignore', 2, 2],
    shell: isWindows,
  })
  if (result.error) throw result.error
  if (result.status !== 0)
    throw new Error('Installing better-auth and Polis failed. Check the network and run this again.')
  writeFileSync(mark, digest)
}
