import {
  type Behaviour,
  type Directory,
  type Person,
  planLifecycle,
  type Scenario,
  waitFor,
  withoutGroup,
  withoutPerson,
  withPerson,
} from '@scimulator/sim-kit'
import { incrementalCycle } from '../behaviours/incremental-cycle.ts'
import { initialCycle } from '../behaviours/initial-cycle.ts'
import { reportUndecided } from '../behaviours/kept-profile.ts'
import { expectedTarget } from '../job/expected.ts'
import { type Job, type JobSetup, openJob, saveJob } from '../job/job.ts'
import { CYCLE_MS, HARD_DELETE_MS } from '../retry.ts'

/** Hard removal: a purged person and an unassigned group are deleted, a purged person who was unassigned is not. */
export function removal(setup: JobSetup): Scenario {
  return {
    id: 'removal',
    summary: 'Soft delete, then DELETE after 30 days; a group unassigned; nothing for a person unassigned before',
    *play(context) {
      const job = openJob(setup, context)
      const after = yield* remove(job, context.directory)
      yield* reportUndecided(job)
      return expectedTarget(after, job)
    },
  }
}

function* remove(job: Job, directory: Directory): Behaviour<Directory> {
  if (!(yield* initialCycle(job, directory))) return directory
  const plan = planLifecycle(directory)
  const [softDeleted, unassigned] = plan.deactivate
  const disabled = disable(disable(directory, softDeleted), unassigned)
  yield* waitFor(CYCLE_MS, 'the next incremental cycle')
  if (!(yield* incrementalCycle(job, directory, disabled, causesOf(softDeleted, unassigned)))) return disabled
  unmanage(job, unassigned)
  const purged = purge(purge(disabled, softDeleted), unassigned)
  const after = plan.rename ? withoutGroup(purged, plan.rename.group.id) : purged
  yield* waitFor(HARD_DELETE_MS, 'the hard delete 30 days after the soft delete')
  yield* incrementalCycle(job, disabled, after)
  return after
}

function unmanage(job: Job, person: Person | undefined): void {
  const link = person === undefined ? undefined : job.links.people.get(person.id)
  if (link === undefined) return
  link.managed = false
  saveJob(job)
}

function disable(directory: Directory, person: Person | undefined): Directory {
  return person ? withPerson(directory, { ...person, active: false }) : directory
}

function purge(directory: Directory, person: Person | undefined): Directory {
  return person ? withoutPerson(directory, person.id) : directory
}

function causesOf(softDeleted: Person | undefined, unassigned: Person | undefined): Map<string, string> {
  const causes = new Map<string, string>()
  if (softDeleted) causes.set(softDeleted.id, 'Soft-deleted in the directory')
  if (unassigned) causes.set(unassigned.id, 'Unassigned from the application')
  return causes
}
