import type { Expected } from '@scimulator/admin-api'
import type {
  Behaviour,
  Directory,
  DirectoryGroup,
  Person,
  Profile,
  Random,
  ScenarioContext,
} from '@scimulator/sim-kit'

/** What an order of the tenant's admin is about. */
export interface Order {
  readonly person?: Person
  readonly group?: DirectoryGroup
  readonly options?: Readonly<Record<string, string>>
}

/** The tenant that provisions: the simulator in its place. */
export interface Tenant {
  /** As it is now. */
  directory(): Directory
  /** The directory becomes another one, and the next cycle exports what changed. */
  become(after: Directory, cause: string): Behaviour<void>
  /** An admin action of the portal. */
  order(action: string, order: Order): Behaviour<void>
  /** Time passes, and what is due by then is played. */
  pass(cause: string): Behaviour<void>
}

/** A tenant with nobody in it and an app that is not connected yet. */
export function openTenant(profile: Profile, outer: ScenarioContext): Tenant {
  let directory: Directory = { people: [], groups: [] }
  let before: Directory | undefined
  const state = { value: {} }
  const contextOf = (now: Directory): ScenarioContext => ({ ...outer, directory: now, state })
  const follow = function* (after: Directory, cause: string): Behaviour<void> {
    const was = before
    directory = after
    before = after
    const change = was === undefined ? { before: undefined, after, cause } : { before: was, after, cause }
    yield* profile.follow?.(change, contextOf(after)) ?? noFollow()
  }
  return {
    directory: () => directory,
    become: follow,
    pass: (cause) => follow(directory, cause),
    *order(id, { options = {}, ...subjects }) {
      const action = profile.adminActions.find((known) => known.id === id)
      if (action === undefined) throw new TypeError(`The profile ${profile.id} has no action ${id}.`)
      const prepared = action.prepare({ ...subjects, options }, directory)
      directory = prepared.directory
      before = prepared.directory
      yield* prepared.play(contextOf(directory))
    },
  }
}

function* noFollow(): Behaviour<Expected> {
  return { users: [], groups: [] }
}

/** Somebody the suite makes in the tenant. */
export function inventPerson(random: Random): Person {
  const mark = random.text(10, 'abcdefghijklmnopqrstuvwxyz')
  return {
    id: `gallery-${mark}`,
    userName: `gallery.${mark}@contoso.example`,
    givenName: 'Gallery',
    familyName: `Test ${mark}`,
    displayName: `Gallery Test ${mark}`,
    email: `gallery.${mark}@contoso.example`,
    title: 'Tester',
    department: 'Quality',
    active: true,
  }
}

/** A group the suite makes in the tenant. */
export function inventGroup(random: Random, members: readonly Person[] = []): DirectoryGroup {
  const mark = random.text(10, 'abcdefghijklmnopqrstuvwxyz')
  return { id: `gallery-${mark}`, displayName: `Gallery ${mark}`, members: members.map(({ id }) => id) }
}
