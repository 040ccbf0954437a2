import type { Directory, DirectoryGroup, Person } from '@scimulator/sim-kit'

/** An object to evaluate and why. */
export interface Evaluation<T> {
  readonly object: T
  readonly cause: string
}

/** A person who is no longer in the directory. */
export type DeletedPerson = Pick<Person, 'id' | 'userName'>

/** A group that was unassigned or deleted. */
export type DeletedGroup = Pick<DirectoryGroup, 'id' | 'displayName'>

/** What a cycle evaluates. */
export interface CycleWork {
  /** Name of the cycle, shown as the cause of its connection test. */
  readonly name: string
  /** Whether everything in scope is evaluated: afterwards the watermark stands. */
  readonly initial: boolean
  readonly directory: Directory
  readonly people: readonly Evaluation<Person>[]
  /** People deleted in the directory who can still be restored there: they are disabled. */
  readonly softDeleted: readonly Evaluation<DeletedPerson>[]
  readonly deletedPeople: readonly Evaluation<DeletedPerson>[]
  readonly groups: readonly (Evaluation<DirectoryGroup> & { readonly renamed: boolean })[]
  readonly deletedGroups: readonly Evaluation<DeletedGroup>[]
}
