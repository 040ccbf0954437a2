import type { Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'
import { outOfScope } from '../scoping/scoping-filter.ts'
import { groupSource, type SourceContext, userSource } from './sources.ts'

/** The scoping filter that keeps a person out, in words; undefined: none does. */
export function filteredOut(job: SourceContext, person: Person): string | undefined {
  const filters = job.settings.user.sourceObjectScope
  return filters.length === 0 ? undefined : outOfScope(filters, userSource(job, person))
}

/** Whether a group passes the scoping filters. */
export function groupPasses(job: SourceContext, group: DirectoryGroup): boolean {
  const filters = job.settings.group.sourceObjectScope
  return filters.length === 0 || outOfScope(filters, groupSource(job, group)) === undefined
}

/** The directory as the scoping filters let it through: IsSoftDeleted is true for people they keep out, and such groups are gone. */
export function scopedDirectory(job: SourceContext, directory: Directory): Directory {
  const { user, group } = job.settings
  if (user.sourceObjectScope.length === 0 && group.sourceObjectScope.length === 0) return directory
  return {
    people: directory.people.map((person) =>
      person.active && filteredOut(job, person) !== undefined ? { ...person, active: false } : person,
    ),
    groups: directory.groups.filter((candidate) => groupPasses(job, candidate)),
  }
}
