import type { Check, Outcome } from '../check.ts'
import { Client, type Connection, reasonOf } from '../client/client.ts'
import { CheckFailure, CheckSkip, FilterRefusal, TargetError } from '../failure.ts'
import { CheckContext } from './context.ts'
import type { CheckResult } from './report.ts'
import type { Shelf } from './shelf.ts'
import type { Trial } from './trial.ts'
import type { Workspace } from './workspace.ts'

/** What the checks of one run share. */
export interface Surroundings {
  readonly connection: Connection
  /** What the target announces, and what it takes. */
  readonly trial: Trial
  readonly workspace: Workspace
  readonly shelf: Shelf
  readonly destructive: boolean
  /** For what has to happen after an interrupt too. */
  readonly cleaner: Client
}

/** Runs one check and removes what it made. Rejects only when the run was aborted or the target is gone. */
export async function runCheck(check: Check, surroundings: Surroundings): Promise<CheckResult> {
  const { connection, trial, workspace, shelf, cleaner } = surroundings
  const started = performance.now()
  const warnings: string[] = []
  const client = new Client(connection, (sentence) => warnings.push(sentence))
  const conclude = (outcome: Outcome, detail: string): CheckResult => {
    const isWell = outcome === 'pass' || outcome === 'skip'
    return {
      ...headOf(check),
      outcome,
      detail: connection.mask.text(detail),
      ms: Math.round(performance.now() - started),
      exchanges: isWell ? [] : client.exchanges,
    }
  }
  const mark = workspace.mark()
  try {
    const bent = nameOfTolerance(check, surroundings)
    const reason = reasonToSkip(check, surroundings)
    const run = bent === undefined ? check.run : check.tolerated
    if (run === undefined || reason !== undefined) return conclude('skip', bent ?? reason ?? '')
    const context = new CheckContext(client, trial, workspace, shelf, warnings)
    await run(context)
    warnings.push(...failuresOf(check, client))
    if (bent !== undefined && warnings.length === 0) return conclude('skip', bent)
    const detail = [...warnings, ...context.notes].join(' ')
    return conclude(warnings.length > 0 ? 'warn' : 'pass', detail)
  } catch (error) {
    connection.signal.throwIfAborted()
    if (error instanceof TargetError) throw error
    if (error instanceof CheckSkip) return conclude('skip', error.message)
    if (error instanceof CheckFailure) return conclude(outcomeOf(check, error), error.message)
    return conclude('fail', `The check itself failed, which is a fault of the checker: ${nameOf(error)}.`)
  } finally {
    await workspace.removeSince(new Set([...mark, ...shelf.kept]), cleaner)
  }
}

/** A row the RFC leaves open cannot be missed: it informs, unless the target fails or does not answer. */
function outcomeOf({ level, group }: Check, error: CheckFailure): Outcome {
  const { message } = error
  if (error instanceof FilterRefusal) return outcomeOfRefusal(level, group)
  if (level === 'MUST') return 'fail'
  if (level === 'SHOULD') return 'warn'
  if (/ was not answered: /.test(message)) return 'warn'
  return / was answered with 5\d\d /.test(message) && !/ 501 /.test(message) ? 'warn' : 'pass'
}

/** A row the RFC leaves open takes any answer but that of a server that failed. */
function failuresOf({ level }: Check, { exchanges }: Client): string[] {
  if (level === 'MUST' || level === 'SHOULD') return []
  const failed = exchanges.find(
    ({ response }) => response !== null && response.status >= 500 && response.status !== 501,
  )
  return failed?.response ? [`${failed.request.method} was answered with ${failed.response.status}.`] : []
}

/**
 * RFC 7644 §3.12 lets 400 invalidFilter mean that an attribute and a comparison are not supported together, and no
 * clause says which must be: a row that asks for such a filter warns. For a row about something else the filter is a
 * set-up that failed. Where the language itself is refused, the row throws a plain CheckFailure.
 */
function outcomeOfRefusal(level: Check['level'], group: string): Outcome {
  if (group !== 'F') return 'skip'
  return level === 'MUST' || level === 'SHOULD' ? 'warn' : 'pass'
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${reasonOf(error)}` : String(error)
}

function nameOfTolerance({ id }: Check, { trial: { discovery } }: Surroundings): string | undefined {
  const tolerance = discovery.tolerances.get(id)
  return tolerance === undefined ? undefined : `tolerance ${tolerance}`
}

function reasonToSkip(check: Check, { trial: { discovery }, destructive }: Surroundings): string | undefined {
  if (check.destructive && !destructive) return 'could touch what the run did not make: needs --destructive'
  return check.requires?.(discovery)
}

function headOf({
  id,
  level,
  group,
  title,
  section,
  advice,
  damage,
}: Check): Omit<CheckResult, 'outcome' | 'detail' | 'ms' | 'exchanges'> {
  return { id, level, group, title, section, advice, damage }
}
