import { UsageError } from '@scimulator/sim-kit'
import { followJob } from '../behaviours/follow.ts'
import { vendorDocs } from '../evidence/evidence.ts'
import { KNOBS } from '../evidence/knobs.ts'
import type { Job } from '../job/job.ts'
import { optionOf } from '../job/options.ts'
import { restart, SCOPE_AFTER_RESTART } from '../job/restart.ts'
import { type ActionDraft, shown } from './act.ts'

const DELETIONS = vendorDocs('accidental-deletions.md')
const UNCHANGED = 'unchanged'
const THRESHOLD = /^(?:[1-9]\d{0,8}|off|unchanged)$/

/** The pane beside Basics, and what is done about deletions that are held back. */
export const SETTINGS_ACTIONS: readonly ActionDraft[] = [
  {
    id: 'properties',
    label: 'Properties: Apply',
    summary: 'Scope, and whether too many deletions in one cycle are held back.',
    evidence: DELETIONS,
    options: [
      {
        id: 'scope',
        summary: 'assigned: Sync only assigned users and groups; all: Sync all users and groups',
        values: [...KNOBS.scope.values, UNCHANGED],
        default: UNCHANGED,
      },
      {
        id: 'preventAccidentalDeletion',
        summary: 'The threshold, or off',
        default: UNCHANGED,
      },
      {
        id: 'skipOutOfScopeDeletions',
        summary: 'on: who goes out of scope keeps the account as it is',
        values: [...KNOBS.skipOutOfScope.values, UNCHANGED],
        default: UNCHANGED,
      },
    ],
    edit(directory, { options: { preventAccidentalDeletion = UNCHANGED } }) {
      if (!THRESHOLD.test(preventAccidentalDeletion)) {
        throw new UsageError(
          `preventAccidentalDeletion is a whole number from 1 on, or off, not ${JSON.stringify(preventAccidentalDeletion)}.`,
        )
      }
      return directory
    },
    *act(job, { options }) {
      const { scope, preventAccidentalDeletion, skipOutOfScopeDeletions } = options
      setScope(job, scope)
      set(job, 'skipOutOfScope', skipOutOfScopeDeletions)
      set(job, 'deletionThreshold', preventAccidentalDeletion)
      const waits = job.record.options.has(SCOPE_AFTER_RESTART)
      yield* shown(waits ? 'Saved; the narrower scope counts from the next restart' : 'Saved', 'Properties: Apply')
    },
  },
  {
    id: 'allowDeletes',
    label: 'Allow deletes',
    summary: 'Sends the deletions that are held back: restart with ForceDeletes.',
    evidence: DELETIONS,
    *act(job, _order, _before, after) {
      if (job.record.quarantine?.reason !== 'TooManyDeletes') {
        yield* shown('No deletions are held back', 'Allow deletes')
        return
      }
      restart(job, ['ForceDeletes'])
      yield* followJob(job, { before: after, after, cause: 'Allow deletes' })
    },
  },
  {
    id: 'rejectDeletes',
    label: 'Reject deletes',
    summary: 'Leaves the accounts as they are, as if everybody were assigned again, and restarts the job.',
    evidence: DELETIONS,
    *act(job, _order, _before, after) {
      if (job.record.quarantine?.reason !== 'TooManyDeletes') {
        yield* shown('No deletions are held back', 'Reject deletes')
        return
      }
      const there = new Set(after.people.filter(({ active }) => active).map(({ id }) => id))
      for (const [id, link] of job.links.people) {
        if (there.has(id) || !link.active) continue
        link.held = true
        job.record.pendingPeople.delete(id)
      }
      const groups = new Set(after.groups.map(({ id }) => id))
      for (const [id, link] of job.links.groups) link.held ||= !groups.has(id) || job.record.unassignedGroups.has(id)
      restart(job, ['QuarantineState'])
      yield* followJob(job, { before: after, after, cause: 'Reject deletes' })
    },
  },
]

/** From all to assigned a restart is needed (vendor's docs). */
function setScope(job: Job, scope: string | undefined): void {
  if (scope === undefined || scope === UNCHANGED) return
  job.record.options.delete(SCOPE_AFTER_RESTART)
  const narrower = scope === 'assigned' && optionOf(job, 'scope') === 'all'
  set(job, narrower ? SCOPE_AFTER_RESTART : 'scope', scope)
}

function set({ record }: Job, id: string, value: string | undefined): void {
  if (value !== undefined && value !== UNCHANGED) record.options.set(id, value)
}
