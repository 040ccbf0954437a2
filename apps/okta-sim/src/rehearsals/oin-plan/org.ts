import type {
  ActionOrder,
  Behaviour,
  Directory,
  DirectoryGroup,
  Person,
  Profile,
  Random,
  ScenarioContext,
} from '@scimulator/sim-kit'

/** What an order of the org's admin is about; options that are not named have their defaults. */
export type Order = Partial<ActionOrder>

/** The org that provisions: a profile in its place. */
export interface Org {
  /** As it is now. */
  directory(): Directory
  /** The person as the directory has them now. */
  person(id: string): Person | undefined
  /** People and groups that Okta has, and nobody has assigned or pushed. */
  knows(people: readonly Person[], ...groups: readonly DirectoryGroup[]): void
  /** What the admin does in the console. */
  order(action: string, order?: Order): Behaviour<void>
}

/** An org with nobody in it, and an app integration that is not saved yet. */
export function openOrg(profile: Profile, outer: ScenarioContext): Org {
  let directory: Directory = { people: [], groups: [] }
  const state = { value: {} }
  return {
    directory: () => directory,
    person: (id) => directory.people.find((person) => person.id === id),
    knows(people, ...groups) {
      directory = { people: [...directory.people, ...people], groups: [...directory.groups, ...groups] }
    },
    *order(id, { options = {}, ...subjects } = {}) {
      const action = profile.adminActions.find((known) => known.id === id)
      if (action === undefined) throw new TypeError(`The profile ${profile.id} has no action ${id}.`)
      const defaults = Object.fromEntries((action.options ?? []).map((option) => [option.id, option.default ?? '']))
      const prepared = action.prepare({ ...subjects, options: { ...defaults, ...options } }, directory)
      directory = prepared.directory
      yield* prepared.play({ ...outer, directory, state })
    },
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Somebody in Okta who is not assigned to the app. */
export function inventPerson(random: Random, more: Partial<Person> = {}): Person {
  const mark = random.text(10, LETTERS)
  const userName = `plan.${mark}@atko.com`
  return {
    id: `plan-${mark}`,
    userName,
    givenName: 'Plan',
    familyName: `Test${mark}`,
    displayName: `Plan Test${mark}`,
    email: userName,
    active: false,
    ...more,
  }
}

/** A group in Okta that is not pushed. */
export function inventGroup(random: Random, members: readonly Person[], name = 'Plan'): DirectoryGroup {
  const mark = random.text(10, LETTERS)
  return { id: `plan-${mark}`, displayName: `${name} ${mark}`, members: members.map(({ id }) => id) }
}
