import { type ActionOption, type Behaviour, notSent, UsageError } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { approveTasks, heldBy, retryFailed, skipTasks, type TaskFilter } from '../behaviours/approvals.ts'
import { suspendUser } from '../behaviours/suspend-user.ts'
import { guided, inferred } from '../evidence/sources.ts'
import { assignTo } from '../follow/join.ts'
import { type Act, named, optionOf } from './order.ts'
import { BOX_LABELS, boxesOf } from './provisioning-acts.ts'

const KIND: ActionOption = {
  id: 'action',
  summary: 'Which tasks',
  values: [...Object.values(BOX_LABELS), 'all'],
  default: 'all',
}

/** Users > Provisioning, and the tab Users of an app: what waits and what has failed. */
export const TASK_ACTS: readonly Act[] = [
  {
    id: 'approve',
    label: 'Users > Pending > Approve',
    summary: 'Runs what waits for one person.',
    evidence: guided('V3'),
    needs: ['person'],
    options: [KIND],
    play: (app, order) => approve(app, both(ofPerson(named(order.person).id), chosen(optionOf(order, KIND)))),
  },
  {
    id: 'skip',
    label: 'Users > Pending > Skip',
    summary: 'Drops what waits for one person; nothing is on the wire.',
    evidence: inferred('event 50 exists', 'C7'),
    needs: ['person'],
    options: [KIND],
    play: (app, order) => skip(app, both(ofPerson(named(order.person).id), chosen(optionOf(order, KIND)))),
  },
  {
    id: 'approveAll',
    label: 'Users > Provisioning > select all > Approve',
    summary: 'Runs everything that waits, also for people who are deleted.',
    evidence: guided('O2'),
    options: [KIND],
    play: (app, order) => approve(app, chosen(optionOf(order, KIND))),
  },
  {
    id: 'skipAll',
    label: 'Users > Provisioning > select all > Skip',
    summary: 'Drops everything that waits.',
    evidence: inferred('event 50 exists', 'C7'),
    options: [KIND],
    play: (app, order) => skip(app, chosen(optionOf(order, KIND))),
  },
  {
    id: 'retry',
    label: 'Users > Failed > Retry',
    summary: 'Runs the last task of one person again.',
    evidence: guided('V3'),
    needs: ['person'],
    *play(app, { person }) {
      const { id, userName } = named(person)
      const count = yield* retryFailed(app, ({ user }) => user.id === id)
      if (count === 0) yield* notSent({ kind: 'user', name: userName }, 'verify', 'Nothing has failed', 'Retry')
    },
  },
  {
    id: 'retryFailed',
    label: 'Users > Provisioning > Failed > Retry all',
    summary: 'Runs the last task of everybody whose Provisioning State is Failed.',
    evidence: inferred('a failure is retried by hand, one by one', 'V3'),
    *play(app) {
      if ((yield* retryFailed(app)) === 0) yield* nothing('Nothing has failed')
    },
  },
  {
    id: 'reapplyMappings',
    label: 'More Actions > Reapply entitlement mappings',
    summary: 'An update task for everybody who has the app: "Mappings are being reapplied".',
    evidence: guided('V10'),
    *play(app) {
      for (const person of app.people) {
        const has = app.findLogin(person.id)?.hasApp === true
        if (has && person.active) yield* assignTo(app, person, 'Reapply entitlement mappings', true)
      }
    },
  },
  {
    id: 'reapplyAllMappings',
    label: 'Users > Mappings > Reapply All Mappings',
    summary: 'The mappings of the account run for everybody: who has other roles or another status by them is a task.',
    evidence: guided('V10'),
    *play(app) {
      for (const person of app.people) {
        const login = app.findLogin(person.id)
        if (login?.hasApp !== true) continue
        if (person.active) yield* assignTo(app, person, 'Reapply All Mappings')
        else if (login.user.active) yield* suspendUser(app, login, 'Reapply All Mappings')
      }
    },
  },
]

function* approve(app: OneLoginApp, filter: TaskFilter): Behaviour<void> {
  if ((yield* approveTasks(app, filter)) === 0) yield* nothing('Nothing is Pending')
}

function* skip(app: OneLoginApp, filter: TaskFilter): Behaviour<void> {
  if ((yield* skipTasks(app, filter)) === 0) yield* nothing('Nothing is Pending')
}

function nothing(reason: string): Behaviour<unknown> {
  return notSent({ kind: 'directory', name: 'Tasks' }, 'verify', reason)
}

function ofPerson(id: string): TaskFilter {
  return ({ person }) => person === id
}

function chosen(label: string): TaskFilter {
  const boxes = boxesOf(label).map(heldBy)
  if (boxes.length === 0) throw new UsageError(`${label} is no kind of task.`)
  return (task) => boxes.some((filter) => filter(task))
}

function both(one: TaskFilter, other: TaskFilter): TaskFilter {
  return (task) => one(task) && other(task)
}
