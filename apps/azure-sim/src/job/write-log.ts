import { CYCLE_MS } from '../retry.ts'
import type { Escrowed } from './escrow.ts'
import { randomGuid } from './guid.ts'
import type { Job } from './job.ts'
import { KEPT_ROWS } from './job-record.ts'
import { type LogRow, savedRow } from './log-row.ts'

/** Takes the rows of a cycle into the provisioning log. */
export function writeLog(job: Job, cycleId: string): void {
  const { record, context, rows } = job
  const random = context.random(`changes of cycle ${cycleId}`)
  for (const row of [...rows.values()].sort((a, b) => a.order - b.order)) {
    const link = linkOf(job, row)
    const names = { jobId: record.jobId, cycleId, changeId: randomGuid(random), targetId: link?.id ?? null }
    record.log.push(savedRow(row, names, retries(job, link)))
  }
  rows.clear()
  record.log.splice(0, record.log.length - KEPT_ROWS)
}

function linkOf({ links }: Job, { subject, id }: LogRow): (Escrowed & { readonly id: string | undefined }) | undefined {
  return subject.kind === 'group' ? links.groups.get(id) : links.people.get(id)
}

/** What a failure ends with (captured, 1Password/scim-examples #82). */
function retries({ context }: Job, link: Escrowed | undefined): string {
  const { escrow } = link ?? {}
  if (escrow === undefined) return ''
  const next = escrow.nextAttempt ?? new Date(context.now().getTime() + CYCLE_MS).toISOString()
  return ` This operation was retried ${escrow.attempts - 1} times. It will be retried again after this date: ${next}`
}
