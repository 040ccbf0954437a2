import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, Person, SignOnPerson } from '@scimulator/sim-kit'
import { openLinks, type PersonLink } from '../job/links.ts'

/** People by the connector data store: a run may have disabled or renamed somebody whom the directory has as before. */
export function peopleOf(directory: Directory, state: JsonObject): SignOnPerson[] {
  const links = openLinks({ value: state }).people
  return directory.people.map((person) => {
    const link = links.get(person.id)
    return {
      person: { ...person, userName: link?.userName || person.userName },
      assigned: isAssigned(person, link),
    }
  })
}

/** A change that could not be exported is in force at the source all the same. */
function isAssigned(person: Person, link: PersonLink | undefined): boolean {
  if (link === undefined || link.escrowed) return person.active
  return link.managed && link.active
}
