import type { Connection } from './connection.ts'
import type { Names } from './names.ts'
import type { StorageTypes } from './storage-types.ts'

/** One connection with what is needed to read and write by it. */
export interface Scope {
  readonly connection: Connection
  readonly names: Names
  readonly types: StorageTypes
  readonly now: () => number
  readonly newId: () => string
}
