import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type SyncReport, serveDocumentSchema, syncReportSchema } from '@scimulator/admin-api'

/** The project's root folder. */
export const projectRoot: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const cli = join(projectRoot, 'apps', 'cli', 'src', 'main.ts')
const memoryServer = join(import.meta.dirname, 'memory-server.ts')

// Many short processes of the same source: compiling it once saves each of them a third of its time.
const compileCache = join(tmpdir(), 'scimulator-compile-cache')

/** A program that ended. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Starts `scimulator ARGS` as a process of its own. */
export function spawnCli(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawnProgram(cli, args, env)
}

/** Starts a vendor's simulator with its control API and its pages; it finds the server by DATA_DIR. */
export function spawnSimulator(vendor: string, env: Record<string, string>): ChildProcess {
  return spawnProgram(join(projectRoot, 'apps', `${vendor}-sim`, 'src', 'main.ts'), ['serve'], env)
}

/** Starts a SCIM server over the memory engine, for teams with a token each. */
export function spawnMemoryServer(tokens: Record<string, string>): ChildProcess {
  return spawnProgram(memoryServer, [], { SCIM_TOKENS: JSON.stringify(tokens) })
}

function spawnProgram(program: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', program, ...args], {
    cwd: projectRoot,
    env: { NODE_COMPILE_CACHE: compileCache, ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs `scimulator ARGS` to its end. */
export function runCli(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawnCli(args, env)
  const stdout = collect(child, 'stdout')
  const stderr = collect(child, 'stderr')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, stdout: stdout(), stderr: stderr() }))
  })
}

/** Runs `sync VENDOR --json` and reads its report. */
export async function runSync(vendor: string, args: readonly string[]): Promise<Ended & { report: SyncReport }> {
  const ended = await runCli(['sync', vendor, '--json', '--no-dashboard', ...args])
  try {
    return { ...ended, report: syncReportSchema.parse(JSON.parse(ended.stdout)) }
  } catch (error) {
    throw new Error(`sync ${vendor} printed no report (exit ${ended.code}): ${ended.stderr}`, { cause: error })
  }
}

/** A server of our own, running. */
export interface RunningServer {
  readonly url: string
  readonly scimUrl: string
  readonly hostUrl: string
  readonly token: string
  stop(): Promise<void>
}

/** Starts `scimulator serve` on a port of its own and waits until it is ready. */
export async function startServer(
  options: { data?: string; team?: string; token?: string; strict?: boolean; args?: readonly string[] } = {},
): Promise<RunningServer> {
  const { data = ':memory:', team = 'acme', token = 't0k', strict = false, args = [] } = options
  const given = ['serve', '--port', '0', '--data', data, '--team', team, '--json', ...(strict ? ['--strict'] : [])]
  const child = spawnCli([...given, ...args], { SCIM_TOKEN: token })
  const ready = serveDocumentSchema.parse(JSON.parse(await firstLine(child)))
  return {
    url: ready.url,
    scimUrl: ready.scim.url,
    hostUrl: ready.scim.hostUrl,
    token: ready.scim.token,
    stop: () => endProcess(child),
  }
}

/** Asks a process to end and waits for it. */
export function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Resolves with the first line a process prints; rejects with what it said when it ends before that. */
export function firstLine(child: ChildProcess): Promise<string> {
  const stderr = collect(child, 'stderr')
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`The program ended with ${code}: ${stderr()}`)))
  })
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = ''
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = /^(SCIM|SCIMULATOR_|DATA_DIR$|PORT$|HOST$|NODE_OPTIONS$|VITEST)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}
