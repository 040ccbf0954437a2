/**
 * @see RFC 7644 §3.4.2.1 Query Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.1
 */
import { type ListQuery, parseListQuery, parseSearchRequest, toListResponse } from '@scimulator/scim-core'
import type { Handler, ScimContext } from '../context.ts'
import { parseQuery } from '../request/query-parameters.ts'
import type { Reply } from '../response/reply.ts'
import { queryByCursor } from './root-cursor.ts'
import { rootSegments } from './root-segments.ts'

/** `GET /`: a list over all resource types. */
export const listAllTypes: Handler = (context) =>
  queryAllTypes(context, parseListQuery(parseQuery(context.query), context.settings.limits))

/** `POST /.search`: the same list, with the parameters in the body. */
export const searchAllTypes: Handler = async (context) => {
  const { limits } = context.settings
  const body = await context.readBody({ bytes: limits.bodyBytes, depth: limits.bodyDepth })
  return queryAllTypes(context, parseSearchRequest(body, limits, context.tolerances))
}

/** One page of one list: the segments follow each other, each asked for what of the page falls into it. */
async function queryAllTypes(context: ScimContext, query: ListQuery): Promise<Reply> {
  const segments = rootSegments(context, query)
  if (query.cursor !== undefined) return queryByCursor(context, query, segments, query.cursor)
  const resources = []
  let totalResults = 0
  for (const segment of segments) {
    const skip = Math.max(0, query.startIndex - 1 - totalResults)
    const page = await segment.read(skip, query.count - resources.length)
    totalResults += page.totalResults
    resources.push(...page.resources)
  }
  return { status: 200, body: toListResponse(resources, totalResults, query.startIndex) }
}
