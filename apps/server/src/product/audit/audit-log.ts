import type { AuditRow } from '@scimulator/admin-api'
import type { Team } from '../../teams/team.ts'
import type { Refusals } from '../people/refusals.ts'
import type { AuditLog } from '../product.ts'
import { noteAll, type ProductContext } from '../work.ts'

const PORTION = 500

/** The audit log over the product's records. */
export function createAuditLog(context: ProductContext, refusals: Refusals): AuditLog {
  const { read } = context.records
  return {
    note: (team, entry) => noteAll(context, team, [entry]),
    async page(team, { before, count }) {
      await refusals.settled()
      const rows = await read.auditBefore(team.id, before ?? null, count + 1)
      const page = rows.slice(0, count)
      return { rows: page, next: rows.length > count ? (page.at(-1)?.id ?? null) : null }
    },
    async *all(team: Team): AsyncIterable<AuditRow> {
      await refusals.settled()
      let portion = await read.auditAfter(team.id, null, PORTION)
      while (portion.length > 0) {
        yield* portion
        portion = await read.auditAfter(team.id, portion.at(-1)?.id ?? null, PORTION)
      }
    },
  }
}
