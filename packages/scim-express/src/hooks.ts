import type { JsonObject } from '@scimulator/scim-core'
import type { ResourceTransaction, StoredResource } from '@scimulator/scim-store'

/** What every hook is told. A hook must await nothing but the transaction. */
export interface HookEvent {
  /** Tenant the write is for. */
  readonly tenant: string
  /** Name of the resource type concerned. */
  readonly resourceType: string
  /** Id of the exchange the write came by. */
  readonly exchangeId: string
  /** Which credential it came by; see `Principal`. */
  readonly credential: string | null
  /** The transaction of the write itself: what a hook does with it is kept or lost together with the write. */
  readonly tx: ResourceTransaction
}

/** A change of who belongs to a group; `set` is the whole membership. */
export interface MembershipChange {
  /** What happens to the members. */
  readonly kind: 'add' | 'remove' | 'set'
  /** Ids of the members concerned. */
  readonly members: readonly string[]
}

/**
 * What a write means to the application around the router. Hooks run in the same transaction as the write. A hook that
 * throws undoes the write; a `ScimError` it throws is what the client is told.
 */
export interface LifecycleHooks {
  /**
   * Called with the attributes to be stored. Attributes that it returns are stored instead of those the client gave, so that
   * a service can set defaults and its own read-only attributes; `id`, `meta`, `members` and `groups` are none, unique ones
   * stay unique, and `schemas` names every extension that has a value.
   */
  beforeCreate?(
    event: HookEvent & { readonly attributes: JsonObject },
  ): void | JsonObject | Promise<void> | Promise<JsonObject | undefined>
  /** Called with the resource as it is stored. */
  afterCreate?(event: HookEvent & { readonly resource: StoredResource }): void | Promise<void>
  /**
   * Not called for a write that changes nothing. Attributes that it returns are stored instead of those the client gave;
   * read-only and immutable ones must be as they are in `current`, members are none, and unique ones stay unique.
   */
  beforeUpdate?(
    event: HookEvent & { readonly current: StoredResource; readonly attributes: JsonObject },
  ): void | JsonObject | Promise<void> | Promise<JsonObject | undefined>
  /** Called with the resource as it was and as it is now. */
  afterUpdate?(
    event: HookEvent & { readonly before: StoredResource; readonly after: StoredResource },
  ): void | Promise<void>
  /** Called with the resource that is to go. */
  beforeDelete?(event: HookEvent & { readonly current: StoredResource }): void | Promise<void>
  /** Called with the resource that is gone, its memberships with it. */
  afterDelete?(event: HookEvent & { readonly deleted: StoredResource }): void | Promise<void>
  /**
   * Called before each membership edit, whether or not somebody is already where the edit puts them. The members a group
   * is created with are an edit of kind `add`, before the group is there.
   */
  beforeMembership?(
    event: HookEvent & { readonly groupId: string; readonly change: MembershipChange },
  ): void | Promise<void>
}
