// Sets the tree up: pinned tools into .tools, dependencies into node_modules. Everything it prints goes to stderr.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isWindows, neededTools } from './platform.mjs'

export const root = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..'))
const tools = join(root, '.tools')

/** Environment of every child: the outer npm's settings must not leak into pnpm, the fetched tools come first on PATH. */
export function childEnvironment() {
  const npmOwn = /^npm_(config_(?!registry$)|package_|lifecycle_|command$|execpath$|node_execpath$)/i
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !npmOwn.test(name)))
  const pathKey = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  env[pathKey] = [
    dirname(nodeExecutable()),
    join(tools, 'bin'),
    join(tools, 'node_modules', '.bin'),
    join(root, 'node_modules', '.bin'),
    env[pathKey],
  ].join(delimiter)
  env.TURBO_TELEMETRY_DISABLED = '1'
  env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'node')
  return env
}

function run(command, args, options) {
  const result = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: isWindows, ...options })
  if (result.error) throw result.error
  return result.status ?? 1
}

/** A lock file for exactly these packages: npm then refuses any tarball whose digest differs from the pin. */
function lockFor(packages) {
  const dependencies = Object.fromEntries(packages.map((pin) => [pin.name, pin.version]))
  const entries = packages.map(({ name, megabytes, ...entry }) => [`node_modules/${name}`, entry])
  const manifest = { name: 'tools', private: true, dependencies }
  return {
    manifest,
    lock: { name: 'tools', lockfileVersion: 3, packages: { '': manifest, ...Object.fromEntries(entries) } },
  }
}

function fetchTools({ pnpm, node }) {
  const packages = [pnpm, ...(node ? [node] : [])]
  const wanted = packages.map((pin) => `${pin.name}@${pin.version}`).join(' ')
  const stamp = join(tools, 'stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return wanted
  const what = [
    `pnpm ${pnpm.version} (${pnpm.megabytes} MB)`,
    ...(node ? [`Node ${node.version} (${node.megabytes} MB)`] : []),
  ]
  console.error(
    `Setting up: fetching ${what.join(' and ')} into .tools, digests checked; the system's own Node is left alone.`,
  )
  rmSync(tools, { recursive: true, force: true })
  mkdirSync(join(tools, 'bin'), { recursive: true })
  const { manifest, lock } = lockFor(packages)
  writeFileSync(join(tools, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(tools, 'package-lock.json'), JSON.stringify(lock))
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  if (run('npm', ['install', ...quiet], { cwd: tools, env: childEnvironment() }) !== 0)
    throw new Error(
      `Could not fetch ${wanted}. Check the network and the registry, or install Node 24, and run this again.`,
    )
  linkPnpm(pnpm)
  checkNode(nodeExecutable())
  writeFileSync(stamp, wanted)
  return wanted
}

/** The platform packages of pnpm hold the bare executable without a bin entry. */
function linkPnpm(pnpm) {
  if (pnpm.bin) return
  symlinkSync(join('..', 'node_modules', pnpm.name, 'pnpm'), join(tools, 'bin', 'pnpm'))
}

/** Path of the Node that runs the project. */
export function nodeExecutable() {
  const { node } = neededTools()
  if (!node) return process.execPath
  return join(tools, 'node_modules', node.name, 'bin', isWindows ? 'node.exe' : 'node')
}

function manifests() {
  const rooms = ['packages', 'apps', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'package.json')),
  )
  return [
    join(root, 'package.json'),
    join(root, 'pnpm-workspace.yaml'),
    join(root, 'pnpm-lock.yaml'),
    ...rooms.filter((file) => existsSync(file)),
  ]
}

/**
 * Installs dependencies when a manifest or the lockfile changed. `runtime` leaves test and browser tooling out;
 * what `all` installed serves `runtime` as well.
 */
function installDependencies(wanted, toolStamp) {
  const hash = createHash('sha256').update(toolStamp)
  for (const file of manifests()) hash.update(readFileSync(file))
  const digest = hash.digest('hex')
  const mark = join(root, 'node_modules', '.set-up-stamp')
  const known = existsSync(mark) ? readFileSync(mark, 'utf8') : ''
  // A tree that holds the test tooling keeps it.
  const scope = known.startsWith('all ') ? 'all' : wanted
  if (known === `${scope} ${digest}`) return
  const size = scope === 'runtime' ? 'about 40 MB; no test or browser tooling' : 'about 200 MB with the test tooling'
  console.error(`Setting up: installing dependencies from the lockfile (${size}), digests checked.`)
  const args = [
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    '--loglevel=warn',
    ...(scope === 'runtime' ? ['--prod'] : []),
  ]
  if (run('pnpm', args, { cwd: root, env: { ...childEnvironment(), CI: 'true' } }) !== 0)
    throw new Error('Installing dependencies failed. Check the network and run this again.')
  writeFileSync(mark, `${scope} ${digest}`)
}

/** Lets `pnpm run x` typed by hand in any package find the pinned Node. Relative, so that a moved checkout still works. */
function linkNode({ node }) {
  if (!node || isWindows) return
  const bin = join(root, 'node_modules', '.bin')
  mkdirSync(bin, { recursive: true })
  const link = join(bin, 'node')
  const target = join('..', '..', '.tools', 'node_modules', node.name, 'bin', 'node')
  const there = lstatSync(link, { throwIfNoEntry: false })
  if (there?.isSymbolicLink() && readlinkSync(link) === target) return
  // Renamed into place: commands started together never meet a missing link.
  const fresh = `${link}.${process.pid}`
  symlinkSync(target, fresh)
  renameSync(fresh, link)
}

function checkNode(executable) {
  const result = spawnSync(executable, ['--version'], { encoding: 'utf8' })
  if (result.status === 0) return
  throw new Error(`The fetched Node does not start on this machine. Install Node 24 and run this again.`)
}

/** Everything a job needs: `runtime` for running, `all` for testing and developing. */
export function setUp(scope) {
  const needed = neededTools()
  const stamp = fetchTools(needed)
  installDependencies(scope, stamp)
  linkNode(needed)
}
