import type { Directory, DirectoryGroup } from '@scimulator/sim-kit'
import { HARD_DELETE_MS } from '../retry.ts'
import type { CycleWork, DeletedGroup, DeletedPerson, Evaluation } from './cycle-work.ts'
import { isDue } from './escrow.ts'
import type { Job } from './job.ts'
import type { PersonLink } from './links.ts'
import { optionOf } from './options.ts'
import { groupPasses, scopedDirectory } from './scope.ts'

/** Cause of what is evaluated again after a failure. */
export const ESCROW = 'Escrow: retry of a failed object'

/** The groups of the directory the job looks at. */
export function groupsInScope(job: Job, directory: Directory): readonly DirectoryGroup[] {
  if (optionOf(job, 'groupMapping') === 'off') return []
  const passing = directory.groups.filter((group) => groupPasses(job, group))
  if (optionOf(job, 'scope') === 'all') return passing
  return passing.filter(({ id }) => !job.record.unassignedGroups.has(id))
}

/** What a cycle has to do by now: everything in scope without a watermark, else what changed since, and what is due. */
export function dueWork(job: Job, unscoped: Directory, name: string): CycleWork {
  const directory = scopedDirectory(job, unscoped)
  const initial = job.record.watermark === undefined
  const all = initial ? name : undefined
  const { links, record, context } = job
  const now = context.now()
  const groups = groupsInScope(job, directory)
  return {
    name,
    initial,
    directory,
    people: directory.people.flatMap((object) => {
      const link = links.people.get(object.id)
      if (link?.deletedAt !== undefined && !object.active) return []
      const escrow = link && isDue(link, now) ? ESCROW : undefined
      const cause = record.pendingPeople.get(object.id) ?? all ?? escrow
      return cause === undefined ? [] : [{ object, cause }]
    }),
    softDeleted: softDeletions(job, now),
    deletedPeople: hardDeletions(job, now),
    groups: groups.flatMap((object) => {
      const link = links.groups.get(object.id)
      const escrow = link && isDue(link, now) ? ESCROW : undefined
      const cause = record.pendingGroups.get(object.id) ?? all ?? escrow
      const renamed = link?.id !== undefined && link.displayName !== object.displayName
      return cause === undefined ? [] : [{ object, renamed, cause }]
    }),
    deletedGroups: groupDeletions(job, groups, now),
  }
}

/** Whether a person is gone from the directory for good: purged, or 30 days after the soft delete. */
export function isHardDeleted({ deletedAt, purged }: PersonLink, now: Date): boolean {
  return purged || (deletedAt !== undefined && Date.parse(deletedAt) + HARD_DELETE_MS <= now.getTime())
}

function softDeletions(job: Job, now: Date): Evaluation<DeletedPerson>[] {
  return [...job.links.people].flatMap(([id, link]) => {
    if (link.deletedAt === undefined || !link.active || link.forgotten || link.held) return []
    if (isHardDeleted(link, now) || (link.escrowed && !isDue(link, now))) return []
    const cause = job.record.pendingPeople.get(id) ?? (link.escrowed ? ESCROW : 'Soft-deleted in the directory')
    return [{ object: { id, userName: link.userName }, cause }]
  })
}

function hardDeletions(job: Job, now: Date): Evaluation<DeletedPerson>[] {
  return [...job.links.people].flatMap(([id, link]) => {
    if (!isHardDeleted(link, now) || link.forgotten || link.held) return []
    if (link.deleting && !isDue(link, now)) return []
    const cause = link.deleting ? ESCROW : 'Hard-deleted in the directory'
    return [{ object: { id, userName: link.userName }, cause }]
  })
}

function groupDeletions(job: Job, groups: readonly DirectoryGroup[], now: Date): Evaluation<DeletedGroup>[] {
  if (optionOf(job, 'groupMapping') === 'off') return []
  const there = new Set(groups.map(({ id }) => id))
  return [...job.links.groups].flatMap(([id, link]) => {
    if (there.has(id) || link.forgotten || link.held || (link.deleting && !isDue(link, now))) return []
    const cause = link.deleting ? ESCROW : 'Group unassigned or deleted'
    return [{ object: { id, displayName: link.displayName }, cause }]
  })
}
