import type { Filter, JsonObject, ResourceTypeDefinition } from '@scimulator/scim-core'

/** A member of a group as stored: the member's id and which resource type it is. */
export interface MemberReference {
  /** Id of the member. */
  readonly value: string
  /** Name of its resource type. */
  readonly type: string
  /** Display text of the member, derived from the member resource when read. */
  readonly display?: string
}

/** A group a resource belongs to, derived from memberships. */
export interface GroupReference {
  /** Id of the group. */
  readonly value: string
  /** Display name of the group, as it is when read. */
  readonly display?: string
  /** Whether the resource itself is a member, or a group that it belongs to. */
  readonly type: 'direct' | 'indirect'
}

/** A resource as the store keeps it. */
export interface StoredResource {
  /** Name of its resource type. */
  readonly resourceType: string
  /** Given by the store, and unlike any other of the tenant. */
  readonly id: string
  /** Grows by one with every change; what an ETag is made of. */
  readonly version: number
  /** When it was made: an ISO 8601 instant in UTC with milliseconds. */
  readonly created: string
  /** When it last changed, in the same form. */
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
  /** The members of groups. Default false. */
  readonly members?: boolean
  /** The groups a resource belongs to, through other groups too. Default false. */
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
  /** Name of the resource type. */
  readonly resourceType: string
  /** What the resources must meet; absent: all of the type. */
  readonly filter?: Filter
  /** Canonical attribute path text, for example `userName` or `name.familyName`; default order is creation (stable). */
  readonly sortBy?: string
  /** Default ascending. */
  readonly sortOrder?: 'ascending' | 'descending'
  /** 1-based; not looked at when `after` is given. */
  readonly startIndex: number
  /** The page begins behind this position, or at the start when it is null; the result then has `next`. */
  readonly after?: Position | null
  /** At most this many resources; 0 asks for the total only. */
  readonly count: number
  /** Which derived attributes the resources come with. */
  readonly include?: Include
}

/** The answer to a query: the total before paging and the page. */
export interface QueryResult {
  /** How many resources meet the filter, on this page or not. */
  readonly totalResults: number
  /** Those of the page, in order. */
  readonly resources: readonly StoredResource[]
  /** The end of this page, to go on `after`. Absent when nothing follows, for an empty page, and without `after`. */
  readonly next?: Position
}

/** Reads, by tenant. A tenant never sees another's rows, whatever id or filter is given. */
export interface ResourceReader {
  /** One resource; undefined when there is none of that type and id. */
  get(resourceType: string, id: string, include?: Include): Promise<StoredResource | undefined>
  /** One page of a list. @throws StoreError `unsupportedFilter` when the engine cannot run the filter or the order. */
  query(query: Query): Promise<QueryResult>
  /** Whether `memberId` is a direct member of the group. */
  isMember(groupId: string, memberId: string): Promise<boolean>
}

/** What a resource is created with beside its attributes. */
export interface CreateOptions {
  /** Default: a new one. */
  readonly id?: string
  /** Its members, all of them there already; the resource begins at version 1 with them. Only for types that have members. */
  readonly members?: readonly string[]
}

/** What an edit of a membership came to. */
export interface MembershipOutcome {
  /** False when everybody was already where the edit puts them; the group's version is then the same. */
  readonly changed: boolean
}

/** Writes inside one transaction: all of them or none, at one instant. Reads see the transaction's own writes. */
export interface ResourceTransaction extends ResourceReader {
  /** An id that no resource has, for a `create` in this transaction: resources that name each other need theirs beforehand. */
  newId(): string
  /** @throws StoreError `uniqueness` when an attribute with uniqueness server/global is taken (compared by `compareKey`); `memberNotFound`. */
  create(resourceType: string, attributes: JsonObject, options?: CreateOptions): Promise<StoredResource>
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
  addMembers(groupId: string, memberIds: readonly string[]): Promise<MembershipOutcome>
  /** Removes members, ignoring those not there; cost does not grow with the group. */
  removeMembers(groupId: string, memberIds: readonly string[]): Promise<MembershipOutcome>
  /** Makes the membership exactly this list. @throws StoreError `memberNotFound`. */
  setMembers(groupId: string, memberIds: readonly string[]): Promise<MembershipOutcome>
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
  /** Refuses what comes later and resolves when everything that was begun is done and the engine has let go of its files. */
  close(): Promise<void>
}

/** What an engine is made with: clock and ids are given, so tests are repeatable. */
export interface StoreOptions {
  /** What the store keeps; their schemas say what is unique and how values are compared. */
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  /** Now, in milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number
  /** A new resource id. Default: UUID version 7. */
  readonly newId?: () => string
}
