import {
  type AttributeDefinition,
  allSchemas,
  COMMON_ATTRIBUTES,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  type ResourceTypeDefinition,
} from '@scimulator/scim-core'
import type { StoredResource } from '@scimulator/scim-store'
import type { HookEvent, LifecycleHooks } from '../hooks.ts'
import { hasMembers } from '../resource/derived.ts'
import { isUnchanged } from '../resource/no-change.ts'

/** Where an update happens. */
export interface UpdateTarget extends HookEvent {
  readonly hooks: LifecycleHooks
}

/** Stores new attributes, with the hooks around; attributes that are as before are not stored again. */
export async function updateAttributes(
  { hooks, ...event }: UpdateTarget,
  resourceType: ResourceTypeDefinition,
  current: StoredResource,
  attributes: JsonObject,
): Promise<void> {
  if (isUnchanged(current.attributes, attributes)) return
  const instead = await hooks.beforeUpdate?.({ ...event, current, attributes })
  if (instead !== undefined) {
    if (isUnchanged(current.attributes, instead)) return
    assertSettled(current.attributes, instead, resourceType)
  }
  const options = { expectedVersion: current.version }
  const after = await event.tx.update(resourceType.name, current.id, instead ?? attributes, options)
  await hooks.afterUpdate?.({ ...event, before: current, after })
}

/**
 * Holds what a hook wants stored to what no write changes: read-only attributes, immutable ones that have a value, and
 * members, which the store keeps apart.
 *
 * @throws Error for the operator: the client has asked for nothing of the kind.
 */
function assertSettled(before: JsonObject, after: JsonObject, resourceType: ResourceTypeDefinition): void {
  for (const schema of allSchemas(resourceType)) {
    const isBase = schema === resourceType.schema
    const [old, given] = isBase ? [before, after] : [objectIn(before[schema.id]), objectIn(after[schema.id])]
    const attributes = isBase ? [...COMMON_ATTRIBUTES, ...schema.attributes] : schema.attributes
    const apart = isBase && hasMembers(resourceType) ? 'members' : undefined
    const changed = attributes.find(
      (attribute) =>
        (attribute.name === apart || isSettled(attribute, old)) &&
        !isSameJson(old[attribute.name], given[attribute.name]),
    )
    if (changed !== undefined) throw new Error(`beforeUpdate may not return another "${changed.name}".`)
  }
}

function isSettled({ name, mutability }: AttributeDefinition, old: JsonObject): boolean {
  return mutability === 'readOnly' || (mutability === 'immutable' && old[name] !== undefined)
}

function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
