import type { Behaviour, Directory } from '@scimulator/sim-kit'
import { groupChange, personChange } from '../job/changes.ts'
import { type Escrowed, isDue } from '../job/escrow.ts'
import type { Job } from '../job/job.ts'
import { scopedDirectory } from '../job/scope.ts'
import { ESCROW } from '../job/work.ts'
import { runCycle } from './cycle.ts'

/** What the directory change was, by directory id, where a scenario knows more than the difference tells. */
export type Causes = ReadonlyMap<string, string>

/** An incremental cycle: only what changed in the directory since the watermark, and what is in escrow. */
export function incrementalCycle(
  job: Job,
  unscopedBefore: Directory,
  unscopedAfter: Directory,
  causes: Causes = new Map(),
  name = 'Incremental cycle',
): Behaviour<boolean> {
  const before = scopedDirectory(job, unscopedBefore)
  const after = scopedDirectory(job, unscopedAfter)
  const cause = (id: string, otherwise: string): string => causes.get(id) ?? otherwise
  const people = new Map(before.people.map((person) => [person.id, person]))
  const groups = new Map(before.groups.map((group) => [group.id, group]))
  const now = job.context.now()
  const escrow = (link: Escrowed | undefined): string | undefined => (link && isDue(link, now) ? ESCROW : undefined)
  return runCycle(job, {
    name,
    initial: false,
    directory: after,
    people: after.people.flatMap((object) => {
      const changed = personChange(people.get(object.id), object) ?? escrow(job.links.people.get(object.id))
      return changed === undefined ? [] : [{ object, cause: cause(object.id, changed) }]
    }),
    softDeleted: [],
    deletedPeople: [
      ...gone(before.people, after.people).map((object) => ({
        object,
        cause: cause(object.id, 'Purged from the directory'),
      })),
      ...stillThere(job.links.people, now, before.people, after.people).map(([id, { userName }]) => ({
        object: { id, userName },
        cause: ESCROW,
      })),
    ],
    groups: after.groups.flatMap((object) => {
      const old = groups.get(object.id)
      const changed = groupChange(old, object) ?? escrow(job.links.groups.get(object.id))
      const renamed = old !== undefined && old.displayName !== object.displayName
      return changed === undefined ? [] : [{ object, renamed, cause: cause(object.id, changed) }]
    }),
    deletedGroups: [
      ...gone(before.groups, after.groups).map((object) => ({ object, cause: cause(object.id, 'Group unassigned') })),
      ...stillThere(job.links.groups, now, before.groups, after.groups).map(([id, { displayName }]) => ({
        object: { id, displayName },
        cause: ESCROW,
      })),
    ],
  })
}

function gone<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const left = new Set(after.map(({ id }) => id))
  return before.filter(({ id }) => !left.has(id))
}

/** What a cycle before this one failed to delete. */
function stillThere<T extends Escrowed>(
  links: ReadonlyMap<string, T>,
  now: Date,
  ...directories: readonly (readonly { readonly id: string }[])[]
): [string, T][] {
  const ids = new Set(directories.flat().map(({ id }) => id))
  return [...links].filter(([id, link]) => link.deleting && isDue(link, now) && !ids.has(id))
}
