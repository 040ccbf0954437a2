import type { JsonObject } from '@scimulator/scim-core'
import type { Evidence } from './evidence.ts'

/** A problem of a settings document: where it stands, and what to do. */
export interface SettingsProblem {
  /** Keys and indexes from the root. */
  readonly path: readonly (string | number)[]
  /** Position in the text at the path, for problems inside a long text (a macro, an expression). */
  readonly offset?: number
  readonly message: string
}

/** The document that stands for what the vendor's console lets an admin edit. */
export interface AppSettings {
  readonly summary: string
  readonly evidence: Evidence
  /** What is wrong with a document; empty: nothing. */
  check(document: JsonObject): readonly SettingsProblem[]
  /** The document that says what holds without one. */
  readonly defaults: JsonObject
}
