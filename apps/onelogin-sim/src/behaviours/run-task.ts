import type { Behaviour } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login, TaskKind } from '../app/login.ts'
import { provisionUser } from './provision-user.ts'
import { reactivateUser } from './reactivate-user.ts'
import { removeApp } from './remove-app.ts'
import { suspendUser } from './suspend-user.ts'
import { updateUser } from './update-user.ts'

/** Runs a task an admin has approved or retries, with what OneLogin knows of the person now. */
export function* runTask(app: OneLoginApp, login: Login, kind: TaskKind, cause: string): Behaviour<void> {
  const { approving } = app
  app.approving = true
  // A create whose account is there and whose memberships failed has only those left to set.
  if (kind === 'create' && login.linked) yield* updateUser(app, login, cause)
  else yield* TASKS[kind](app, login, cause)
  app.approving = approving
}

const TASKS: Readonly<Record<TaskKind, (app: OneLoginApp, login: Login, cause: string) => Behaviour<unknown>>> = {
  create: provisionUser,
  update: (app, login, cause) => updateUser(app, login, cause),
  suspend: suspendUser,
  reactivate: reactivateUser,
  remove: removeApp,
}
