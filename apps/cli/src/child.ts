import { type ChildProcess, spawn } from 'node:child_process'

const nodeFlags = ['--conditions=source', '--disable-warning=ExperimentalWarning']

/** Starts one of the project's programs on this very Node. Secrets go in `env`, never in `args`. */
export function startProgram(
  entry: string,
  args: readonly string[],
  options: { env?: Record<string, string>; stdout: 'inherit' | 'pipe' },
): ChildProcess {
  return spawn(process.execPath, [...nodeFlags, entry, ...args], {
    env: { ...process.env, SCIMULATOR_PARENT_PID: String(process.pid), ...options.env },
    stdio: ['inherit', options.stdout, 'inherit'],
  })
}

/** Runs a program in the foreground, passes signals on, and resolves with its exit code. */
export function runProgram(entry: string, args: readonly string[], env: Record<string, string>): Promise<number> {
  const child = startProgram(entry, args, { env, stdout: 'inherit' })
  return forwardSignals(child)
}

/** Resolves with the exit code of the child; signals that reach us reach it. */
export function forwardSignals(child: ChildProcess): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? (signal ? 130 : 1))
    })
  })
}

/** Resolves with the first line the child prints; rejects with its exit code when it ends before that. */
export function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (!stdout) return Promise.reject(new Error('The output of the program is not read.'))
  return new Promise((resolve, reject) => {
    let text = ''
    stdout.setEncoding('utf8')
    stdout.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    child.on('exit', (code) => reject(new ProgramEnded(code ?? 1)))
    child.on('error', reject)
  })
}

/** A program ended before it was ready; it has already said why on stderr. */
export class ProgramEnded extends Error {
  override readonly name = 'ProgramEnded'
  readonly exitCode: number

  constructor(exitCode: number) {
    super(`The program ended with code ${exitCode}.`)
    this.exitCode = exitCode
  }
}
