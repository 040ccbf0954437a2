import type { Behaviour, Person } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { removeApp } from '../behaviours/remove-app.ts'
import { suspendUser } from '../behaviours/suspend-user.ts'
import { eventText } from '../messages/events.ts'

/** Somebody as the directory had them and has them now. */
export interface Leaver {
  readonly before: Person | undefined
  readonly after: Person | undefined
}

/**
 * Somebody leaves the scope of the app: who is deleted meets the first drop-down; who is still in the directory is
 * suspended, or loses the app, as the knob `leavers` says.
 */
export function* letGo(app: OneLoginApp, { before, after }: Leaver, cause?: string): Behaviour<void> {
  const person = after ?? before
  const login = person === undefined ? undefined : app.findLogin(person.id)
  if (login === undefined) return
  const because = (what: string): string => (cause === undefined ? what : `${cause}: ${what}`)
  if (after === undefined) {
    login.roles = []
    yield* removeApp(app, login, because(`user deleted (${eventText(17)})`))
    return
  }
  if (app.knob('leavers') === 'app access removed') {
    login.user = { ...after }
    yield* removeApp(app, login, because('app access removed'))
    return
  }
  yield* suspendUser(app, login, because(`status Suspended (${eventText(21)})`))
}
