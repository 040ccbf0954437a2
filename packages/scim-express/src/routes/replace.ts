/**
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import { parseProjection, parseResource, sentInBody } from '@scimulator/scim-core'
import type { ResourceHandler } from '../context.ts'
import { assertPreconditions } from '../request/preconditions.ts'
import { parseQuery } from '../request/query-parameters.ts'
import { hasMembers } from '../resource/derived.ts'
import { hookEvent } from '../resource/hook-event.ts'
import { editMembership, splitAttributes } from '../resource/membership.ts'
import { createView } from '../resource/view.ts'
import { readWriteBody } from './read-body.ts'
import { required } from './required.ts'
import { updateAttributes } from './update-attributes.ts'

/**
 * `PUT /{endpoint}/{id}`: 200 with the resource as it is now. CHOICE: what the body leaves out is cleared, members
 * included; a body that changes nothing leaves version and lastModified alone.
 */
export const replaceResource: ResourceHandler = async (context, resourceType, id) => {
  const { settings, tolerances } = context
  const projection = parseProjection(parseQuery(context.query))
  const body = await readWriteBody(context, resourceType)
  const view = createView(context, resourceType, { ...projection, sent: sentInBody(body, resourceType) })
  const replaced = await context.transact(async (tx) => {
    const current = required(await tx.get(resourceType.name, id), resourceType, id)
    assertPreconditions(context, current.version)
    const parsed = parseResource(body, resourceType, tolerances, { mode: 'replace', current: current.attributes })
    const { attributes, members } = splitAttributes(parsed)
    const event = { ...hookEvent(context, resourceType, tx), hooks: settings.hooks }
    await updateAttributes(event, resourceType, current, attributes)
    if (hasMembers(resourceType)) await editMembership({ ...event, groupId: id }, { kind: 'set', members })
    return required(await tx.get(resourceType.name, id, view.include), resourceType, id)
  })
  return view.reply(200, replaced)
}
