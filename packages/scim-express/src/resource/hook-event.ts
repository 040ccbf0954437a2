import type { ResourceTypeDefinition } from '@scimulator/scim-core'
import type { ResourceTransaction } from '@scimulator/scim-store'
import type { ScimContext } from '../context.ts'
import type { HookEvent } from '../hooks.ts'

/** What hooks are told of a write to resources of this type. */
export function hookEvent(
  { tenant, exchangeId, credential }: ScimContext,
  resourceType: ResourceTypeDefinition,
  tx: ResourceTransaction,
): HookEvent {
  return { tenant, resourceType: resourceType.name, exchangeId, credential, tx }
}
