import type { JsonObject } from '@scimulator/scim-core'
import type { ResourceTransaction, StoredResource } from '@scimulator/scim-store'
import type { LifecycleHooks } from '../hooks.ts'
import { isUnchanged } from '../resource/no-change.ts'

/** Where an update happens. */
export interface UpdateTarget {
  readonly tx: ResourceTransaction
  readonly tenant: string
  readonly resourceType: string
  readonly hooks: LifecycleHooks
}

/** Stores new attributes, with the hooks around; attributes that are as before are not stored again. */
export async function updateAttributes(
  { hooks, ...event }: UpdateTarget,
  current: StoredResource,
  attributes: JsonObject,
): Promise<void> {
  if (isUnchanged(current.attributes, attributes)) return
  await hooks.beforeUpdate?.({ ...event, current, attributes })
  const { resourceType, tx } = event
  const after = await tx.update(resourceType, current.id, attributes, { expectedVersion: current.version })
  await hooks.afterUpdate?.({ ...event, before: current, after })
}
