import type { JsonObject } from '@scimulator/scim-core'
import { createRandom, type Directory, generateDirectory, type Person, type ScenarioContext } from '@scimulator/sim-kit'

/** A person with a job, a department and nothing else out of the ordinary. */
export function aPerson(fields: Partial<Person> = {}): Person {
  return {
    id: 'ann',
    userName: 'ann@acme.test',
    givenName: 'Ann',
    familyName: 'Lee',
    displayName: 'Ann Lee',
    email: 'ann@acme.test',
    title: 'Engineer',
    department: 'R&D',
    active: true,
    ...fields,
  }
}

/** A directory of people who are all in one group, `Dev`. */
export function aDirectory(...people: readonly Person[]): Directory {
  return { people, groups: [{ id: 'g-dev', displayName: 'Dev', members: people.map(({ id }) => id) }] }
}

/** The directory of the full run: 40 people in 6 groups, one of them complete and plain, whatever the seed gives. */
export function aFullDirectory(seed = 'tests'): Directory {
  return generateDirectory({ users: 40, groups: 6, seed, domain: 'acme.test' })
}

/** A scenario context over a directory; pass the state of a former one to play a later run. */
export function aContext(
  directory: Directory,
  knobs: Readonly<Record<string, string>> = {},
  state: { value: JsonObject } = { value: {} },
): ScenarioContext {
  return { directory, knobs, state, now: () => new Date(0), random: (purpose) => createRandom('tests', purpose) }
}
