/**
 * @see RFC 7644 §3.4.2 Query Resources, §3.4.3, §3.5.2 Modifying with PATCH, §3.12 — https://www.rfc-editor.org/rfc/rfc7644#section-3
 * @see RFC 9865 §2 Query Parameters and Response Attributes — https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { ERROR, type JsonObject, LIST_RESPONSE, PATCH_OP, SEARCH_REQUEST } from '@scimulator/scim-core'
import { SCIM_TYPES } from './scim-types.ts'

/** A reference to a schema of the document. */
export function schemaRef(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` }
}

/** The `schemas` of a message. */
export function messageSchemas(urn: string): JsonObject {
  return { type: 'array', items: { type: 'string' }, contains: { const: urn }, examples: [[urn]] }
}

/** A ListResponse with resources of one form. */
export function listOf(resource: JsonObject): JsonObject {
  return {
    allOf: [schemaRef('ListResponse')],
    properties: { Resources: { type: 'array', items: resource } },
  }
}

const COUNT = { type: 'integer', minimum: 0 }
const NAMES = { type: 'array', items: { type: 'string' } }

/** The components of messages that are the same whatever is served. */
export const MESSAGE_SCHEMAS: Readonly<Record<string, JsonObject>> = {
  ListResponse: {
    type: 'object',
    description: 'One page of a list.',
    properties: {
      schemas: messageSchemas(LIST_RESPONSE),
      totalResults: { ...COUNT, description: 'Resources of the whole list.' },
      startIndex: {
        type: 'integer',
        minimum: 1,
        description: 'Place of the first resource; absent on pages by cursor.',
      },
      itemsPerPage: { ...COUNT, description: 'Resources of this page.' },
      nextCursor: { type: 'string', description: 'The cursor of the next page; absent on the last one.' },
      Resources: { type: 'array', items: { type: 'object' } },
    },
    required: ['schemas', 'totalResults', 'itemsPerPage', 'Resources'],
  },
  SearchRequest: {
    type: 'object',
    description: 'A query, as the parameters of a GET would say it.',
    properties: {
      schemas: messageSchemas(SEARCH_REQUEST),
      filter: { type: 'string' },
      sortBy: { type: 'string' },
      sortOrder: { type: 'string', enum: ['ascending', 'descending'] },
      startIndex: { type: 'integer' },
      count: { type: 'integer' },
      cursor: { type: 'string' },
      attributes: NAMES,
      excludedAttributes: NAMES,
    },
    required: ['schemas'],
  },
  PatchOp: {
    type: 'object',
    description: 'Changes to one resource: all of them or, when one fails, none.',
    properties: {
      schemas: messageSchemas(PATCH_OP),
      Operations: { type: 'array', minItems: 1, items: schemaRef('PatchOperation') },
    },
    required: ['schemas', 'Operations'],
  },
  PatchOperation: {
    type: 'object',
    description: 'One change. A removal needs a path; the others need a value.',
    properties: {
      op: { type: 'string', enum: ['add', 'remove', 'replace'] },
      path: { type: 'string', description: 'What to change: `name.familyName`, `emails[type eq "work"].value`, …' },
      value: { description: 'The value, or an object of attributes when there is no path.' },
    },
    anyOf: [
      { properties: { op: { enum: ['add', 'replace'] } }, required: ['op', 'value'] },
      { properties: { op: { const: 'remove' } }, required: ['op', 'path'] },
    ],
  },
  Error: {
    type: 'object',
    properties: {
      schemas: messageSchemas(ERROR),
      status: { type: 'string', description: 'The HTTP status, as text.', examples: ['400'] },
      scimType: { type: 'string', enum: Object.keys(SCIM_TYPES) },
      detail: { type: 'string' },
    },
    required: ['schemas', 'status'],
  },
}
