import type { Subject } from '@scimulator/admin-api'
import type { DirectoryGroup, Person } from '@scimulator/sim-kit'

/** A person as the subject of a step. */
export function userSubject(person: Person): Subject {
  return { kind: 'user', name: person.userName }
}

/** A group as the subject of a step. */
export function groupSubject(group: DirectoryGroup): Subject {
  return { kind: 'group', name: group.displayName }
}
