import { type Behaviour, together } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { OneLoginUser } from '../app/login.ts'
import { provisionUser } from './provision-user.ts'
import { reactivateUser } from './reactivate-user.ts'
import { suspendUser } from './suspend-user.ts'
import { updateUser } from './update-user.ts'

/** Reapply mappings: a task for everybody of the directory at once. */
export function* syncEverybody(app: OneLoginApp): Behaviour<void> {
  const lanes = app.people.map((person) => syncPerson(app, person))
  yield* together(lanes, Number(app.knob('tasks-at-once')))
}

/**
 * Brings one login up to date with the directory. A person who is suspended when the app is given is provisioned
 * first and then meets the second drop-down (inferred: no source says what OneLogin does with them).
 */
export function* syncPerson(app: OneLoginApp, person: OneLoginUser): Behaviour<void> {
  const login = app.loginOf(person)
  login.user = { ...person }
  login.roles = [...app.directoryRoles(person.id)]
  const written = login.linked
    ? yield* updateUser(app, login, 'Reapply Mappings')
    : (yield* provisionUser(app, login, 'app given by a role')) !== 'notWritten'
  if (!written) return
  if (!person.active && login.account === 'active') yield* suspendUser(app, login)
  if (person.active && login.account === 'inactive') yield* reactivateUser(app, login)
}
