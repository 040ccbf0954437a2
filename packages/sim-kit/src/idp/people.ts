import { type StateStore, targetKey } from '../control/saved-state.ts'
import type { DirectoryGroup, Person } from '../directory/directory.ts'
import type { Vendor } from '../profile/profile.ts'
import type { SignOnPerson } from './sign-on.ts'

/** Who is in the directory of a team, and who has the app. */
export interface TeamDirectory {
  readonly people: readonly SignOnPerson[]
  /** Groups the person is a member of. */
  groupsOf(person: Person): readonly DirectoryGroup[]
}

/** The directory as the team's last run left it; undefined before the first. */
export function teamDirectory(vendor: Vendor, store: StateStore, team: string): TeamDirectory | undefined {
  const saved = store.latest(vendor.profiles.map(({ id }) => targetKey(id, { team })))
  if (saved === undefined) return undefined
  const { directory, state } = saved
  return {
    // A copy: vendors read their state in place.
    people:
      vendor.signOn?.people?.(directory, structuredClone(state)) ??
      directory.people.map((person) => ({ person, assigned: person.active })),
    groupsOf: ({ id }) => directory.groups.filter(({ members }) => members.includes(id)),
  }
}
