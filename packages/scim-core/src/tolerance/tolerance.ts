/** How the behaviour behind a tolerance is known. */
export type Evidence = 'captured' | 'vendor-docs' | 'other-guide' | 'inferred'

/** Something the service provider may accept beyond the RFC, named for the behaviour and off by default. */
export interface Tolerance<Id extends string = string> {
  /** Name of the behaviour, such as `string-booleans`. */
  readonly id: Id
  /** One sentence: what is accepted, and as what. */
  readonly summary: string
  /** Rows of the requirements matrix that no longer hold to the letter while the tolerance is on. */
  readonly rows: readonly string[]
  /** How it is known that clients need it. */
  readonly evidence: Evidence
}
