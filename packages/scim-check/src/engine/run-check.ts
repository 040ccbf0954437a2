import type { Check, Outcome } from '../check.ts'
import { Client, type Connection } from '../client/client.ts'
import type { Discovery } from '../discovery/discovery.ts'
import { CheckFailure, CheckSkip } from '../failure.ts'
import { CheckContext } from './context.ts'
import type { CheckResult } from './report.ts'
import type { Shelf } from './shelf.ts'
import type { Workspace } from './workspace.ts'

/** What the checks of one run share. */
export interface Surroundings {
  readonly connection: Connection
  readonly discovery: Discovery
  readonly workspace: Workspace
  readonly shelf: Shelf
  readonly destructive: boolean
  /** For what has to happen after an interrupt too. */
  readonly cleaner: Client
}

/** Runs one check and removes what it made. Rejects only when the run was aborted. */
export async function runCheck(check: Check, surroundings: Surroundings): Promise<CheckResult> {
  const { connection, discovery, workspace, shelf, cleaner } = surroundings
  const conclude = (outcome: Outcome, detail: string, exchanges: CheckResult['exchanges'] = []): CheckResult =>
    toResult(check, outcome, connection.mask.text(detail), exchanges)
  const reason = reasonToSkip(check, surroundings)
  if (reason !== undefined) return conclude('skip', reason)
  const warnings: string[] = []
  const client = new Client(connection, (sentence) => warnings.push(sentence))
  const context = new CheckContext(client, discovery, workspace, shelf, warnings)
  const mark = workspace.mark()
  try {
    await check.run(context)
    const detail = [...warnings, ...context.notes].join(' ')
    return warnings.length > 0 ? conclude('warn', detail, client.exchanges) : conclude('pass', detail)
  } catch (error) {
    connection.signal.throwIfAborted()
    if (error instanceof CheckSkip) return conclude('skip', error.message)
    if (!(error instanceof CheckFailure)) throw error
    const outcome = outcomeOf(check, error)
    return conclude(outcome, error.message, outcome === 'pass' ? [] : client.exchanges)
  } finally {
    await workspace.removeSince(new Set([...mark, ...shelf.kept]), cleaner)
  }
}

/** A row the RFC leaves open cannot be missed: it informs, unless the target fails or does not answer. */
function outcomeOf({ level }: Check, { message }: Error): Outcome {
  if (level === 'MUST') return 'fail'
  if (level === 'SHOULD') return 'warn'
  if (/ was not answered: /.test(message)) return 'warn'
  return / was answered with 5\d\d /.test(message) && !/ 501 /.test(message) ? 'warn' : 'pass'
}

function reasonToSkip(check: Check, { discovery, destructive }: Surroundings): string | undefined {
  const tolerance = discovery.tolerances.get(check.id)
  if (tolerance !== undefined) return `tolerance ${tolerance}`
  if (check.destructive && !destructive) return 'could touch what the run did not make: needs --destructive'
  return check.requires?.(discovery)
}

function toResult(check: Check, outcome: Outcome, detail: string, exchanges: CheckResult['exchanges']): CheckResult {
  const { id, level, group, title, section, advice, damage } = check
  return { id, level, group, title, section, advice, damage, outcome, detail, exchanges }
}
