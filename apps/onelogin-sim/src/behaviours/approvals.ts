import { type Behaviour, notSent } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { ApprovalBox, PendingTask } from '../app/console.ts'
import type { Login } from '../app/login.ts'
import { eventText } from '../messages/events.ts'
import { runTask } from './run-task.ts'
import { BOXES, stateOf, subjectOf, taskAction, whyClosed } from './task.ts'

/** Which of the waiting tasks an admin means. */
export type TaskFilter = (task: PendingTask) => boolean

/** The tasks held back by one box, or by any. */
export function heldBy(box: ApprovalBox | 'all'): TaskFilter {
  return ({ kind }) => box === 'all' || BOXES[kind] === box
}

/** Pending > Approve: the tasks run, the oldest first. Gives how many there were. */
export function* approveTasks(app: OneLoginApp, filter: TaskFilter): Behaviour<number> {
  const tasks = waiting(app, filter)
  for (const { task, login } of tasks) {
    // Approved while nothing can run, it goes on waiting.
    if (whyClosed(app) === undefined) app.tasks.drop(task.person, task.kind)
    yield* runTask(app, login, task.kind, because('approved', task))
  }
  return tasks.length
}

/** Pending > Skip: the tasks are dropped, and nothing is on the wire. Gives how many there were. */
export function* skipTasks(app: OneLoginApp, filter: TaskFilter): Behaviour<number> {
  const tasks = waiting(app, filter)
  for (const { task, login } of tasks) {
    app.tasks.drop(task.person, task.kind)
    if (task.kind === 'remove') login.linked = false
    login.state = stateOf(app, login)
    const reason = `Skipped (${eventText(50)})`
    yield* notSent(subjectOf(app, login), taskAction(app, task.kind), reason, because('skipped', task))
  }
  return tasks.length
}

/** Failed > retried by hand: the last task of each login runs again (other vendors' guides). Gives how many there were. */
export function* retryFailed(app: OneLoginApp, filter: (login: Login) => boolean = () => true): Behaviour<number> {
  const failed = app.saved.logins.filter((login) => login.state === 'Failed' && filter(login))
  for (const login of failed) yield* runTask(app, login, login.lastTask ?? 'update', 'retried by hand')
  return failed.length
}

interface Waiting {
  readonly task: PendingTask
  readonly login: Login
}

function waiting(app: OneLoginApp, filter: TaskFilter): Waiting[] {
  return app.tasks.all.filter(filter).flatMap((task) => {
    const login = app.findLogin(task.person)
    return login === undefined ? [] : [{ task, login }]
  })
}

function because(what: string, { cause }: PendingTask): string {
  return cause === '' ? what : `${what}: ${cause}`
}
