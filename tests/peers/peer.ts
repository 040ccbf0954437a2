import { spawn } from 'node:child_process'
import { type CheckReport, checkReportSchema } from '../../packages/admin-api/src/index.ts'
import { endProcess, firstLine, runCli } from '../support/src/index.ts'

/** A third-party server, running. */
export interface Peer {
  readonly url: string
  readonly token: string
  stop(): Promise<void>
}

/** Rows of the requirements matrix that one property of a peer explains, judged by its own answers. */
export interface Judgement {
  readonly because: string
  /** Ids with a blank between them. */
  readonly rows: string
}

/** Everything a check of a peer is expected to say; rows that are not named pass, or are skipped. */
export interface Verdicts {
  readonly fails: readonly Judgement[]
  readonly warns: readonly Judgement[]
  /** How some of the faults look in the words of the report. */
  readonly details: Readonly<Record<string, RegExp>>
}

const token = 'interop-token'

/** Starts a program of this folder and waits until it serves. */
export async function startPeer(program: string, env: Record<string, string> = {}): Promise<Peer> {
  const child = spawn(process.execPath, [program], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, SCIM_TOKEN: token, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ready: unknown = JSON.parse(await firstLine(child))
  const { url, token: own } = ready as { url: string; token?: string } // printed by listen.mjs
  return { url, token: own ?? token, stop: () => endProcess(child) }
}

/** Runs `check` against a peer. */
export async function checkPeer({ url, token }: Peer): Promise<{ code: number; report: CheckReport; stderr: string }> {
  const { code, stdout, stderr } = await runCli(['check', url, '--json'], { SCIM_TOKEN: token })
  if (stdout === '') throw new Error(`check printed nothing (exit ${code}): ${stderr}`)
  return { code, stderr, report: checkReportSchema.parse(JSON.parse(stdout)) }
}
