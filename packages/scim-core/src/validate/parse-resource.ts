/**
 * @see RFC 7644 §3.3 Creating Resources, §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 * @see RFC 7643 §2.2 Attribute Characteristics — https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 */
import { invalidSyntax, invalidValue } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { isSameJson } from '../json-compare.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { isBlank, parseAttributeValue } from '../schema/parse-value.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import { immutableError, missingValue } from '../schema/value-errors.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import { type GivenAttributes, readBody } from './read-body.ts'
import { readSchemas, schemasOf } from './schemas.ts'

/** Whether a body makes a resource or replaces one; the latter needs the resource as it is. */
export interface ParseResourceOptions {
  /** Whether the body makes a resource or replaces `current`. Default `create`. */
  readonly mode?: 'create' | 'replace'
  /** The resource as it is, in its wire shape; needed to replace one. */
  readonly current?: JsonObject
}

/**
 * The attributes a POST or PUT body asks for, in canonical form: the schema's names and types, `schemas` listing the
 * base schema and each extension with attributes. Left out are nulls, read-only attributes (ignored, RFC 7644 §3.3 and
 * §3.5.1) and writeOnly ones, which are checked and dropped.
 *
 * On replace, read-only attributes keep the value of `current`. Choices: an unknown attribute is refused; an extension
 * whose URI is not in `schemas` is accepted; on replace, what is left out is cleared, but an immutable attribute keeps its
 * value.
 *
 * @throws ScimError `invalidSyntax`, `invalidValue` or, for a changed immutable attribute, `mutability`.
 */
export function parseResource(
  body: unknown,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
  options: ParseResourceOptions = {},
): JsonObject {
  if (!isJsonObject(body)) throw invalidSyntax(`The body is not a JSON object; expected a ${resourceType.name}.`)
  const given = readBody(body, resourceType, tolerances)
  checkSchemas(given, resourceType, tolerances)
  const resource: JsonObject = { schemas: [resourceType.schema.id] }
  Object.assign(resource, parseAttributes(resourceType.schema, true, given, tolerances, options.current))
  for (const { schema, required } of resourceType.schemaExtensions) {
    const current = options.current?.[schema.id]
    const container = parseAttributes(
      schema,
      required || given.has(schema),
      given,
      tolerances,
      isJsonObject(current) ? current : undefined,
    )
    if (Object.keys(container).length > 0) resource[schema.id] = container
    else if (required) throw invalidValue(`The extension "${schema.id}" has no attributes; it is required.`)
  }
  return { ...resource, schemas: schemasOf(resource, resourceType) }
}

function checkSchemas(given: GivenAttributes, resourceType: ResourceTypeDefinition, tolerances: Tolerances): void {
  const core = given.get(resourceType.schema) ?? new Map<AttributeDefinition, JsonValue>()
  const [definition, value] = [...core].find(([attribute]) => attribute.name === 'schemas') ?? []
  readSchemas(value, resourceType, tolerances)
  if (definition !== undefined) core.delete(definition)
}

function parseAttributes(
  schema: SchemaDefinition,
  requireAll: boolean,
  given: GivenAttributes,
  tolerances: Tolerances,
  current: JsonObject | undefined,
): JsonObject {
  const parsed: JsonObject = {}
  for (const [attribute, value] of given.get(schema) ?? []) {
    if (attribute.mutability === 'readOnly') continue
    const result = parseAttributeValue(attribute, value, attribute.name, tolerances)
    if (result !== undefined && attribute.mutability !== 'writeOnly') parsed[attribute.name] = result
  }
  for (const attribute of schema.attributes) {
    keepSettled(attribute, parsed, current, attribute.name)
    const due = requireAll && attribute.required && attribute.mutability !== 'readOnly'
    if (due && isBlank(parsed[attribute.name])) throw missingValue(attribute.name)
  }
  return parsed
}

/** What no client changes stays: what is read-only always, what is immutable once it has a value; parts of an object too. */
function keepSettled(
  { name, mutability, multiValued, subAttributes = [] }: AttributeDefinition,
  parsed: JsonObject,
  current: JsonObject | undefined,
  path: string,
): void {
  const [before, given] = [current?.[name], parsed[name]]
  if (before === undefined || before === null) return
  if (mutability === 'readOnly' || mutability === 'immutable') {
    if (given === undefined) parsed[name] = before
    else if (!isSameJson(given, before)) throw immutableError(path, given)
  } else if (!multiValued && isJsonObject(before) && isJsonObject(given)) {
    for (const sub of subAttributes) keepSettled(sub, given, before, `${path}.${sub.name}`)
  }
}
