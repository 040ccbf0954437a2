import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, SignOnPerson } from '@scimulator/sim-kit'
import { readData } from '../app/read-state.ts'

/** People by their assignments: a run may have unassigned or renamed somebody whom the directory has as before. */
export function peopleOf(directory: Directory, state: JsonObject): SignOnPerson[] {
  const { users } = readData(state)
  return directory.people.map((person) => {
    const user = Object.hasOwn(users, person.id) ? users[person.id] : undefined
    return {
      person: { ...person, userName: user?.userName ?? person.userName },
      assigned: person.active && user?.status !== 'unassigned',
    }
  })
}
