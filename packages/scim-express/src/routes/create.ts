/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { parseProjection, parseResource } from '@scimulator/scim-core'
import type { TypeHandler } from '../context.ts'
import { parseQuery } from '../request/query-parameters.ts'
import { editMembership, splitAttributes } from '../resource/membership.ts'
import { createView } from '../resource/view.ts'
import { readWriteBody } from './read-body.ts'
import { required } from './required.ts'

/** `POST /{endpoint}`: 201 with the resource as stored. A failure leaves nothing behind. */
export const createResource: TypeHandler = async (context, resourceType) => {
  const { settings, tenant, tolerances } = context
  const { hooks, store } = settings
  const view = createView(context, resourceType, parseProjection(parseQuery(context.query)))
  const body = await readWriteBody(context, resourceType)
  const { attributes, members } = splitAttributes(parseResource(body, resourceType, tolerances, { mode: 'create' }))
  const created = await store.transact(tenant, async (tx) => {
    const event = { tx, tenant, resourceType: resourceType.name }
    await hooks.beforeCreate?.({ ...event, attributes })
    const { id } = await tx.create(resourceType.name, attributes)
    if (members.length > 0) await editMembership({ ...event, groupId: id, hooks }, { kind: 'add', members })
    const resource = required(await tx.get(resourceType.name, id, view.include), resourceType, id)
    await hooks.afterCreate?.({ ...event, resource })
    return resource
  })
  return view.reply(201, created)
}
