import type { Exchange, Expected, Finding, OpenRun, Run, RunEvent, Step } from '@scimulator/admin-api'
import type { Topic } from '../live/topic.ts'
import type { PersonTraces } from './forget-person.ts'

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
  /** What the target should hold after the run, where the simulator has said so. */
  readonly expected?: Expected
}

/** Which exchanges of a run to read; all of them when nothing is said. */
export interface ExchangeSelection {
  readonly step?: string | undefined
  readonly id?: string | undefined
}

/** Keeps runs and what happened in them, within limits. Writes are queued and reach the disk in batches; reads see them at once. */
export interface RunLog {
  open(run: OpenRun, team: string | null): Run
  /** Takes what a simulator sends, in order. `over` when the run has ended, `unknown` when there is none. */
  append(runId: string, events: readonly RunEvent[]): 'taken' | 'over' | 'unknown'
  /** Newest first. */
  list(selection: RunSelection): readonly Run[]
  get(runId: string): RunDetail | undefined
  /** In order. */
  exchanges(runId: string, selection?: ExchangeSelection): readonly Exchange[]
  /** At most `limit` events after a sequence number. */
  eventsAfter(runId: string, sequence: number, limit: number): readonly NumberedEvent[]
  /** Removes what a team's runs tell of a person. */
  forgetPerson(team: string, traces: PersonTraces): void
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
  /** Bytes of the file; the oldest exchanges make room. */
  readonly bytes: number
  /** After this long without a word from its simulator a run is over. */
  readonly silenceMs: number
}

/** What is kept when nothing else is said. */
export const RUN_LOG_LIMITS: RunLogLimits = {
  runs: 200,
  exchanges: 200_000,
  body: 64 * 1024,
  bytes: 1024 ** 3,
  silenceMs: 30 * 60_000,
}
