/** An account as an import reads it. */
export interface ImportedUser {
  readonly userName: string
  readonly active: boolean
}

/** A group as an import reads it; `members` is undefined where the list leaves them out. */
export interface ImportedGroup {
  readonly displayName: string
  readonly members: readonly string[] | undefined
}
