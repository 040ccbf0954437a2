/**
 * @see RFC 7644 §3.6 Deleting Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.6
 */
import type { ResourceHandler } from '../context.ts'
import { assertPreconditions } from '../request/preconditions.ts'
import { hookEvent } from '../resource/hook-event.ts'
import { required } from './required.ts'

/** `DELETE /{endpoint}/{id}`: 204. The resource leaves every group; its unique values are free again. */
export const deleteResource: ResourceHandler = async (context, resourceType, id) => {
  const { hooks } = context.settings
  await context.transact(async (tx) => {
    const current = required(await tx.get(resourceType.name, id), resourceType, id)
    assertPreconditions(context, current.version)
    const event = hookEvent(context, resourceType, tx)
    await hooks.beforeDelete?.({ ...event, current })
    await tx.delete(resourceType.name, id, { expectedVersion: current.version })
    await hooks.afterDelete?.({ ...event, deleted: current })
  })
  return { status: 204 }
}
