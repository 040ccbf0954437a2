import { writeFile } from 'node:fs/promises'
import { ALL_CHECKS, type CheckReport, renderReport, runChecks, selectChecks } from '@scimulator/scim-check'
import { type CheckOptions, type CheckPlan, type Destination, readPlan } from './options.ts'
import { createSend } from './send.ts'

/**
 * Runs `check URL`: 0 when no row failed, 1 when one did, 2 when the run was broken off.
 *
 * @throws Error with one clear line for bad usage and for a target that cannot be checked.
 */
export async function runCheckCommand(url: string, options: CheckOptions): Promise<number> {
  const plan = await readPlan(url, options, process.env)
  warnOfClearText(plan)
  const { send, close } = createSend(plan)
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const report = await runChecks({
      target: plan.target,
      only: plan.only,
      level: plan.level,
      destructive: plan.destructive,
      timeoutMs: plan.timeoutMs,
      send,
      signal: abort.signal,
      onResult: createProgress(selectChecks(ALL_CHECKS, plan).length),
      ...(plan.token === undefined ? {} : { token: plan.token }),
      ...(plan.authHeader === undefined ? {} : { authHeader: plan.authHeader }),
      ...(plan.meToken === undefined ? {} : { meToken: plan.meToken }),
    })
    return await conclude(report, plan.destinations)
  } finally {
    process.removeListener('SIGINT', stop)
    process.removeListener('SIGTERM', stop)
    close()
  }
}

async function conclude(report: CheckReport, destinations: readonly Destination[]): Promise<number> {
  for (const { format, file } of destinations) {
    const text = renderReport(format, report)
    if (file === undefined) process.stdout.write(text)
    else await writeFile(file, text)
  }
  if (report.leftovers.length > 0) {
    process.stderr.write(`Could not be removed from the target: ${report.leftovers.join(', ')}\n`)
  }
  if (report.interrupted) {
    process.stderr.write('Broken off before the end; what the run made is removed.\n')
    return 2
  }
  return report.summary.fail > 0 ? 1 : 0
}

/** A counter on a terminal; nothing where standard error is kept. */
function createProgress(total: number): (result: { readonly id: string }) => void {
  let done = 0
  return ({ id }) => {
    done += 1
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} ${id} ${done === total ? '\r\u001b[K' : ''}`)
  }
}

function warnOfClearText({ target, token, authHeader, meToken }: CheckPlan): void {
  const { protocol, hostname, host } = new URL(target)
  const isLoopback = /^(.*\.)?localhost\.?$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/i.test(hostname)
  if (protocol !== 'http:' || isLoopback || (token ?? authHeader ?? meToken) === undefined) return
  process.stderr.write(`Warning: the token goes to ${host} over plain http: everybody on the way can read it.\n`)
}
