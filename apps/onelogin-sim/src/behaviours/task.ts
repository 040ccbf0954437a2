import type { StepAction, Subject } from '@scimulator/admin-api'
import { type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'

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
 * Whether a task may run. With "Require admin approval" ticked it stays Pending until an admin approves it, and
 * nothing is on the wire (other vendors' guides).
 */
export function* mayRun(app: OneLoginApp, login: Login, action: StepAction, cause?: string): Behaviour<boolean> {
  if (app.knob('admin-approval') === 'cleared') return true
  login.state = 'Pending'
  yield* notSent(subjectOf(app, login), action, 'Pending: the task waits for an admin to approve it', cause)
  return false
}
