import type { Directory, DirectoryGroup } from '@scimulator/sim-kit'
import { outOfScope } from '../scoping/scoping-filter.ts'
import type { Job } from './job.ts'
import { optionOf } from './options.ts'
import { filteredOut, groupSource, type SourceContext } from './sources.ts'

/** Whether a group passes the scoping filters. */
export function groupPasses(job: SourceContext, group: DirectoryGroup): boolean {
  const filters = job.settings.group.sourceObjectScope
  return filters.length === 0 || outOfScope(filters, groupSource(job, group)) === undefined
}

/** The directory as the scoping filters let it through: IsSoftDeleted is true for people they keep out, and such groups are gone. */
export function scopedDirectory(job: Job, directory: Directory): Directory {
  const { user, group } = job.settings
  const groupsOff = optionOf(job, 'groupMapping') === 'off'
  if (!groupsOff && user.sourceObjectScope.length === 0 && group.sourceObjectScope.length === 0) return directory
  return {
    people: directory.people.map((person) =>
      person.active && filteredOut(job, person) !== undefined ? { ...person, active: false } : person,
    ),
    groups: groupsOff ? [] : directory.groups.filter((candidate) => groupPasses(job, candidate)),
  }
}
