import type { Directory, Person } from '@scimulator/sim-kit'

const indexes = new WeakMap<Directory, Map<string, Person>>()

/** The person's manager in the directory. */
export function managerOf(directory: Directory, person: Person): Person | undefined {
  return person.manager === undefined ? undefined : personOf(directory, person.manager)
}

/** A person by directory id, looked up in an index made once per directory. */
export function personOf(directory: Directory, id: string): Person | undefined {
  let index = indexes.get(directory)
  if (index === undefined) {
    index = new Map(directory.people.map((person) => [person.id, person]))
    indexes.set(directory, index)
  }
  return index.get(id)
}
