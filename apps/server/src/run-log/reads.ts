import type { Exchange, Expected, Finding, Run, RunEvent, Step } from '@scimulator/admin-api'
import type Database from 'better-sqlite3'
import type { ExchangeSelection, NumberedEvent, RunDetail, RunSelection } from './run-log.ts'
import { parseStored } from './statements.ts'

interface Body {
  readonly body: string
}

interface EventRow {
  readonly sequence: number
  readonly body: string | null
  readonly exchange: string | null
}

/** The reads of the run log, prepared once. */
export interface Reads {
  run(runId: string): Run | undefined
  lastSequence(runId: string): number
  list(selection: RunSelection): Run[]
  detail(runId: string): RunDetail | undefined
  exchanges(runId: string, selection?: ExchangeSelection): Exchange[]
  eventsAfter(runId: string, sequence: number, limit: number): NumberedEvent[]
  running(): Run[]
}

/** Prepares the reads. */
export function prepareReads(db: Database.Database): Reads {
  const pkOf = '(select pk from runs where id = ?)'
  const run = db.prepare<[string], Body>('select body from runs where id = ?')
  const running = db.prepare<[], Body>("select body from runs where status = 'running'")
  const last = db.prepare<[string], { sequence: number | null }>(
    `select max(sequence) as sequence from events where run_pk = ${pkOf}`,
  )
  const list = db.prepare<unknown[], Body>(
    `select body from runs where (@vendor is null or vendor = @vendor) and (@team is null or team = @team) order by pk desc limit @limit`,
  )
  const steps = db.prepare<[string], Body>(`select body from steps where run_pk = ${pkOf} order by position`)
  const findings = db.prepare<[string], Body>(`select body from findings where run_pk = ${pkOf} order by rowid`)
  const exchanges = db.prepare<[string], Body>(`select body from exchanges where run_pk = ${pkOf} order by position`)
  const ofStep = db.prepare<[string, string], Body>(
    `select body from exchanges where run_pk = ${pkOf} and step_id = ? order by position`,
  )
  const byId = db.prepare<[string, string], Body>(`select body from exchanges where run_pk = ${pkOf} and id = ?`)
  // The end of a run is its last event.
  const lastEvent = db.prepare<[string], Body>(
    `select body from events where run_pk = ${pkOf} and body is not null order by sequence desc limit 1`,
  )
  const events = db.prepare<[string, number, number], EventRow>(
    `select e.sequence, e.body, x.body as exchange from events e
     left join exchanges x on x.run_pk = e.run_pk and x.id = e.exchange_id
     where e.run_pk = ${pkOf} and e.sequence > ? order by e.sequence limit ?`,
  )

  const readRun = (runId: string): Run | undefined => {
    const row = run.get(runId)
    return row === undefined ? undefined : parseStored<Run>(row.body)
  }
  const readExpected = (runId: string): { expected?: Expected } => {
    const row = lastEvent.get(runId)
    const event = row === undefined ? undefined : parseStored<RunEvent>(row.body)
    return event?.type === 'finished' && event.expected !== undefined ? { expected: event.expected } : {}
  }
  return {
    run: readRun,
    lastSequence: (runId) => last.get(runId)?.sequence ?? 0,
    list: ({ vendor, team, limit }) => all<Run>(list.all({ vendor: vendor ?? null, team: team ?? null, limit })),
    detail(runId) {
      const found = readRun(runId)
      if (found === undefined) return undefined
      const parts = { steps: all<Step>(steps.all(runId)), findings: all<Finding>(findings.all(runId)) }
      return { run: found, ...parts, ...(found.status === 'running' ? {} : readExpected(runId)) }
    },
    exchanges(runId, { step, id } = {}) {
      const found = id !== undefined ? byId.all(runId, id) : step !== undefined ? ofStep.all(runId, step) : undefined
      const read = all<Exchange>(found ?? exchanges.all(runId))
      return step === undefined ? read : read.filter(({ stepId }) => stepId === step)
    },
    eventsAfter: (runId, sequence, limit) => events.all(runId, sequence, limit).flatMap((row) => toEvent(runId, row)),
    running: () => all<Run>(running.all()),
  }
}

function all<Document>(rows: readonly Body[]): Document[] {
  return rows.map((row) => parseStored<Document>(row.body))
}

// An exchange that has been pruned leaves a gap: its event has nothing left to tell.
function toEvent(runId: string, row: EventRow): NumberedEvent[] {
  if (row.body !== null) return [{ runId, sequence: row.sequence, event: parseStored<RunEvent>(row.body) }]
  if (row.exchange === null) return []
  const exchange = parseStored<Exchange>(row.exchange)
  return [{ runId, sequence: row.sequence, event: { type: 'exchange', exchange } }]
}
