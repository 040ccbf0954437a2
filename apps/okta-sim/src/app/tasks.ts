import type { StepAction, Subject } from '@scimulator/admin-api'
import { type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { OktaApp } from './app.ts'
import type { PushChoice, TaskKind } from './state.ts'
import { type EventId, eventOf, failureEvents } from './system-log.ts'

/** Rows kept of the System Log. */
const LOG_ROWS = 200

/** What a step of a job is about, and where its failure is kept. */
export interface Job {
  readonly kind: TaskKind
  /** Directory id of the person or group. */
  readonly key: string
  readonly subject: Subject
  readonly action: StepAction
  readonly cause: string
  /** The System Log event where the action alone does not tell it. */
  readonly event?: EventId
  /** How the admin pushed the group. */
  readonly push?: PushChoice
}

/** Runs one step of an Okta job: a failure becomes a task that waits for Retry, a success ends the task there was. */
export function runJob(app: OktaApp, job: Job, body: () => Behaviour<StepResult>): Behaviour<StepResult> {
  return step(
    job.subject,
    job.action,
    function* () {
      const result = yield* body()
      return settleJob(app, job, result)
    },
    job.cause,
  )
}

function settleJob(app: OktaApp, job: Job, result: StepResult): StepResult {
  const { kind, key, subject, action, push = null } = job
  if (result.outcome === 'succeeded') {
    closeTask(app, kind, key)
    writeLog(app, job.event ?? eventOf(action), 'SUCCESS', subject.name)
  }
  // Somebody changed it back meanwhile: there is nothing left to push.
  if (result.outcome === 'notSent' && kind === 'profilePush') closeTask(app, kind, key)
  if (result.outcome !== 'failed') return result
  const message = result.reason ?? ''
  app.data.tasks[taskKey(kind, key)] = { kind, subject: key, name: subject.name, message, at: isoNow(app), push }
  const event = kind === 'import' && app.data.roadblock ? 'system.import.roadblock' : failureEvents[kind]
  writeLog(app, event, 'FAILURE', subject.name)
  // The task keeps Okta's words; a report also says where the System Log has them.
  return { ...result, reason: `${message} [System Log: ${event} FAILURE]` }
}

/** The key of a task: one per part of Okta and person or group. */
export function taskKey(kind: TaskKind, key: string): string {
  return `${kind}:${key}`
}

/** Whether a task of this kind waits for this person or group. */
export function hasTask(app: OktaApp, kind: TaskKind, key: string): boolean {
  return app.data.tasks[taskKey(kind, key)] !== undefined
}

/** Ends a task, if there is one. */
export function closeTask(app: OktaApp, kind: TaskKind, key: string): void {
  delete app.data.tasks[taskKey(kind, key)]
}

/** Adds a row to the System Log. */
export function writeLog(app: OktaApp, event: EventId, outcome: 'SUCCESS' | 'FAILURE', target: string): void {
  app.data.log.push({ event, outcome, target, at: isoNow(app) })
  if (app.data.log.length > LOG_ROWS) app.data.log.splice(0, app.data.log.length - LOG_ROWS)
}

function isoNow(app: OktaApp): string {
  return app.context.now().toISOString()
}
