/**
 * @see RFC 7644 §3.4.1 Retrieving a Known Resource — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1
 */
import { parseProjection } from '@scimulator/scim-core'
import type { ResourceHandler } from '../context.ts'
import { assertIfMatch, isNotModified } from '../request/preconditions.ts'
import { parseQuery } from '../request/query-parameters.ts'
import { createView } from '../resource/view.ts'
import { required } from './required.ts'

/** `GET /{endpoint}/{id}`: the resource, or 304 when the client has this version. */
export const readResource: ResourceHandler = async (context, resourceType, id) => {
  const view = createView(context, resourceType, parseProjection(parseQuery(context.query)))
  const reader = context.settings.store.read(context.tenant)
  const stored = required(await reader.get(resourceType.name, id, view.include), resourceType, id)
  assertIfMatch(context, stored.version)
  if (isNotModified(context, stored.version)) return { status: 304, headers: view.headers(stored) }
  return view.reply(200, stored)
}
