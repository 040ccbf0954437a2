import type { Person } from '@scimulator/sim-kit'

/** The person as an admin has edited them: blank values are taken away, the display name follows the names. */
export function editedPerson(person: Person, changes: Partial<Person>): Person {
  const { title, department, manager, ...rest } = { ...person, ...changes }
  const named = changes.givenName !== undefined || changes.familyName !== undefined
  const displayName = named ? `${rest.givenName} ${rest.familyName}` : rest.displayName
  return {
    ...rest,
    displayName: changes.displayName ?? displayName,
    ...(title ? { title } : {}),
    ...(department ? { department } : {}),
    ...(manager ? { manager } : {}),
  }
}
