import { knob } from '../evidence/knobs.ts'
import { CYCLE_MS } from '../retry.ts'
import type { CycleWork } from './cycle-work.ts'
import { clear, type Escrowed, settle } from './escrow.ts'
import { randomGuid } from './guid.ts'
import type { Job } from './job.ts'
import type { Execution, JobRecord } from './job-record.ts'
import { isOver, type QuarantineReason, quarantineFor, type Tally, thresholdReason } from './quarantine.ts'
import { writeLog } from './write-log.ts'

/** How a cycle went. */
export type CycleEnd =
  | { readonly kind: 'notConnected' }
  | { readonly kind: 'staged'; readonly deletions: number }
  /** Ids of the objects that failed by themselves; the other failures are of references. */
  | { readonly kind: 'completed'; readonly failedObjects: ReadonlySet<string> }

/** Keeps the books after a cycle: escrow, watermark, quarantine, and when the next cycle is due. */
export function concludeCycle(job: Job, work: CycleWork, end: CycleEnd, began: Date): void {
  const { record, context } = job
  const now = context.now()
  if (!isStarted(record)) record.status = 'Active'
  record.nextCycle = new Date(now.getTime() + CYCLE_MS).toISOString()
  if (end.kind === 'completed') completed(job, work, end.failedObjects, began)
  else if (end.kind === 'staged') staged(job, end.deletions)
  else notConnected(job)
  const execution = executionOf(job, work, end, began)
  writeLog(job, execution.cycleId)
  record.lastExecution = execution
  if (execution.state === 'Failed') record.countSuccessiveCompleteFailures++
  else {
    record.countSuccessiveCompleteFailures = 0
    record.lastSuccessfulExecution = execution
  }
}

/** Whether the job's cycles are played by a schedule. */
export function isStarted({ status }: JobRecord): boolean {
  return status !== 'NotConfigured' && status !== 'NotRun'
}

function completed(job: Job, work: CycleWork, failedObjects: ReadonlySet<string>, began: Date): void {
  const { record, links, context } = job
  const now = context.now()
  for (const [store, ids] of [
    [links.people, [...work.people, ...work.softDeleted, ...work.deletedPeople]],
    [links.groups, [...work.groups, ...work.deletedGroups]],
  ] as const) {
    for (const { object } of ids) {
      const link: Escrowed | undefined = store.get(object.id)
      if (link) settle(link, now, !failedObjects.has(object.id))
    }
  }
  for (const { object } of [...work.people, ...work.softDeleted, ...work.deletedPeople]) {
    record.pendingPeople.delete(object.id)
  }
  for (const { object } of work.groups) record.pendingGroups.delete(object.id)
  record.forceDeletes = false
  if (work.initial || record.watermark !== undefined) record.watermark = began.toISOString()
  judgeFailures(job, work.initial)
}

function judgeFailures(job: Job, initial: boolean): void {
  const { record, context } = job
  const tally = tallyOf(job)
  if (tally.failed + tally.references === 0) record.steadyStateFirstAchieved ??= context.now().toISOString()
  const reason = thresholdReason(tally, Number(knob(context, 'quarantineStart')))
  if (reason === undefined) leaveQuarantine(job)
  else if (initial) {
    record.escrowsPruned = true
    for (const link of [...job.links.people.values(), ...job.links.groups.values()]) clear(link)
    leaveQuarantine(job)
  } else enterQuarantine(job, reason, `${tally.failed + tally.references} objects are in escrow`)
}

function tallyOf({ links }: Job): Tally {
  const tally = { failed: 0, references: 0, succeeded: 0 }
  for (const link of [...links.people.values(), ...links.groups.values()]) {
    if (!link.escrowed && !link.deleting) tally.succeeded += link.id === undefined ? 0 : 1
    else if (link.escrow?.reference) tally.references++
    else tally.failed++
  }
  return tally
}

function staged(job: Job, deletions: number): void {
  enterQuarantine(job, 'TooManyDeletes', `${deletions} deletions in one cycle`)
}

function notConnected(job: Job): void {
  if (job.probe?.quarantines === false) return
  enterQuarantine(job, 'EncounteredQuarantineException', job.probe?.words ?? '')
}

function enterQuarantine(job: Job, reason: QuarantineReason, error: string): void {
  const { record, context } = job
  const old = record.quarantine
  const quarantine = quarantineFor(old, reason, error, context.now())
  record.quarantine = quarantine
  // One e-mail, and another where the reason changes (vendor's docs).
  const { notificationEmail: to } = job.settings
  if (to !== '' && old?.reason !== reason) {
    record.notifications.push(`${context.now().toISOString()} to ${to}: ${reason}: ${error}`)
  }
  const over = isOver(quarantine, context.now())
  record.status = over ? 'Disabled' : 'Quarantine'
  record.nextCycle = over ? undefined : quarantine.nextAttempt
}

function leaveQuarantine({ record }: Job): void {
  record.quarantine = undefined
  if (record.status === 'Quarantine' || record.status === 'Disabled') record.status = 'Active'
}

function executionOf(job: Job, work: CycleWork, end: CycleEnd, began: Date): Execution {
  const { people, softDeleted, deletedPeople, groups, deletedGroups } = work
  const evaluated = people.length + softDeleted.length + deletedPeople.length + groups.length + deletedGroups.length
  const { failed, references } = tallyOf(job)
  const escrowed = failed + references
  return {
    cycleId: randomGuid(job.context.random(`cycle ${began.toISOString()} ${work.name}`)),
    began: began.toISOString(),
    ended: job.context.now().toISOString(),
    state: end.kind !== 'completed' ? 'Failed' : escrowed > 0 ? 'EntryLevelErrors' : 'Succeeded',
    evaluated: end.kind === 'completed' ? evaluated : 0,
    escrowed,
  }
}
