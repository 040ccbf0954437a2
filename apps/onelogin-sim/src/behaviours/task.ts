import type { StepAction, Subject } from '@scimulator/admin-api'
import { type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { ApprovalBox } from '../app/console.ts'
import type { Login, ProvisioningState, TaskKind } from '../app/login.ts'

/** The person as the subject of a step. */
export function subjectOf(app: OneLoginApp, login: Login): Subject {
  return { kind: 'user', name: app.userNameOf(login.user) }
}

/** Runs one step of a task; true when it succeeded. */
export function* runStep(
  app: OneLoginApp,
  login: Login,
  action: StepAction,
  cause: string | undefined,
  body: () => Behaviour<StepResult>,
): Behaviour<boolean> {
  const result = yield* step(subjectOf(app, login), action, body, cause)
  return result.outcome === 'succeeded'
}

/**
 * Whether a task may run. Nothing is on the wire before Enable, after Disable, and while Enable provisioning is off; with
 * "Require admin approval" ticked a task stays Pending until an admin approves it (other vendors' guides).
 */
export function* mayRun(app: OneLoginApp, login: Login, kind: TaskKind, cause = ''): Behaviour<boolean> {
  const action = taskAction(app, kind)
  const closed = whyClosed(app)
  if (closed !== undefined) {
    yield* leftOut(subjectOf(app, login), action, closed, cause)
    return false
  }
  if (app.needsApproval(BOXES[kind]) && !app.approving) {
    app.tasks.add({ kind, person: login.user.id, cause, at: app.now }, login)
    login.state = stateOf(app, login)
    yield* notSent(subjectOf(app, login), action, 'Pending: the task waits for an admin to approve it', cause)
    return false
  }
  app.tasks.drop(login.user.id, kind)
  login.state = 'Provisioning'
  login.lastTask = kind
  return true
}

/** Why no task can run, as the outcome of its step; undefined when they can. */
export function whyClosed(app: OneLoginApp): StepResult | undefined {
  if (app.provisioningEnabled) return whyDisconnected(app)
  return whyDisconnected(app) ?? { outcome: 'notSent', reason: 'Enable provisioning is off: changes make no task' }
}

/** Why nothing at all goes to the app: a new one waits for Enable (vendor's docs). undefined when it is Enabled. */
export function whyDisconnected(app: OneLoginApp): StepResult | undefined {
  return app.saved.console.apiStatus === 'Enabled' ? undefined : { outcome: 'skipped', reason: DISCONNECTED }
}

/** Records a step that is left out for a reason the app as a whole has. */
export function leftOut(subject: Subject, action: StepAction, why: StepResult, cause: string): Behaviour<StepResult> {
  return step(
    subject,
    action,
    function* () {
      return why
    },
    cause,
  )
}

/** Whether tasks that set memberships wait for approval: then groups are made by the tasks, not ahead of them. */
export function holdsTasksBack(app: OneLoginApp): boolean {
  return !app.approving && (app.needsApproval('createUser') || app.needsApproval('updateUser'))
}

/** What the steps of a task are called: what a removal does hangs on the first drop-down. */
export function taskAction(app: OneLoginApp, kind: TaskKind): StepAction {
  return kind === 'remove' && app.settings.whenAppRemoved === 'Suspend' ? 'deactivate' : ACTIONS[kind]
}

/** The Provisioning State a login has when nothing runs. */
export function stateOf(app: OneLoginApp, login: Login): ProvisioningState {
  if (app.tasks.of(login.user.id).length > 0) return 'Pending'
  return login.linked ? 'Provisioned' : 'None'
}

/**
 * The box that holds a task back. That a removal counts as Delete user whatever the drop-down says, and a change of
 * status as Update user, is inferred.
 */
export const BOXES: Readonly<Record<TaskKind, ApprovalBox>> = {
  create: 'createUser',
  update: 'updateUser',
  suspend: 'updateUser',
  reactivate: 'updateUser',
  remove: 'deleteUser',
}

const DISCONNECTED =
  'API Status is Disabled: nothing is provisioned before API Connection > Enable (scimulator act onelogin connect)'

const ACTIONS: Readonly<Record<TaskKind, StepAction>> = {
  create: 'create',
  update: 'update',
  suspend: 'deactivate',
  reactivate: 'reactivate',
  remove: 'remove',
}
