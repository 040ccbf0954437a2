import { type Behaviour, type DirectoryGroup, notSent, type Person } from '@scimulator/sim-kit'
import { mappingOf, type OktaApp } from '../app/app.ts'
import type { AppTask, PushChoice } from '../app/state.ts'
import { closeTask, hasTask } from '../app/tasks.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { retryDeactivation } from '../behaviours/deactivate.ts'
import { createOrLink, deleteLeft, pushGroup, pushNow, renameGroup } from '../behaviours/group-push.ts'
import { importNow } from '../behaviours/import.ts'
import { updateUser } from '../behaviours/push-profile.ts'
import { syncPassword } from '../behaviours/sync-password.ts'
import { personOf } from '../mapping/manager.ts'
import type { OktaAction } from './action.ts'

/** What an admin does on Dashboard, Tasks. */
export const taskActions: readonly OktaAction[] = [
  {
    id: 'retry',
    label: 'Retry Selected',
    summary: 'Runs failed tasks again from their start, existence check included',
    mark: 'vendor-docs',
    source: 'S37',
    options: [
      {
        id: 'subject',
        summary: 'userName or displayName of the tasks to run again; empty: all of them',
        default: '',
      },
    ],
    *play({ app, options }) {
      const wanted = options.subject?.toLowerCase() ?? ''
      const tasks = Object.values(app.data.tasks).filter(({ name }) => wanted === '' || name.toLowerCase() === wanted)
      for (const task of tasks) yield* retry(app, task)
      if (tasks.length === 0) yield* nothing(app, 'No task waits', 'Retry Selected')
    },
    idle: 'What the tasks were about is gone, or needs them no longer: they are closed',
  },
  {
    id: 'retryGroups',
    label: 'Retry All Groups',
    summary: 'Pushes every group again whose mapping is in Error',
    mark: 'vendor-docs',
    source: 'S33',
    *play({ app }) {
      const tasks = Object.values(app.data.tasks).filter(({ kind }) => kind.startsWith('group'))
      for (const task of tasks) yield* retry(app, task)
      if (tasks.length === 0) yield* nothing(app, 'No mapping is in Error', 'Retry All Groups')
    },
    idle: 'What the tasks were about is gone, or needs them no longer: they are closed',
  },
  {
    id: 'dismissTasks',
    label: 'Mark All Complete',
    summary: 'Takes the tasks off the Dashboard: nothing is sent',
    mark: 'vendor-docs',
    source: 'S37',
    *play({ app }) {
      for (const { kind, subject } of Object.values(app.data.tasks)) closeTask(app, kind, subject)
      yield* nothing(app, 'The tasks are marked complete', 'Mark All Complete')
    },
  },
]

function* retry(app: OktaApp, task: AppTask): Behaviour<void> {
  const { kind, subject } = task
  const cause = 'Retry Selected'
  if (kind === 'import') return yield* importNow(app, cause)
  if (kind === 'groupPush') return yield* retryGroup(app, task, cause)
  if (kind === 'groupRename') return yield* retryRename(app, subject, cause)
  if (kind === 'groupDelete') return yield* deleteLeft(app, subject, cause)
  const person = personOf(app.context.directory, subject) ?? gonePerson(app, subject)
  if (person === undefined) return closeTask(app, kind, subject)
  if (kind === 'provision') yield* assignUser(app, person, cause)
  else if (kind === 'profilePush') yield* updateUser(app, person, cause)
  else if (kind === 'passwordPush') yield* syncPassword(app, person, cause)
  else yield* retryDeactivation(app, person, cause)
}

/** A group that could not be created or linked starts over, as the admin chose; a pushed one is pushed whole. */
function* retryGroup(app: OktaApp, { subject, push }: AppTask, cause: string): Behaviour<void> {
  const group = groupOf(app, subject)
  if (group === undefined) return closeTask(app, 'groupPush', subject)
  const mapping = mappingOf(app, group)
  if (mapping === undefined) return yield* pushAgain(app, group, push, cause)
  if (!hasTask(app, 'groupRename', subject)) yield* renameGroup(app, group, mapping, cause)
  return yield* pushNow(app, group, cause)
}

function pushAgain(app: OktaApp, group: DirectoryGroup, push: PushChoice | null, cause: string): Behaviour<void> {
  const { action, appGroup, immediately } = push ?? { ...AS_MATCHED, immediately: app.knobs.pushMembersImmediately }
  if (action === 'match') return pushGroup(app, group, immediately, cause)
  return createOrLink(app, group, { link: action === 'link' ? appGroup : undefined }, immediately, cause)
}

const AS_MATCHED = { action: 'match', appGroup: '' } as const

function* retryRename(app: OktaApp, id: string, cause: string): Behaviour<void> {
  const group = groupOf(app, id)
  const mapping = group && mappingOf(app, group)
  if (group === undefined || mapping === undefined) return closeTask(app, 'groupRename', id)
  return yield* renameGroup(app, group, mapping, cause)
}

function groupOf(app: OktaApp, id: string): DirectoryGroup | undefined {
  return app.context.directory.groups.find((group) => group.id === id)
}

/** Who was deleted in Okta, as far as a deactivation needs them. */
function gonePerson(app: OktaApp, id: string): Person | undefined {
  const user = app.data.users[id]
  if (user === undefined) return undefined
  const { userName } = user
  return { id, userName, givenName: '', familyName: '', displayName: '', email: '', active: false }
}

function nothing(app: OktaApp, reason: string, cause: string): Behaviour<unknown> {
  return notSent({ kind: 'connection', name: app.integration.label }, 'verify', reason, cause)
}
