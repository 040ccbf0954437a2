import type { Include, Query, QueryResult, ResourceReader, StoredResource } from './store.ts'

/** What a reader does, at once: engines answer without waiting. */
export interface SyncReader {
  get(resourceType: string, id: string, include?: Include): StoredResource | undefined
  query(query: Query): QueryResult
  isMember(groupId: string, memberId: string): boolean
}

/** A reader for callers, whose reads run when `when` lets them. */
export function readerWhen(when: <T>(read: () => T) => Promise<T>, reader: SyncReader): ResourceReader {
  return {
    get: (resourceType, id, include) => when(() => reader.get(resourceType, id, include)),
    query: (query) => when(() => reader.query(query)),
    isMember: (groupId, memberId) => when(() => reader.isMember(groupId, memberId)),
  }
}
