import type { SqliteResourceStore } from '@scimulator/scim-store/sqlite'
import type { ProductRecords, RecordReader, RecordWriter } from '../records/records.ts'
import { createAuditReader, createAuditWriter } from './audit-sql.ts'
import { createPeopleReader, createPeopleWriter } from './people-sql.ts'
import { createSignInReader, createSignInWriter } from './sign-in-sql.ts'
import { createSpaceReader, createSpaceWriter } from './spaces-sql.ts'
import { type RunSql, sqlOf } from './sql.ts'

/** The product's records in the same file as the resources. The store must have been made with `PRODUCT_TABLES`. */
export function createSqliteRecords(store: SqliteResourceStore): ProductRecords {
  return {
    read: createReader((work) => store.readTables((database) => work(sqlOf(database)))),
    within: (tx) => createWriter(async (work) => work(sqlOf(store.connectionOf(tx)))),
  }
}

function createReader(run: RunSql): RecordReader {
  return {
    ...createPeopleReader(run),
    ...createSpaceReader(run),
    ...createSignInReader(run),
    ...createAuditReader(run),
  }
}

function createWriter(run: RunSql): RecordWriter {
  return {
    ...createReader(run),
    ...createPeopleWriter(run),
    ...createSpaceWriter(run),
    ...createSignInWriter(run),
    ...createAuditWriter(run),
  }
}
