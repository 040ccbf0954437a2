import type { Behaviour, Directory } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { scopedDirectory } from '../job/scope.ts'
import { runCycle } from './cycle.ts'

/** The initial cycle: everything in scope is evaluated, matched where it is not linked yet. */
export function initialCycle(job: Job, unscoped: Directory, name = 'Initial cycle'): Behaviour<boolean> {
  const directory = scopedDirectory(job, unscoped)
  return runCycle(job, {
    name,
    initial: true,
    directory,
    people: directory.people.map((object) => ({ object, cause: name })),
    softDeleted: [],
    deletedPeople: [],
    groups: directory.groups.map((object) => ({ object, renamed: false, cause: name })),
    deletedGroups: [],
  })
}
