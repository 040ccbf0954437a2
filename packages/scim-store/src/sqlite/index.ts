export type { Database } from './connection.ts'
export { createSqliteStore, type SqliteResourceStore, type SqliteStoreOptions } from './sqlite-store.ts'
