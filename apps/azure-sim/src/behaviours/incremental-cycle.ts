import type { Behaviour, Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { runCycle } from './cycle.ts'

const ESCROW = 'Escrow: retry of a failed object'
const FIELDS = [
  'userName',
  'givenName',
  'familyName',
  'displayName',
  'email',
  'title',
  'department',
  'manager',
  'active',
] as const

/** What the directory change was, by directory id, where a scenario knows more than the difference tells. */
export type Causes = ReadonlyMap<string, string>

/** An incremental cycle: only what changed in the directory since the watermark, and what is in escrow. */
export function incrementalCycle(
  job: Job,
  before: Directory,
  after: Directory,
  causes: Causes = new Map(),
  name = 'Incremental cycle',
): Behaviour<boolean> {
  const cause = (id: string, otherwise: string): string => causes.get(id) ?? otherwise
  const people = new Map(before.people.map((person) => [person.id, person]))
  const groups = new Map(before.groups.map((group) => [group.id, group]))
  return runCycle(job, {
    name,
    directory: after,
    people: after.people.flatMap((object) => {
      const changed =
        personChange(people.get(object.id), object) ?? (job.links.people.get(object.id)?.escrowed ? ESCROW : undefined)
      return changed === undefined ? [] : [{ object, cause: cause(object.id, changed) }]
    }),
    deletedPeople: [
      ...gone(before.people, after.people).map((object) => ({
        object,
        cause: cause(object.id, 'Purged from the directory'),
      })),
      ...stillThere(job.links.people, before.people, after.people).map(([id, { userName }]) => ({
        object: { id, userName },
        cause: ESCROW,
      })),
    ],
    groups: after.groups.flatMap((object) => {
      const old = groups.get(object.id)
      const changed = groupChange(old, object) ?? (job.links.groups.get(object.id)?.escrowed ? ESCROW : undefined)
      const renamed = old !== undefined && old.displayName !== object.displayName
      return changed === undefined ? [] : [{ object, renamed, cause: cause(object.id, changed) }]
    }),
    deletedGroups: [
      ...gone(before.groups, after.groups).map((object) => ({ object, cause: cause(object.id, 'Group unassigned') })),
      ...stillThere(job.links.groups, before.groups, after.groups).map(([id, { displayName }]) => ({
        object: { id, displayName },
        cause: ESCROW,
      })),
    ],
  })
}

function personChange(old: Person | undefined, person: Person): string | undefined {
  if (old === undefined) return 'Assigned'
  if (old.active && !person.active) return 'IsSoftDeleted is true'
  if (!old.active && person.active) return 'IsSoftDeleted is false again'
  const fields = FIELDS.filter((field) => old[field] !== person[field])
  return fields.length === 0 ? undefined : `Changed at the source: ${fields.join(', ')}`
}

function groupChange(old: DirectoryGroup | undefined, group: DirectoryGroup): string | undefined {
  if (old === undefined) return 'Assigned'
  const changes: string[] = []
  if (old.displayName !== group.displayName) changes.push('displayName')
  const members = new Set(old.members)
  if (old.members.length !== group.members.length || group.members.some((member) => !members.has(member))) {
    changes.push('members')
  }
  return changes.length === 0 ? undefined : `Changed at the source: ${changes.join(', ')}`
}

function gone<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const left = new Set(after.map(({ id }) => id))
  return before.filter(({ id }) => !left.has(id))
}

/** What a cycle before this one failed to delete. */
function stillThere<T extends { readonly deleting: boolean }>(
  links: ReadonlyMap<string, T>,
  ...directories: readonly (readonly { readonly id: string }[])[]
): [string, T][] {
  const ids = new Set(directories.flat().map(({ id }) => id))
  return [...links].filter(([id, { deleting }]) => deleting && !ids.has(id))
}
