/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { quote } from '../errors/quote.ts'
import { invalidValue, mutability, noTarget } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { isSameJson } from '../json-compare.ts'
import { parsePatchPath } from '../path/patch-path.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import { duplicateAttribute } from '../schema/value-errors.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { readSchemas, schemasOf } from '../validate/schemas.ts'
import { patchAttribute } from './attribute.ts'
import { getValue, type PatchContext, setValue, withKey } from './context.ts'
import { readKey } from './key.ts'
import { checkRemoval, readOnlyError } from './mutability.ts'
import type { PatchOp, PatchOperation } from './operation.ts'
import { findTarget, type Target, unknownPath } from './target.ts'
import { createWork } from './work.ts'

/**
 * Applies the operations of a PATCH in order, each to the result of the one before, and returns the new resource. The
 * given one is never touched, so a failure changes nothing; if the operations change nothing it is returned itself.
 *
 * The resource is in its wire shape (with `id` where a path-less value may repeat it). Choices where the RFC leaves
 * them: an add whose filter matches nothing fails with `noTarget` like a replace, a remove of what is not there
 * succeeds; an element is replaced as a whole, a complex attribute sub-attribute by sub-attribute; an extension addressed
 * by its URI is merged; a value for `password` is checked and dropped; a `value` in a remove of a list is refused rather
 * than read as "remove all".
 *
 * @throws ScimError `noTarget`, `invalidPath`, `invalidFilter`, `invalidValue`, `invalidSyntax` or `mutability`; 413 when
 * the operations look at more elements than `MAX_WORK` allows.
 */
export function applyPatch(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
): JsonObject {
  const context: PatchContext = { resourceType, tolerances, work: createWork() }
  let patched = resource
  for (const operation of operations) patched = applyOperation(patched, operation, context)
  const schemas = schemasOf(patched, resourceType)
  if (!hasSameSchemas(patched.schemas, schemas)) patched = { ...patched, schemas }
  return isSameJson(patched, resource) ? resource : patched
}

function hasSameSchemas(value: JsonValue | undefined, schemas: readonly string[]): boolean {
  return Array.isArray(value) && value.length === schemas.length && schemas.every((uri) => value.includes(uri))
}

function applyOperation(resource: JsonObject, operation: PatchOperation, context: PatchContext): JsonObject {
  const { op, path, value } = operation
  if (path === undefined) {
    if (op === 'remove') throw noTarget('The operation "remove" has no path; it must name what to remove.')
    return mergeResource(op, resource, value, context)
  }
  const target = findTarget(parsePatchPath(path), context.resourceType, context.tolerances)
  if (target === undefined) throw unknownPath(path, context.resourceType)
  return applyToTarget(op, resource, target, value, context)
}

/** Applies each attribute of a path-less value. */
function mergeResource(
  op: PatchOp,
  resource: JsonObject,
  value: JsonValue | undefined,
  context: PatchContext,
): JsonObject {
  if (!isJsonObject(value)) {
    throw invalidValue(
      `The value ${quote(value)} is not valid; an operation without path takes an object of attributes.`,
    )
  }
  let merged = resource
  const seen = new Set<string>()
  for (const [key, part] of Object.entries(value)) {
    const target = readKey(key, part, context)
    if (target === undefined || part === undefined) continue
    const name = nameOf(target, key)
    if (seen.has(name)) throw duplicateAttribute(key)
    seen.add(name)
    if (target === 'resource') merged = mergeResource(op, merged, part, context)
    else if (!isIgnoredInValue(merged, target, part, context)) {
      merged = applyToTarget(op, merged, target, part, context)
    }
  }
  return merged
}

// What tells two keys of one object apart: short and full name of an attribute are the same.
function nameOf(target: Target | 'resource', key: string): string {
  const isAttribute = target !== 'resource' && target.kind === 'attribute'
  return isAttribute ? `${target.schema.id}:${target.attribute.name}` : key.toLowerCase()
}

// A client that repeats what it read sends read-only attributes along: the same value is no change (RFC 7644 §3.5.2).
function isIgnoredInValue(resource: JsonObject, target: Target, value: JsonValue, context: PatchContext): boolean {
  if (target.kind !== 'attribute') return false
  const { schema, attribute } = target
  if (attribute.mutability !== 'readOnly' && attribute.name !== 'schemas') return false
  return (
    isSameJson(getValue(resource, schema, attribute, context), value) || context.tolerances.allows('read-only-in-value')
  )
}

function applyToTarget(
  op: PatchOp,
  resource: JsonObject,
  target: Target,
  value: JsonValue | undefined,
  context: PatchContext,
): JsonObject {
  if (target.kind === 'schema') return applyToSchema(op, resource, target.schema, value, context)
  const { schema, attribute } = target
  if (attribute.mutability === 'readOnly') throw readOnlyError(attribute.name)
  if (schema === context.resourceType.schema && attribute.name === 'schemas') {
    return applyToSchemas(op, resource, value, context)
  }
  const before = getValue(resource, schema, attribute, context)
  if (Array.isArray(before)) context.work.spend(before.length, target.kind === 'elements' ? target.filter : undefined)
  const after = patchAttribute(op, target, before, value, context.tolerances)
  if (attribute.mutability === 'writeOnly' || isSameJson(before, after)) return resource
  return setValue(resource, schema, attribute, after, context)
}

/** Applies an operation to an extension as a whole. */
function applyToSchema(
  op: PatchOp,
  resource: JsonObject,
  schema: SchemaDefinition,
  value: JsonValue | undefined,
  context: PatchContext,
): JsonObject {
  const isBase = schema === context.resourceType.schema
  if (op === 'remove' || value === null || value === undefined) {
    const { required = true } = context.resourceType.schemaExtensions.find((known) => known.schema === schema) ?? {}
    if (required) throw mutability(`The schema "${schema.id}" is required; its attributes may not be removed at once.`)
    return withoutExtension(resource, schema, context)
  }
  if (isBase) return mergeResource(op, resource, value, context)
  if (!isJsonObject(value)) {
    throw invalidValue(`The value ${quote(value)} of "${schema.id}" is not valid; expected an object of attributes.`)
  }
  const qualified: JsonObject = {}
  for (const [name, part] of Object.entries(value)) qualified[`${schema.id}:${name}`] = part
  return mergeResource(op, resource, qualified, context)
}

// CHOICE (RFC 7644 §3.5.2): dropping an extension's URI from `schemas` drops its attributes; adding one has no effect
// until the extension has attributes.
function applyToSchemas(
  op: PatchOp,
  resource: JsonObject,
  value: JsonValue | undefined,
  context: PatchContext,
): JsonObject {
  const { resourceType, tolerances } = context
  if (op === 'remove') throw mutability('The attribute "schemas" is required; it may not be removed.')
  const uris = op === 'add' ? [resourceType.schema.id, ...listOf(value)] : value
  const schemas = readSchemas(uris, resourceType, tolerances)
  if (op === 'add') return resource
  return resourceType.schemaExtensions
    .filter(({ schema }) => !schemas.has(schema))
    .reduce((rest, { schema }) => withoutExtension(rest, schema, context), resource)
}

// What may not be removed alone may not be removed with the rest.
function withoutExtension(resource: JsonObject, schema: SchemaDefinition, context: PatchContext): JsonObject {
  for (const attribute of schema.attributes) {
    const before = getValue(resource, schema, attribute, context)
    // That it is required matters where the extension is.
    if (before !== undefined) checkRemoval({ ...attribute, required: false }, `${schema.id}:${attribute.name}`, before)
  }
  return withKey(resource, schema.id, undefined)
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
