import type { Behaviour, Directory } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { runCycle } from './cycle.ts'

/** The initial cycle: everything in scope is evaluated, matched where it is not linked yet. */
export function initialCycle(job: Job, directory: Directory, name = 'Initial cycle'): Behaviour<boolean> {
  return runCycle(job, {
    name,
    directory,
    people: directory.people.map((object) => ({ object, cause: name })),
    deletedPeople: [],
    groups: directory.groups.map((object) => ({ object, renamed: false, cause: name })),
    deletedGroups: [],
  })
}
