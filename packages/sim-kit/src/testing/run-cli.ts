import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CliIo } from '../cli/io.ts'
import { runSimulator } from '../cli/run-simulator.ts'
import type { Profile, Vendor } from '../profile/profile.ts'
import { fakeVendor } from './fake-vendor.ts'
import { contentServer, type HttpTarget, httpTarget } from './http-target.ts'

let cwd = ''
const open: HttpTarget[] = []

/** Makes the folder the command line is called in, before each test. */
export async function openFolder(): Promise<void> {
  cwd = await mkdtemp(join(tmpdir(), 'sim-kit-'))
}

/** Closes every target and removes the folder, after each test. */
export async function closeFolder(): Promise<void> {
  await Promise.all(open.splice(0).map((target) => target.close()))
  await rm(cwd, { recursive: true, force: true })
}

/** The folder the command line is called in; its DATA_DIR too. */
export function folder(): string {
  return cwd
}

/** A target that is closed after the test. */
export async function target(answer: Parameters<typeof httpTarget>[0] = contentServer): Promise<HttpTarget> {
  const made = await httpTarget(answer)
  open.push(made)
  return made
}

/** What a run of the command line left. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** What differs from a plain call. */
export interface RunMore {
  readonly env?: Record<string, string>
  readonly interrupt?: (callback: () => void) => void
  readonly profile?: Partial<Profile>
  readonly vendor?: Partial<Vendor>
}

/** Runs the fake vendor's command line. */
export async function run(args: readonly string[], more: RunMore = {}): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const io: CliIo = {
    out: (text) => void out.push(text),
    err: { write: (text: string) => err.push(text) },
    env: { DATA_DIR: cwd, ...more.env },
    cwd,
    onInterrupt(callback) {
      more.interrupt?.(callback)
      return () => {}
    },
  }
  const code = await runSimulator({ ...fakeVendor(more.profile), ...more.vendor }, args, io)
  return { code, out: out.join(''), err: err.join('') }
}

/** A sync against that target with a token to look for. */
export function syncArgs({ url }: HttpTarget, ...more: string[]): string[] {
  return ['sync', '--target', `${url}/scim/v2`, '--token', 'canary-token', ...more]
}
