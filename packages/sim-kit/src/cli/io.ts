import type { ProgressStream } from '../report/progress.ts'

/** What a command line touches of its process. */
export interface CliIo {
  /** Writes to standard output. */
  readonly out: (text: string) => void
  readonly err: ProgressStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Calls back when the process is asked to end; returns how to stop listening. */
  readonly onInterrupt: (callback: () => void) => () => void
}

/** The real process. Relative paths count from where the user called, which SCIMULATOR_CWD may tell. */
export function processIo(): CliIo {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly)
  return {
    out: (text) => void process.stdout.write(text),
    err: process.stderr,
    env: process.env,
    cwd: process.env.SCIMULATOR_CWD ?? process.cwd(),
    onInterrupt(callback) {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
      for (const signal of signals) process.on(signal, callback)
      return () => {
        for (const signal of signals) process.off(signal, callback)
      }
    },
  }
}

/** Whoever read the output has gone (`| head`): nobody is left to tell anything. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
}
