import type { StepAction } from '@scimulator/admin-api'
import type { Behaviour } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { KEPT_ROWS } from '../job/job-record.ts'
import { endStep, type LogSubject, noteValues, openRow, outOfScopeRow, rowKey } from '../job/log-row.ts'

/** Plays what is done about one object, and writes the object's row of the provisioning log out of its steps. */
export function* logged<T>(job: Job, about: LogSubject, behaviour: Behaviour<T>): Behaviour<T> {
  const key = rowKey(about)
  const row = job.rows.get(key) ?? openRow(about, job.context.now(), job.rowsOpened++)
  let action: StepAction = 'import'
  let next = behaviour.next()
  while (!next.done) {
    const command = next.value
    if (command.type === 'beginStep') action = command.action
    else if (command.type === 'send') {
      if (command.request.method !== 'GET') noteValues(row, command.request, job.seen.get(about.id))
    } else if (command.type === 'endStep') {
      endStep(row, action, command.result, job.context.now())
      // An object about which nothing is done has no row.
      job.rows.set(key, row)
      dropOldest(job)
    }
    next = behaviour.next(yield command)
  }
  return next.value
}

/** Writes the row of an object that is out of scope: nothing is done about it. */
export function logOutOfScope(job: Job, about: LogSubject, reason: string): void {
  job.rows.set(rowKey(about), outOfScopeRow(about, reason, job.context.now(), job.rowsOpened++))
  dropOldest(job)
}

/** A cycle over many people keeps the newest rows, as the log does. */
function dropOldest({ rows }: Job): void {
  if (rows.size <= KEPT_ROWS) return
  const [first, ...others] = rows.values()
  if (first === undefined) return
  rows.delete(rowKey(others.reduce((oldest, row) => (row.order < oldest.order ? row : oldest), first)))
}
