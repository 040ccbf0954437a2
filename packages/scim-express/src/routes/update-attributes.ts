import type { JsonObject } from '@scimulator/scim-core'
import type { StoredResource } from '@scimulator/scim-store'
import type { HookEvent, LifecycleHooks } from '../hooks.ts'
import { isUnchanged } from '../resource/no-change.ts'

/** Where an update happens. */
export interface UpdateTarget extends HookEvent {
  readonly hooks: LifecycleHooks
}

/** Stores new attributes, with the hooks around; attributes that are as before are not stored again. */
export async function updateAttributes(
  { hooks, ...event }: UpdateTarget,
  current: StoredResource,
  attributes: JsonObject,
): Promise<void> {
  if (isUnchanged(current.attributes, attributes)) return
  const instead = await hooks.beforeUpdate?.({ ...event, current, attributes })
  if (instead !== undefined && isUnchanged(current.attributes, instead)) return
  const { resourceType, tx } = event
  const after = await tx.update(resourceType, current.id, instead ?? attributes, { expectedVersion: current.version })
  await hooks.afterUpdate?.({ ...event, before: current, after })
}
