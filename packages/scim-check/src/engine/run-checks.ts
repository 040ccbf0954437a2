import { ALL_CHECKS } from '../checks/all.ts'
import { Client, type Connection } from '../client/client.ts'
import { fetchSend } from '../client/exchange.ts'
import { createMask } from '../client/mask.ts'
import { declaredTypes } from '../discovery/declared-types.ts'
import { discover } from '../discovery/discover.ts'
import type { Discovery } from '../discovery/discovery.ts'
import { CheckFailure, TargetError } from '../failure.ts'
import { type RunChecksOptions, selectChecks } from './options.ts'
import type { CheckReport, CheckResult } from './report.ts'
import { runCheck, type Surroundings } from './run-check.ts'
import { Shelf } from './shelf.ts'
import { tryUser } from './trial.ts'
import { Workspace } from './workspace.ts'

const DEFAULT_TIMEOUT_MS = 10_000

/**
 * Checks a service provider, one check after the other, and removes everything it made, after an interrupt too.
 *
 * @throws TypeError when `only` names a check that does not exist.
 * @throws TargetError when the target cannot be reached, refuses a token, is no SCIM service, or stops answering.
 * @example const report = await runChecks({ target: 'http://localhost:4000/scim/v2', token })
 */
export async function runChecks(options: RunChecksOptions): Promise<CheckReport> {
  const checks = selectChecks(options.checks ?? ALL_CHECKS, options)
  const startedAt = new Date()
  const target = options.target.replace(/(?<!\/)\/+$/, '')
  const workspace = new Workspace(`scimcheck-${options.runId ?? crypto.randomUUID().slice(0, 8)}-`)
  const connection = connect(options, target, workspace)
  const cleaner = new Client(
    { ...connection, signal: new AbortController().signal },
    () => {},
    Number.POSITIVE_INFINITY,
  )
  const results: CheckResult[] = []
  let discovery: Discovery | undefined
  try {
    discovery = await learn(connection)
    workspace.watch(discovery.users.path, discovery.groups.path, ...declaredTypes(discovery).map(({ path }) => path))
    const trial = await tryUser(new Client(connection, () => {}), discovery, workspace)
    await workspace.removeSince(new Set(), cleaner)
    const destructive = options.destructive ?? false
    const surroundings = { connection, trial, workspace, cleaner, destructive, shelf: new Shelf(workspace) }
    for (const check of checks) await runOne(check, surroundings, results, options.onResult)
  } catch (error) {
    if (!connection.signal.aborted) throw error
  } finally {
    if (discovery !== undefined) await cleanUp(workspace, cleaner, discovery)
  }
  return {
    target,
    startedAt: startedAt.toISOString(),
    ms: Date.now() - startedAt.getTime(),
    interrupted: connection.signal.aborted,
    summary: countOutcomes(results),
    results,
    leftovers: workspace.leftovers,
  }
}

async function runOne(
  check: Parameters<typeof runCheck>[0],
  surroundings: Surroundings,
  results: CheckResult[],
  onResult: RunChecksOptions['onResult'],
): Promise<void> {
  const result = await runCheck(check, surroundings)
  results.push(result)
  onResult?.(result)
}

function connect(options: RunChecksOptions, baseUrl: string, workspace: Workspace): Connection {
  const { token, authHeader, meToken, send = fetchSend, timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const authorization = authHeader ?? (token === undefined ? undefined : `Bearer ${token}`)
  const secret = authorization?.replace(/^[A-Za-z-]+ +/, '')
  return {
    baseUrl,
    authorization,
    meAuthorization: meToken === undefined ? undefined : `Bearer ${meToken}`,
    send,
    timeoutMs,
    mask: createMask([token, authorization, secret, meToken].filter((value) => value !== undefined)),
    signal: options.signal ?? new AbortController().signal,
    onAnswer: (request, answer) => workspace.note(request, answer),
    silent: 0,
  }
}

async function learn(connection: Connection): Promise<Discovery> {
  try {
    const client = new Client(connection, () => {})
    const discovery = await discover(client)
    await assertMeKnown(client, connection)
    return discovery
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error
    throw new TargetError(`The target cannot be reached: ${error.message}`)
  }
}

/** A token of somebody that is refused would be taken for a `/Me` that is not offered. */
async function assertMeKnown(client: Client, { meAuthorization }: Connection): Promise<void> {
  if (meAuthorization === undefined) return
  const { status } = await client.get('/Me', {}, client.asMe)
  if (status === 401) throw new TargetError('The target refuses the token for /Me (401).')
}

async function cleanUp(workspace: Workspace, cleaner: Client, { users, groups }: Discovery): Promise<void> {
  const lookUps = [
    ...(groups.missing === undefined ? [{ path: groups.path, attribute: 'displayName' }] : []),
    ...(users.missing === undefined ? [{ path: users.path, attribute: 'userName' }] : []),
  ]
  await workspace.removeSince(new Set(), cleaner)
  await workspace.sweep(cleaner, lookUps)
}

function countOutcomes(results: readonly CheckResult[]): CheckReport['summary'] {
  const summary = { pass: 0, fail: 0, warn: 0, skip: 0 }
  for (const { outcome } of results) summary[outcome] += 1
  return summary
}
