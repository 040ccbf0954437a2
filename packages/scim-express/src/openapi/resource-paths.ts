/**
 * @see RFC 7644 §3.2 SCIM Endpoints and HTTP Methods — https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { allSchemas, type JsonObject, type ResourceTypeDefinition } from '@scimulator/scim-core'
import { hasMembers } from '../resource/derived.ts'
import { schemaRef } from './message-schemas.ts'
import type { TypeNames } from './names.ts'
import type { WriteOperation } from './operation.ts'
import { LIST, PROJECTION } from './parameters.ts'
import { answer, type Failures, resourceAnswer } from './responses.ts'

/** What a body that cannot be taken fails with. */
export const BODY_FAILURES: Failures = { 413: [], 415: [] }
/** What a list fails with. */
export const LIST_FAILURES: Failures = {
  400: ['invalidFilter', 'invalidValue', 'invalidCursor', 'expiredCursor', 'invalidCount'],
  403: ['sensitive'],
}
/** What a SearchRequest fails with. */
export const SEARCH_FAILURES: Failures = {
  ...LIST_FAILURES,
  ...BODY_FAILURES,
  400: ['invalidSyntax', ...(LIST_FAILURES[400] ?? [])],
}

/** The paths of one resource type. */
export function resourcePaths(names: TypeNames, write: WriteOperation): Record<string, JsonObject> {
  const { endpoint } = names.resourceType
  return {
    [endpoint]: { get: listOperation(names, write), post: createOperation(names, write) },
    [`${endpoint}/{id}`]: oneResource(
      { tag: names.many, suffix: names.one, what: `a ${names.one}`, shown: schemaRef(names.shown), sent: names.sent },
      {
        parameters: [parameterOfId],
        hasMembers: hasMembers(names.resourceType),
        conflict: conflictOf([names.resourceType]),
      },
      write,
    ),
    [`${endpoint}/.search`]: { post: searchOperation(names, write) },
  }
}

const parameterOfId = 'id'

function listOperation({ one, many, list }: TypeNames, write: WriteOperation): JsonObject {
  return write({
    id: `list${many}`,
    tag: many,
    summary: `List ${many}`,
    parameters: LIST,
    success: { 200: answer(`One page of ${one} resources.`, schemaRef(list)) },
    failures: LIST_FAILURES,
  })
}

function searchOperation({ one, many, list }: TypeNames, write: WriteOperation): JsonObject {
  return write({
    id: `search${many}`,
    tag: many,
    summary: `List ${many}, with the parameters in the body`,
    body: 'SearchRequest',
    success: { 200: answer(`One page of ${one} resources.`, schemaRef(list)) },
    failures: SEARCH_FAILURES,
  })
}

function createOperation({ resourceType, one, many, shown, sent }: TypeNames, write: WriteOperation): JsonObject {
  return write({
    id: `create${one}`,
    tag: many,
    summary: `Create a ${one}`,
    parameters: PROJECTION,
    body: sent,
    success: { 201: resourceAnswer('The resource as stored.', schemaRef(shown)) },
    failures: { 400: ['invalidSyntax', 'invalidValue'], ...BODY_FAILURES, ...conflictOf([resourceType]) },
  })
}

/** What operations on one resource are called and carry. */
export interface OneResource {
  readonly tag: string
  readonly suffix: string
  readonly what: string
  readonly shown: JsonObject
  /** Name of the component of the body of a PUT. */
  readonly sent: string
}

/** How operations on one resource are addressed and may fail. */
export interface OneResourceTraits {
  readonly parameters: readonly string[]
  /** Whether PATCH is answered without the resource, which may be huge. */
  readonly hasMembers: boolean
  readonly conflict: Failures
}

/** The operations on one resource. */
export function oneResource(names: OneResource, traits: OneResourceTraits, write: WriteOperation): JsonObject {
  const { tag, suffix, what, shown, sent } = names
  const { parameters, hasMembers: isHuge, conflict } = traits
  const current = resourceAnswer('The resource as it is now.', shown)
  const quiet = resourceAnswer('Done. The resource is shown when `attributes` or `excludedAttributes` is given.')
  const projected = [...parameters, ...PROJECTION]
  return {
    get: write({
      id: `get${suffix}`,
      tag,
      summary: `Read ${what}`,
      parameters: [...projected, 'ifMatch', 'ifNoneMatch'],
      success: { 200: current, 304: resourceAnswer('The client has this version.') },
      failures: { 400: ['invalidValue'], 404: [], 412: [] },
    }),
    put: write({
      id: `replace${suffix}`,
      tag,
      summary: `Replace ${what}`,
      description: 'What the body leaves out is cleared.',
      parameters: [...projected, ...PRECONDITIONS],
      body: sent,
      success: { 200: current },
      failures: { ...WRITE_FAILURES, 400: ['invalidSyntax', 'invalidValue', 'mutability'], ...conflict },
    }),
    patch: write({
      id: `modify${suffix}`,
      tag,
      summary: `Change parts of ${what}`,
      parameters: [...projected, ...PRECONDITIONS],
      body: 'PatchOp',
      success: { 200: current, ...(isHuge ? { 204: quiet } : {}) },
      failures: { ...WRITE_FAILURES, 400: PATCH_KEYWORDS, 403: ['sensitive'], ...conflict },
    }),
    delete: write({
      id: `delete${suffix}`,
      tag,
      summary: `Delete ${what}`,
      parameters: [...parameters, ...PRECONDITIONS],
      success: { 204: { description: 'The resource is gone.' } },
      failures: { 404: [], 412: [] },
    }),
  }
}

const PRECONDITIONS = ['ifMatch', 'unlessMatch']
const WRITE_FAILURES: Failures = { 404: [], 412: [], ...BODY_FAILURES }
const PATCH_KEYWORDS = [
  'invalidSyntax',
  'invalidValue',
  'invalidPath',
  'invalidFilter',
  'noTarget',
  'mutability',
] as const

/** A conflict can only come from an attribute that is unique. */
export function conflictOf(resourceTypes: readonly ResourceTypeDefinition[]): Failures {
  const attributes = resourceTypes.flatMap(allSchemas).flatMap((schema) => schema.attributes)
  return attributes.some(({ uniqueness }) => uniqueness !== 'none') ? { 409: ['uniqueness'] } : {}
}
