import {
  type ActionOption,
  type ActionOrder,
  type Behaviour,
  changedPerson,
  type Directory,
  type Person,
  withGroup,
  withoutPerson,
  withPerson,
} from '@scimulator/sim-kit'
import { type Following, followJob, idleReason } from '../behaviours/follow.ts'
import { vendorDocs } from '../evidence/evidence.ts'
import { noteChange } from '../job/changes.ts'
import { type Job, saveJob } from '../job/job.ts'
import { isDeletedUser, noteDisabled, noteUnassigned } from '../job/standing.ts'
import { type ActionDraft, groupOf, isUnset, personOf, shown } from './act.ts'

const ASSIGNING = vendorDocs('assign-user-or-group-access-portal.md')
const USERS = vendorDocs('how-provisioning-works.md')

/** Whether the simulated time passes until the next cycle, or the change only waits for it. */
const CYCLE: ActionOption = {
  id: 'cycle',
  summary: 'play: the next cycle is played too; later: the change waits for it',
  values: ['play', 'later'],
  default: 'play',
}

/** What an admin changes at the source: assignments, users and groups; the next cycle of a started job exports it. */
export const SOURCE_ACTIONS: readonly ActionDraft[] = [
  change('assign', 'Add user/group', 'Assigns a user to the application.', 'Assigned', {
    evidence: ASSIGNING,
    edit: (directory, order) => withPerson(directory, { ...personOf(order), active: true }),
    before: (job, order) => void job.record.pendingPeople.set(personOf(order).id, 'Assigned'),
  }),
  change('unassign', 'Remove', 'Removes a user’s assignment: the account is disabled.', 'Unassigned', {
    evidence: ASSIGNING,
    edit: (directory, order) => withPerson(directory, { ...personOf(order), active: false }),
    before: (job, order) => noteUnassigned(job, personOf(order)),
  }),
  change('push', 'Add user/group (a group)', 'Assigns a group to the application.', 'Group assigned', {
    evidence: ASSIGNING,
    needs: ['group'],
    edit: (directory, order) => withGroup(directory, groupOf(order)),
    before(job, order) {
      const { id } = groupOf(order)
      job.record.unassignedGroups.delete(id)
      job.record.pendingGroups.set(id, 'Group assigned')
    },
  }),
  change('unassignGroup', 'Remove (a group)', 'Removes a group’s assignment: the group is deleted.', 'Unassigned', {
    evidence: ASSIGNING,
    needs: ['group'],
    before: (job, order) => void job.record.unassignedGroups.add(groupOf(order).id),
  }),
  change('edit', 'Edit properties', 'Changes attributes of a user.', 'Edited in the directory', {
    evidence: USERS,
    needs: ['person', 'changes'],
    edit: (directory, order) => withPerson(directory, changedPerson(personOf(order), order.changes ?? {})),
  }),
  change(
    'block',
    'Account enabled: No',
    'Blocks a user’s sign-in: the account is disabled, and stays managed.',
    'Blocked',
    {
      evidence: USERS,
      edit: (directory, order) => withPerson(directory, { ...personOf(order), active: false }),
      following: { leaving: 'blocked' },
      before: (job, order) => noteDisabled(job, personOf(order), 'blocked'),
    },
  ),
  change('unblock', 'Account enabled: Yes', 'Allows a user’s sign-in again.', 'Unblocked', {
    evidence: USERS,
    edit: (directory, order) => withPerson(directory, { ...personOf(order), active: true }),
  }),
  change(
    'softDelete',
    'Delete user',
    'Moves a user to Deleted users: disabled, and deleted 30 days later.',
    'Deleted',
    {
      evidence: USERS,
      edit: (directory, order) => withPerson(directory, { ...personOf(order), active: false }),
      following: { leaving: 'blocked' },
      before(job, order) {
        const { id } = personOf(order)
        noteDisabled(job, personOf(order), 'deleted')
        const link = job.links.people.get(id)
        if (link) link.deletedAt ??= job.context.now().toISOString()
      },
    },
  ),
  change('restore', 'Restore user', 'Takes a user out of Deleted users: the account is enabled again.', 'Restored', {
    evidence: USERS,
    edit: (directory, order) => withPerson(directory, { ...personOf(order), active: true }),
  }),
  change(
    'permanentlyDelete',
    'Delete permanently',
    'Purges a user of Deleted users from the directory: DELETE in the next cycle.',
    'Purged',
    {
      evidence: USERS,
      // Whose account is enabled is not among Deleted users, and stays.
      edit: (directory, order) => (personOf(order).active ? directory : withoutPerson(directory, personOf(order).id)),
      refuses: (job, order) => (isDeletedUser(job, personOf(order)) ? undefined : notDeleted(personOf(order))),
      before(job, order) {
        const { id } = personOf(order)
        for (const ids of [job.record.deletedUsers, job.record.blockedUsers, job.record.unassignedUsers]) ids.delete(id)
        const link = job.links.people.get(id)
        if (link) link.purged = true
      },
    },
  ),
]

interface SourceChange {
  readonly evidence: ActionDraft['evidence']
  readonly needs?: ActionDraft['needs']
  readonly edit?: NonNullable<ActionDraft['edit']>
  readonly following?: Following
  readonly refuses?: NonNullable<ActionDraft['refuses']>
  /** What the job has to know before it looks at the directory. */
  readonly before?: (job: Job, order: ActionOrder) => void
}

function change(id: string, label: string, summary: string, cause: string, source: SourceChange): ActionDraft {
  const { evidence, needs = ['person'], edit, refuses, following, before } = source
  return {
    id,
    label,
    summary,
    evidence,
    needs,
    options: [CYCLE],
    ...(edit === undefined ? {} : { edit }),
    ...(refuses === undefined ? {} : { refuses }),
    *act(job, order, old, after) {
      if (isUnset(job)) yield* followJob(job, { before: undefined, after: old })
      before?.(job, order)
      yield* exportChange(job, { before: old, after, cause }, order, following)
    },
  }
}

function notDeleted({ userName }: Person): string {
  return `${userName} is not in Deleted users: Delete user (softDelete) comes first`
}

function* exportChange(
  job: Job,
  directoryChange: { readonly before: Directory; readonly after: Directory; readonly cause: string },
  { options }: ActionOrder,
  following: Following = {},
): Behaviour<void> {
  if (options.cycle !== 'later') {
    yield* followJob(job, directoryChange, { ...following, wait: true })
    return
  }
  noteChange(job, directoryChange, following.leaving)
  saveJob(job)
  yield* shown(idleReason(job) ?? 'The next cycle exports the change', directoryChange.cause)
}
