import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, SignOnPerson } from '@scimulator/sim-kit'
import { openSavedState } from '../app/saved-state.ts'

/** People by their logins: a run may have suspended or renamed somebody, or taken the app away. */
export function peopleOf(directory: Directory, state: JsonObject): SignOnPerson[] {
  const logins = new Map(openSavedState({ value: state }).logins.map((login) => [login.user.id, login]))
  return directory.people.map((person) => {
    const login = logins.get(person.id)
    return {
      person: login === undefined ? person : { ...person, ...login.user },
      assigned: person.active && (login === undefined || (login.user.active && login.hasApp)),
    }
  })
}
