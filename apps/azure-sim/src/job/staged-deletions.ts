import type { Subject } from '@scimulator/admin-api'
import { switchedOff } from '../settings/job-settings.ts'
import type { CycleWork } from './cycle-work.ts'
import type { Job } from './job.ts'
import { optionOf } from './options.ts'

/** A disable or deletion that is held back. */
export interface StagedDeletion {
  readonly id: string
  readonly subject: Subject
  readonly action: 'deactivate' | 'remove' | 'removeGroup'
}

/** The disables and deletions of a cycle where they are too many to be sent; undefined: they are sent. */
export function deletionsIn(job: Job, work: CycleWork): StagedDeletion[] | undefined {
  const threshold = optionOf(job, 'deletionThreshold')
  if (threshold === 'off' || job.record.forceDeletes) return undefined
  const all = [...disables(job, work), ...deletions(job, work)]
  // "When the threshold is met": a number equal to it is enough (inferred).
  return all.length >= Number(threshold) ? all : undefined
}

function disables(job: Job, work: CycleWork): StagedDeletion[] {
  if (switchedOff(job.settings.user, 'update') !== undefined) return []
  const skipped = optionOf(job, 'skipOutOfScope') === 'on'
  const unassigned = skipped ? [] : work.people.filter(({ object }) => !object.active && isLive(job, object.id))
  return [...unassigned, ...work.softDeleted].map(({ object: { id, userName } }) => ({
    id,
    subject: { kind: 'user', name: userName },
    action: 'deactivate',
  }))
}

function deletions({ links, settings: { user, group } }: Job, work: CycleWork): StagedDeletion[] {
  const people = work.deletedPeople.filter(({ object: { id } }) => {
    const link = links.people.get(id)
    return link?.id !== undefined && link.managed && switchedOff(user, 'delete') === undefined
  })
  const groups = work.deletedGroups.filter(
    ({ object: { id } }) => links.groups.get(id)?.id !== undefined && switchedOff(group, 'delete') === undefined,
  )
  return [
    ...people.map(
      ({ object: { id, userName } }): StagedDeletion => ({
        id,
        subject: { kind: 'user', name: userName },
        action: 'remove',
      }),
    ),
    ...groups.map(
      ({ object: { id, displayName } }): StagedDeletion => ({
        id,
        subject: { kind: 'group', name: displayName },
        action: 'removeGroup',
      }),
    ),
  ]
}

function isLive({ links }: Job, id: string): boolean {
  const link = links.people.get(id)
  return link?.id !== undefined && link.active
}
