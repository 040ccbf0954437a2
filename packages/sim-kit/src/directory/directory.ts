/** A person in the simulated identity provider's directory. */
export interface Person {
  /** Stable id inside the directory; vendors derive their own ids from it. */
  readonly id: string
  readonly userName: string
  readonly givenName: string
  readonly familyName: string
  readonly displayName: string
  readonly email: string
  readonly title?: string
  readonly department?: string
  /** Directory id of the manager. */
  readonly manager?: string
  readonly active: boolean
}

/** A group in the directory; `members` are directory ids of people. */
export interface DirectoryGroup {
  readonly id: string
  readonly displayName: string
  readonly members: readonly string[]
}

/** The simulated identity provider's people and groups. Immutable: edits give a new directory. */
export interface Directory {
  readonly people: readonly Person[]
  readonly groups: readonly DirectoryGroup[]
}
