import { randomUUID } from 'node:crypto'
import type { Counters, OpenRun, Run, RunEvent } from '@scimulator/admin-api'
import { createTopic } from '../live/topic.ts'
import { openRunLogDatabase } from './database.ts'
import { prepareForget } from './forget-person.ts'
import { maskEvent, maskTarget } from './mask.ts'
import { preparePrune } from './prune.ts'
import { prepareReads } from './reads.ts'
import { type NumberedEvent, RUN_LOG_LIMITS, type RunLog, type RunLogLimits } from './run-log.ts'
import { prepareWrites } from './statements.ts'
import { createWriteBehind } from './write-behind.ts'

/** What a run log is made with. */
export interface RunLogOptions {
  /** A path, or `:memory:`. */
  readonly file: string
  readonly limits?: Partial<RunLogLimits>
  readonly onError: (error: unknown) => void
  /** Told whenever a run's own document changed. */
  readonly onRunChanged?: (run: Run) => void
}

interface LiveRun {
  run: Run
  sequence: number
  /** When its simulator was last heard of. */
  heard: number
}

/** Events between two looks at the limits. */
const PRUNE_EVERY = 2000

const NO_COUNTERS: Counters = {
  people: 0,
  groups: 0,
  steps: 0,
  exchanges: 0,
  created: 0,
  linked: 0,
  updated: 0,
  deactivated: 0,
  reactivated: 0,
  removed: 0,
  failed: 0,
  skipped: 0,
  notSent: 0,
  findings: 0,
}

/** A run log in a SQLite file of its own. Runs left open by an earlier process are closed as stopped. */
export function createSqliteRunLog(options: RunLogOptions): RunLog {
  const limits = { ...RUN_LOG_LIMITS, ...options.limits }
  const db = openRunLogDatabase(options.file)
  const writes = prepareWrites(db)
  const reads = prepareReads(db)
  const prune = preparePrune(db, limits)
  const forget = prepareForget(db)
  const queue = createWriteBehind({ transaction: (work) => db.transaction(work).immediate(), onError: options.onError })
  const events = createTopic<NumberedEvent>(options.onError)
  const live = new Map<string, LiveRun>()
  let sincePrune = 0
  for (const run of reads.running()) writes.run(stopped(run, 'The server was stopped while the run was going on.'))
  const watch = setInterval(endSilent, Math.min(limits.silenceMs, 60_000)).unref()

  function save(run: Run): void {
    queue.add(() => writes.run(run))
    options.onRunChanged?.(run)
  }

  function pruneNow(): void {
    sincePrune = 0
    queue.add(prune)
  }

  // A simulator that was killed says no last word.
  function endSilent(): void {
    for (const [id, { run, heard }] of live) {
      if (performance.now() - heard < limits.silenceMs) continue
      live.delete(id)
      save(stopped(run, 'Its simulator fell silent.'))
    }
  }

  function take(entry: LiveRun, given: RunEvent): void {
    const event = maskEvent(given, limits.body)
    const sequence = entry.sequence + 1
    entry.sequence = sequence
    const runId = entry.run.id
    queue.add(() => writes.event(runId, sequence, event))
    const next = advance(entry.run, event)
    if (next !== entry.run) save(next)
    entry.run = next
    events.publish({ runId, sequence, event })
    sincePrune += 1
    if (sincePrune >= PRUNE_EVERY) pruneNow()
  }

  return {
    open(given, team) {
      const run = toRun(given, team)
      live.set(run.id, { run, sequence: 0, heard: performance.now() })
      save(run)
      pruneNow()
      return run
    },
    append(runId, given) {
      const entry = live.get(runId)
      if (entry === undefined) return reads.run(runId) === undefined ? 'unknown' : 'over'
      entry.heard = performance.now()
      for (const event of given) take(entry, event)
      if (entry.run.status === 'running') return 'taken'
      live.delete(runId)
      pruneNow()
      return 'taken'
    },
    list: (selection) => queue.after(() => reads.list(selection)),
    get: (runId) => queue.after(() => reads.detail(runId)),
    exchanges: (runId, selection) => queue.after(() => reads.exchanges(runId, selection)),
    eventsAfter: (runId, sequence, limit) => queue.after(() => reads.eventsAfter(runId, sequence, limit)),
    forgetPerson: (team, traces) => queue.after(() => forget(team, traces)),
    events,
    close() {
      clearInterval(watch)
      queue.flush()
      db.close()
    },
  }
}

function toRun(given: OpenRun, team: string | null): Run {
  return {
    ...given,
    target: maskTarget(given.target),
    id: randomUUID(),
    team,
    finishedAt: null,
    status: 'running',
    stopReason: null,
    verdict: null,
    counters: NO_COUNTERS,
    coverage: null,
  }
}

function advance(run: Run, event: RunEvent): Run {
  if (event.type === 'counters') return { ...run, counters: event.counters }
  if (event.type !== 'finished') return run
  const { finishedAt, status, stopReason, verdict, counters, coverage } = event
  return { ...run, finishedAt, status, stopReason, verdict, counters, coverage }
}

function stopped(run: Run, stopReason: string): Run {
  return { ...run, status: 'stopped', stopReason, verdict: 'fail' }
}
