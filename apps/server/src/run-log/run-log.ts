import type { Exchange, Finding, OpenRun, Run, RunEvent, Step } from '@scimulator/admin-api'
import type { Topic } from '../live/topic.ts'

/** An event of a run with its place in the run's order, from 1. */
export interface NumberedEvent {
  readonly runId: string
  readonly sequence: number
  readonly event: RunEvent
}

/** Which runs to list. */
export interface RunSelection {
  readonly vendor?: string | undefined
  readonly team?: string | undefined
  readonly limit: number
}

/** A run with all but its exchanges. */
export interface RunDetail {
  readonly run: Run
  readonly steps: readonly Step[]
  readonly findings: readonly Finding[]
}

/** Keeps runs and what happened in them. Writes are queued and reach the disk in batches; reads see them at once. */
export interface RunLog {
  open(run: OpenRun, team: string | null): Run
  /** Takes what a simulator sends, in order. `over` when the run has ended, `unknown` when there is none. */
  append(runId: string, events: readonly RunEvent[]): 'taken' | 'over' | 'unknown'
  /** Newest first. */
  list(selection: RunSelection): readonly Run[]
  get(runId: string): RunDetail | undefined
  /** In order; all of the run's or those of one step. */
  exchanges(runId: string, stepId?: string): readonly Exchange[]
  /** At most `limit` events after a sequence number. */
  eventsAfter(runId: string, sequence: number, limit: number): readonly NumberedEvent[]
  /** Every event as it is taken. */
  readonly events: Topic<NumberedEvent>
  /** Writes what is queued and closes the file. */
  close(): void
}

/** How much is kept. */
export interface RunLogLimits {
  readonly runs: number
  readonly exchanges: number
  /** Characters of one body. */
  readonly body: number
}

/** What is kept when nothing else is said. */
export const RUN_LOG_LIMITS: RunLogLimits = { runs: 200, exchanges: 200_000, body: 64 * 1024 }
