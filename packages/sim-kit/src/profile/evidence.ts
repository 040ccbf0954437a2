import type { EvidenceMark } from '@scimulator/admin-api'

/** Where a claim about a vendor comes from. */
export interface Evidence {
  readonly mark: EvidenceMark
  readonly source: string
  /** Day the source was read or captured, ISO 8601 (a year or month is enough where no more is known). */
  readonly date: string
}

/** Something a vendor sends that the RFC does not ask for. */
export interface Quirk {
  readonly id: string
  readonly summary: string
  readonly evidence: Evidence
}

/** A setting with a stated default, where the vendor offers a choice or the evidence is missing. */
export interface Knob {
  readonly id: string
  readonly summary: string
  readonly values: readonly string[]
  readonly default: string
  readonly evidence: Evidence
}

/** Seeded randomness: the same seed gives the same values in the same order. */
export interface Random {
  /** Integer in [0, below). */
  integer(below: number): number
  pick<T>(items: readonly T[]): T
  /** `length` characters out of `alphabet`. */
  text(length: number, alphabet: string): string
}
