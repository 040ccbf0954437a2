// Runs one child in the foreground and passes signals on, so that nothing is left behind.
import { spawn } from 'node:child_process'
import { isWindows } from './platform.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Resolves with the exit code of the child. */
export function runJob(command, args, { cwd, env, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit', shell: shell && isWindows })
    const pass = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    // npm runs this under `sh -c`: a TERM sent to npm ends the shell and leaves us, with a new parent.
    const underNpm = process.env.npm_lifecycle_event !== undefined && !isWindows
    const parent = process.ppid
    const watch = underNpm && setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of signals) process.off(name, pass)
      resolve(code ?? (signal ? 130 : 1))
    })
  })
}
