import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, SignOnPerson } from '@scimulator/sim-kit'
import type { Login } from '../app/login.ts'
import { openSavedState } from '../app/saved-state.ts'

/** People by their logins: a run may have suspended or renamed somebody, or taken the app away. */
export function peopleOf(directory: Directory, state: JsonObject): SignOnPerson[] {
  const logins = new Map(openSavedState({ value: state }).logins.map((login) => [login.user.id, login]))
  return directory.people.map((person) => {
    const login = logins.get(person.id)
    return {
      person: login === undefined ? person : { ...person, ...login.user },
      assigned: person.active && (login === undefined || hasApp(login)),
    }
  })
}

/** Without a link although there was an account, the app was taken away. */
function hasApp({ user, linked, account }: Login): boolean {
  return user.active && (linked || account === 'none')
}
