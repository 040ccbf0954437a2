/**
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { parseListQuery } from '@scimulator/scim-core'
import type { TypeHandler } from '../context.ts'
import { parseQuery } from '../request/query-parameters.ts'
import { queryResources } from './query.ts'

/** `GET /{endpoint}`: a ListResponse. */
export const listResources: TypeHandler = (context, resourceType) =>
  queryResources(context, resourceType, parseListQuery(parseQuery(context.query), context.settings.limits))
