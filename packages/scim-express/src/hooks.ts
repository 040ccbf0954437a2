import type { JsonObject } from '@scimulator/scim-core'
import type { ResourceTransaction, StoredResource } from '@scimulator/scim-store'

/** What every hook is told. A hook must await nothing but the transaction. */
export interface HookEvent {
  readonly tenant: string
  readonly resourceType: string
  /** Id of the exchange the write came by. */
  readonly exchangeId: string
  /** Which credential it came by; see `Principal`. */
  readonly credential: string | null
  /** The transaction of the write itself: what a hook does with it is kept or lost together with the write. */
  readonly tx: ResourceTransaction
}

/** A change of who belongs to a group; `set` is the whole membership. */
export type MembershipChange =
  | { readonly kind: 'add'; readonly members: readonly string[] }
  | { readonly kind: 'remove'; readonly members: readonly string[] }
  | { readonly kind: 'set'; readonly members: readonly string[] }

/**
 * What a write means to the application around the router. Hooks run in the same transaction as the write. A hook that
 * throws undoes the write; a `ScimError` it throws is what the client is told.
 */
export interface LifecycleHooks {
  beforeCreate?(event: HookEvent & { readonly attributes: JsonObject }): void | Promise<void>
  afterCreate?(event: HookEvent & { readonly resource: StoredResource }): void | Promise<void>
  /** Not called for a write that changes nothing. Attributes that it returns are stored instead of those the client gave. */
  beforeUpdate?(
    event: HookEvent & { readonly current: StoredResource; readonly attributes: JsonObject },
  ): void | JsonObject | Promise<void> | Promise<JsonObject | undefined>
  afterUpdate?(
    event: HookEvent & { readonly before: StoredResource; readonly after: StoredResource },
  ): void | Promise<void>
  beforeDelete?(event: HookEvent & { readonly current: StoredResource }): void | Promise<void>
  afterDelete?(event: HookEvent & { readonly deleted: StoredResource }): void | Promise<void>
  /** Called before each membership edit, whether or not somebody is already where the edit puts them. */
  beforeMembership?(
    event: HookEvent & { readonly groupId: string; readonly change: MembershipChange },
  ): void | Promise<void>
}
