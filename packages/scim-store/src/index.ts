export type { BatchReport } from './commit-queue.ts'
export { documentOf } from './document.ts'
export { StoreError, type StoreErrorKind } from './errors.ts'
export type {
  CreateOptions,
  GroupReference,
  Include,
  MemberReference,
  MembershipOutcome,
  Position,
  Query,
  QueryResult,
  ResourceReader,
  ResourceStore,
  ResourceTransaction,
  StoredResource,
  StoreOptions,
} from './store.ts'
