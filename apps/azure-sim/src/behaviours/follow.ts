import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, type DirectoryChange, notSent, type ScenarioContext, waitFor } from '@scimulator/sim-kit'
import { type Leaving, noteChange } from '../job/changes.ts'
import { expectedTarget } from '../job/expected.ts'
import { type Job, type JobSetup, openJob, saveJob } from '../job/job.ts'
import { dueWork } from '../job/work.ts'
import { CYCLE_MINUTES, CYCLE_MS } from '../retry.ts'
import { mappingDigest } from '../settings/mapping-digest.ts'
import { runCycle } from './cycle.ts'
import { reportUndecided } from './kept-profile.ts'
import { testConnection } from './test-connection.ts'

/** Before Test Connection has succeeded (vendor's docs). */
export const NOT_CONFIGURED: string =
  'Provisioning is not configured: nothing is provisioned before Test Connection (scimulator act azure connect) and Start provisioning (scimulator act azure start)'
/** Before Start provisioning (vendor's docs). */
const NOT_STARTED =
  'The provisioning job was not started: nothing is provisioned before Start provisioning (scimulator act azure start)'
const JOB = { kind: 'directory', name: 'Provisioning job' } as const

/** What the provisioning service does when its directory changed, or when time has passed. */
export function* follow(setup: JobSetup, change: DirectoryChange, context: ScenarioContext): Behaviour<Expected> {
  const job = openJob(setup, context)
  yield* followJob(job, change)
  yield* reportUndecided(job)
  return expectedTarget(change.after, job)
}

/** How a change is followed. */
export interface Following {
  /** How people left the scope: it decides whether their accounts stay managed. */
  readonly leaving?: Leaving
  /** Wait for the next cycle although nothing changed. */
  readonly wait?: boolean
}

/** The same on an open job. */
export function* followJob(job: Job, change: DirectoryChange, following: Following = {}): Behaviour<void> {
  noteSavedMappings(job)
  noteChange(job, change, following.leaving)
  saveJob(job)
  if (change.before === undefined) yield* firstCycle(job, change)
  else if (!following.wait && same(change.before, change.after)) yield* passTime(job, change)
  else yield* nextCycles(job, change)
}

/** Mappings or scoping filters that were saved since the last cycle make the next one an initial cycle (vendor's docs). */
function noteSavedMappings({ record, context }: Job): void {
  const digest = mappingDigest(context)
  if (record.mappingDigest !== undefined && record.mappingDigest !== digest) record.watermark = undefined
  record.mappingDigest = digest
}

/** A new app: Test Connection, which must succeed before anything can be started, then the initial cycle. */
function* firstCycle(job: Job, change: DirectoryChange): Behaviour<void> {
  if (job.record.status === 'NotConfigured' && !(yield* connect(job))) return
  start(job)
  job.record.watermark = undefined
  yield* playDue(job, change, 'Initial cycle')
  yield* retryOnce(job, change)
}

/** Puts the job to work: its next cycle is due at once. */
export function start({ record, context }: Job): void {
  record.status = record.quarantine === undefined ? 'Active' : 'Quarantine'
  record.nextCycle = context.now().toISOString()
}

/** Test Connection: once it succeeds, everything else of the app can be set up. */
export function* connect(job: Job): Behaviour<boolean> {
  const connected = yield* testConnection(job, 'Test Connection')
  if (connected && job.record.status === 'NotConfigured') job.record.status = 'NotRun'
  return connected
}

/** A change waits for the next cycle. */
function* nextCycles(job: Job, change: DirectoryChange): Behaviour<void> {
  const idle = idleReason(job)
  if (idle !== undefined) {
    yield* notSent(JOB, 'import', idle, change.cause)
    return
  }
  const wait = untilNextCycle(job)
  if (wait > 0) yield* waitFor(wait, nextCycleName(job))
  yield* playDue(job, change, cycleName(job))
  yield* retryOnce(job, change)
}

/** Plays what is due by now; several cycles in a row are one, since those without work send nothing but their probes. */
function* passTime(job: Job, change: DirectoryChange): Behaviour<void> {
  const idle = idleReason(job)
  if (idle !== undefined) {
    yield* notSent(JOB, 'import', idle, change.cause)
    return
  }
  const wait = untilNextCycle(job)
  if (wait > 0) {
    yield* notSent(JOB, 'import', `The next cycle is due at ${job.record.nextCycle}`, change.cause)
    return
  }
  const missed = Math.floor(-wait / CYCLE_MS)
  const name = cycleName(job)
  yield* playDue(job, change, missed > 0 ? `${name} (${missed} before it had nothing to do)` : name)
  yield* retryOnce(job, change)
}

function* playDue(job: Job, change: DirectoryChange, name: string): Behaviour<void> {
  yield* runCycle(job, dueWork(job, change.after, name))
}

/** What failed is evaluated again in the next cycle, which is played too; later retries come when their time has passed. */
function* retryOnce(job: Job, change: DirectoryChange): Behaviour<void> {
  const { links, record } = job
  const failed = [...links.people.values(), ...links.groups.values()].some(
    ({ escrow }) => escrow !== undefined && escrow.nextAttempt === undefined,
  )
  if (!failed || record.status !== 'Active') return
  yield* waitFor(untilNextCycle(job), nextCycleName(job))
  yield* playDue(job, change, cycleName(job))
}

/** Why no cycle is played, whatever is due; undefined: one is, in its time. */
export function idleReason({ record: { status } }: Job): string | undefined {
  if (status === 'NotConfigured') return NOT_CONFIGURED
  if (status === 'NotRun') return NOT_STARTED
  if (status === 'Paused') return 'Provisioning is paused: changes wait until it is started again'
  if (status === 'Disabled') return 'The job was disabled after four weeks in quarantine: it has to be restarted'
  return undefined
}

/** Milliseconds until the next cycle is due; negative: it should have been played. */
function untilNextCycle({ record, context }: Job): number {
  if (record.nextCycle === undefined) return 0
  // In whole seconds: what the target took of the time is not the schedule's.
  return Math.ceil((Date.parse(record.nextCycle) - context.now().getTime()) / 1000) * 1000
}

function nextCycleName({ record: { quarantine } }: Job): string {
  return quarantine === undefined
    ? `the next cycle, ${CYCLE_MINUTES} minutes after the last one`
    : 'the next attempt of the job in quarantine'
}

function cycleName({ record: { watermark } }: Job): string {
  return watermark === undefined ? 'Initial cycle' : 'Incremental cycle'
}

function same(before: DirectoryChange['after'], after: DirectoryChange['after']): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after)
}
