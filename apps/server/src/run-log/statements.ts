import type { Finding, Run, RunEvent } from '@scimulator/admin-api'
import type Database from 'better-sqlite3'

interface Body {
  readonly body: string
}

/** The writes of the run log, prepared once. */
export interface Writes {
  run(run: Run): void
  event(runId: string, sequence: number, event: RunEvent): void
}

/** Prepares the writes. */
export function prepareWrites(db: Database.Database): Writes {
  const saveRun = db.prepare<unknown[]>(
    `insert into runs(id, vendor, team, status, body) values (?, ?, ?, ?, ?)
     on conflict(id) do update set status = excluded.status, body = excluded.body`,
  )
  const pkOf = '(select pk from runs where id = ?)'
  const saveStep = db.prepare<unknown[]>(
    `insert into steps(run_pk, id, position, body) values (${pkOf}, ?, ?, ?)
     on conflict(run_pk, id) do update set body = excluded.body`,
  )
  const saveExchange = db.prepare<unknown[]>(
    `insert into exchanges(run_pk, id, step_id, position, body) values (${pkOf}, ?, ?, ?, ?)
     on conflict(run_pk, id) do update set body = excluded.body`,
  )
  const findFinding = db.prepare<unknown[], Body>(
    `select body from findings where run_pk = ${pkOf} and id = ? and title = ?`,
  )
  const saveFinding = db.prepare<unknown[]>(
    `insert into findings(run_pk, id, title, body) values (${pkOf}, ?, ?, ?)
     on conflict(run_pk, id, title) do update set body = excluded.body`,
  )
  const saveEvent = db.prepare<unknown[]>(
    `insert into events(run_pk, sequence, exchange_id, body) values (${pkOf}, ?, ?, ?)`,
  )

  function finding(runId: string, found: Finding): void {
    const before = findFinding.get(runId, found.id, found.title)
    const exchanges = before === undefined ? [] : parseStored<Finding>(before.body).exchanges
    const merged = { ...found, exchanges: [...new Set([...exchanges, ...found.exchanges])] }
    saveFinding.run(runId, found.id, found.title, JSON.stringify(merged))
  }

  return {
    run: (run) => void saveRun.run(run.id, run.vendor, run.team, run.status, JSON.stringify(run)),
    event(runId, sequence, event) {
      if (event.type === 'exchange') {
        const { exchange } = event
        saveExchange.run(runId, exchange.id, exchange.stepId, exchange.index, JSON.stringify(exchange))
        saveEvent.run(runId, sequence, exchange.id, null)
        return
      }
      if (event.type === 'step') saveStep.run(runId, event.step.id, event.step.index, JSON.stringify(event.step))
      if (event.type === 'finding') finding(runId, event.finding)
      saveEvent.run(runId, sequence, null, JSON.stringify(event))
    },
  }
}

/** A document this module wrote: it was validated before it was stored. */
export function parseStored<Document>(body: string): Document {
  return JSON.parse(body) as Document // our own row
}
