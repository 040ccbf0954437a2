import type { Team } from '../../teams/team.ts'
import type { AuditEntry } from '../product.ts'
import { noteAll, type ProductContext } from '../work.ts'

/** The audit rows of refusals, whose own transaction is undone. */
export interface Refusals {
  /** Writes entries once the transaction that runs now is over. */
  noteLater(team: Team, entries: readonly AuditEntry[]): void
  /** Resolves when everything of before is written. */
  settled(): Promise<void>
}

/** Keeps track of refusals that are still to be written. */
export function createRefusals(context: ProductContext): Refusals {
  const pending = new Set<Promise<void>>()
  return {
    noteLater(team, entries) {
      if (entries.length === 0) return
      // Not awaited: it queues behind the very transaction that the caller is in.
      const written = noteAll(context, team, [...entries])
        .catch(context.onError)
        .finally(() => pending.delete(written))
      pending.add(written)
    },
    async settled() {
      await Promise.all(pending)
    },
  }
}
