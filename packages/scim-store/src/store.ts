import type { Filter, JsonObject, ResourceTypeDefinition } from '@scimulator/scim-core'

/** A member of a group as stored: the member's id and which resource type it is. */
export interface MemberReference {
  readonly value: string
  readonly type: string
  /** Display text of the member, derived from the member resource when read. */
  readonly display?: string
}

/** A group a resource belongs to, derived from memberships. */
export interface GroupReference {
  readonly value: string
  readonly display?: string
  readonly type: 'direct' | 'indirect'
}

/** A resource as the store keeps it. */
export interface StoredResource {
  readonly resourceType: string
  readonly id: string
  /** Grows by one with every change; what an ETag is made of. */
  readonly version: number
  /** ISO 8601 instants in UTC with milliseconds. */
  readonly created: string
  readonly lastModified: string
  /** Every attribute but `id`, `meta`, `groups` and `members`. `schemas` is included. */
  readonly attributes: JsonObject
  /** Present only when asked for (`include.members`). */
  readonly members?: readonly MemberReference[]
  /** Present only when asked for (`include.groups`). */
  readonly groups?: readonly GroupReference[]
}

/** Which derived attributes a read shall bring along; both cost a look-up in the membership table. */
export interface Include {
  readonly members?: boolean
  readonly groups?: boolean
}

/**
 * A place in the order of a query: behind a resource, whether or not that is still there. Plain JSON, to be handed back
 * to the same engine with the same order.
 */
export interface Position {
  /** What the resource was sorted by; null when it had no value, or when nothing was sorted. */
  readonly key: string | number | null
  /** Its place in the order of creation. */
  readonly row: number
}

/** One page of one resource type. The filter is resolved (names canonical) and is pushed down whole. */
export interface Query {
  readonly resourceType: string
  readonly filter?: Filter
  /** Canonical attribute path text, for example `userName` or `name.familyName`; default order is creation (stable). */
  readonly sortBy?: string
  readonly sortOrder?: 'ascending' | 'descending'
  /** 1-based; not looked at when `after` is given. */
  readonly startIndex: number
  /** The page begins behind this position, or at the start when it is null; the result then has `next`. */
  readonly after?: Position | null
  /** At most this many resources; 0 asks for the total only. */
  readonly count: number
  readonly include?: Include
}

/** The answer to a query: the total before paging and the page. */
export interface QueryResult {
  readonly totalResults: number
  readonly resources: readonly StoredResource[]
  /** The end of this page, to go on `after`. Absent when nothing follows, for an empty page, and without `after`. */
  readonly next?: Position
}

/** Reads, by tenant. A tenant never sees another's rows, whatever id or filter is given. */
export interface ResourceReader {
  get(resourceType: string, id: string, include?: Include): Promise<StoredResource | undefined>
  query(query: Query): Promise<QueryResult>
  /** Whether `memberId` is a direct member of the group. */
  isMember(groupId: string, memberId: string): Promise<boolean>
}

/** Writes inside one transaction: all of them or none, at one instant. Reads see the transaction's own writes. */
export interface ResourceTransaction extends ResourceReader {
  /** An id that no resource has, for a `create` in this transaction: resources that name each other need theirs beforehand. */
  newId(): string
  /** @throws StoreError `uniqueness` when an attribute with uniqueness server/global is taken (compared by `compareKey`). */
  create(resourceType: string, attributes: JsonObject, options?: { id?: string }): Promise<StoredResource>
  /** Replaces the attributes of a resource; memberships stay. @throws StoreError `notFound`, `versionMismatch`, `uniqueness`. */
  update(
    resourceType: string,
    id: string,
    attributes: JsonObject,
    options?: { expectedVersion?: number },
  ): Promise<StoredResource>
  /** Deletes a resource and every membership it is part of. @throws StoreError `notFound`, `versionMismatch`. */
  delete(resourceType: string, id: string, options?: { expectedVersion?: number }): Promise<void>
  /** Adds members, ignoring those already there; cost does not grow with the group. Changes the group's version only when something changed. @throws StoreError `memberNotFound` naming the first unknown id. */
  addMembers(groupId: string, memberIds: readonly string[]): Promise<{ changed: boolean }>
  /** Removes members, ignoring those not there; cost does not grow with the group. */
  removeMembers(groupId: string, memberIds: readonly string[]): Promise<{ changed: boolean }>
  /** Makes the membership exactly this list. @throws StoreError `memberNotFound`. */
  setMembers(groupId: string, memberIds: readonly string[]): Promise<{ changed: boolean }>
}

/** The port every engine implements. */
export interface ResourceStore {
  /** Reads outside a transaction: committed state only. */
  read(tenant: string): ResourceReader
  /**
   * Runs `work` in a transaction and resolves after its commit is durable. Rejections of `work` roll back that
   * transaction alone. Concurrent transactions may share a commit; `work` must await nothing but the transaction.
   */
  transact<T>(tenant: string, work: (tx: ResourceTransaction) => Promise<T>): Promise<T>
  /** Removes everything of a tenant. */
  deleteTenant(tenant: string): Promise<void>
  close(): Promise<void>
}

/** What an engine is made with: clock and ids are given, so tests are repeatable. */
export interface StoreOptions {
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  /** Now, in milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number
  /** A new resource id. Default: UUID version 7. */
  readonly newId?: () => string
}
