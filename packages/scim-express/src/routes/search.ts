/**
 * @see RFC 7644 §3.4.3 Querying Resources Using HTTP POST — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3
 */
import { parseSearchRequest } from '@scimulator/scim-core'
import type { TypeHandler } from '../context.ts'
import { readJsonObject } from '../request/body.ts'
import { queryResources } from './query.ts'

/** `POST /{endpoint}/.search`: the same list as by GET, with the parameters in the body. */
export const searchResources: TypeHandler = async (context, resourceType) => {
  const { limits } = context.settings
  const body = await readJsonObject(context.request, { bytes: limits.bodyBytes, depth: limits.bodyDepth })
  return queryResources(context, resourceType, parseSearchRequest(body, limits, context.tolerances))
}
