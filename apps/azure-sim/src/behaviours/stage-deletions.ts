import { type Behaviour, notSent } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { rowKey } from '../job/log-row.ts'
import type { StagedDeletion } from '../job/staged-deletions.ts'
import { logged } from './logged.ts'

const STAGED =
  'StagedDelete: the number of deletions in this cycle meets the threshold of Prevent accidental deletion; nothing is sent before Allow deletes'

/** Shows what is held back: too many disables and deletions in one cycle. */
export function* stageDeletions(job: Job, staged: readonly StagedDeletion[], cause: string): Behaviour<void> {
  for (const { id, subject, action } of staged) {
    yield* logged(job, { id, subject, cause }, notSent(subject, action, STAGED, cause))
    const row = job.rows.get(rowKey({ id, subject }))
    if (row) row.action = 'stageddelete'
  }
}
