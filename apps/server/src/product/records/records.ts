import type { ResourceTransaction } from '@scimulator/scim-store'
import type { AuditReader, AuditWriter } from './audit.ts'
import type { PeopleReader, PeopleWriter } from './people.ts'
import type { SignInReader, SignInWriter } from './sign-in.ts'
import type { SpaceReader, SpaceWriter } from './spaces.ts'

/** Everything that can be read of what the product keeps. */
export interface RecordReader extends PeopleReader, SpaceReader, SignInReader, AuditReader {}

/** Reads that see a transaction's own writes, and the writes. */
export interface RecordWriter extends RecordReader, PeopleWriter, SpaceWriter, SignInWriter, AuditWriter {}

/** The port of what the product keeps beside the SCIM resources: an engine is one of the store's engines. */
export interface ProductRecords {
  /** Reads committed state. */
  readonly read: RecordReader
  /** Reads and writes inside a transaction of the resource store: kept or lost with it. */
  within(tx: ResourceTransaction): RecordWriter
}
