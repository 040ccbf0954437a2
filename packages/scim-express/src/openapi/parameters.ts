/**
 * @see RFC 7644 §3.4.2 Query Resources, §3.9 Additional Operation Response Parameters, §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import type { JsonObject } from '@scimulator/scim-core'
import type { ScimLimits } from '../options.ts'

/** Names of the parameters that shape what is shown of a resource. */
export const PROJECTION: readonly string[] = ['attributes', 'excludedAttributes']
/** Names of the parameters of a list. */
export const LIST: readonly string[] = ['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', ...PROJECTION]

/** A reference to a parameter of the document. */
export function parameterRef(name: string): JsonObject {
  return { $ref: `#/components/parameters/${name}` }
}

/** The parameters that operations share, by the name they are referred to. */
export function parameters({ filterLength, defaultCount, maxCount }: ScimLimits): Record<string, JsonObject> {
  return {
    id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    filter: query(
      'filter',
      'Which resources to list, such as `displayName sw "a" and meta.lastModified gt "2026-01-31T00:00:00Z"`.',
      {
        type: 'string',
        maxLength: filterLength,
      },
    ),
    sortBy: query('sortBy', 'The attribute to sort by.', { type: 'string' }),
    sortOrder: query('sortOrder', 'The order of the sorted list.', {
      type: 'string',
      enum: ['ascending', 'descending'],
      default: 'ascending',
    }),
    startIndex: query(
      'startIndex',
      'Place of the first resource of the page; below 1 it is 1. Not together with `cursor`.',
      {
        type: 'integer',
        default: 1,
      },
    ),
    count: query('count', `Resources of the page: at most ${maxCount}, whatever is asked for; 0 for the total alone.`, {
      type: 'integer',
      default: defaultCount,
    }),
    cursor: {
      ...query(
        'cursor',
        'Asks for pages by cursor: empty for the first page, then the `nextCursor` of the page before.',
        {
          type: 'string',
        },
      ),
      allowEmptyValue: true,
    },
    attributes: names('attributes', 'The attributes to show besides those that are always shown.'),
    excludedAttributes: names('excludedAttributes', 'The attributes not to show. Not together with `attributes`.'),
    ifMatch: header(
      'If-Match',
      'The version the resource must have for the request to be carried out: an ETag, or `*`.',
    ),
    ifNoneMatch: header('If-None-Match', 'The version the client has: when it is the current one, the answer is 304.'),
    unlessMatch: header(
      'If-None-Match',
      'The version the resource must not have for the request to be carried out: an ETag, or `*`.',
    ),
  }
}

function query(name: string, description: string, schema: JsonObject): JsonObject {
  return { name, in: 'query', description, schema }
}

function names(name: string, description: string): JsonObject {
  const schema = { type: 'array', items: { type: 'string' } }
  return { ...query(name, description, schema), style: 'form', explode: false }
}

function header(name: string, description: string): JsonObject {
  return { name, in: 'header', description, schema: { type: 'string' } }
}
