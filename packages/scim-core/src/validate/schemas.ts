/**
 * @see RFC 7643 §3 SCIM Resources, attribute "schemas" — https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import { quote } from '../errors/quote.ts'
import { invalidSyntax, invalidValue } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { findSchema } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import { correctSchemaUri } from '../tolerance/misspelt-schema-uris.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'

/** The schema of a resource type behind a URI as written, misspelt ones included where that is tolerated. */
export function readSchemaUri(
  uri: string,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
): SchemaDefinition | undefined {
  const known = findSchema(resourceType, uri)
  if (known !== undefined) return known
  const corrected = correctSchemaUri(uri, resourceType.schema.id)
  const schema = corrected === undefined ? undefined : findSchema(resourceType, corrected)
  return schema !== undefined && tolerances.allows('misspelt-schema-uris') ? schema : undefined
}

/**
 * The schemas a body names, each once.
 *
 * @throws ScimError `invalidSyntax` if there is no such list or the base schema is not in it, `invalidValue` for a URI
 * the resource type does not have.
 */
export function readSchemas(
  value: JsonValue | undefined,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
): ReadonlySet<SchemaDefinition> {
  const schemas = new Set<SchemaDefinition>()
  for (const uri of listOfUris(value, tolerances)) {
    const schema = readSchemaUri(uri, resourceType, tolerances)
    if (schema !== undefined) schemas.add(schema)
    else if (!tolerances.allows('unknown-schemas')) throw unknownSchema(uri, resourceType)
  }
  const base = resourceType.schema
  if (!schemas.has(base) && !tolerances.allows('missing-schemas')) {
    throw invalidSyntax(`The attribute "schemas" lacks "${base.id}"; every ${resourceType.name} must name it.`)
  }
  return schemas.add(base)
}

/** The error for a URI that is no schema of the resource type. */
export function unknownSchema(uri: string, resourceType: ResourceTypeDefinition): Error {
  const known = [resourceType.schema, ...resourceType.schemaExtensions.map(({ schema }) => schema)]
  return invalidValue(
    `The schema ${quote(uri)} is not known for ${resourceType.name}; allowed are ${known.map(({ id }) => id).join(', ')}.`,
  )
}

function listOfUris(value: JsonValue | undefined, tolerances: Tolerances): readonly string[] {
  const given = typeof value === 'string' && tolerances.allows('single-value-for-multi-valued') ? [value] : value
  if (given === undefined || given === null) return []
  if (Array.isArray(given) && given.every((uri) => typeof uri === 'string')) return given
  throw invalidValue('The attribute "schemas" is not valid; expected an array of URIs.')
}

/** The `schemas` of a resource: the base schema, then each extension it has attributes of (RFC 7643 §3.3). */
export function schemasOf(resource: JsonObject, resourceType: ResourceTypeDefinition): string[] {
  const used = resourceType.schemaExtensions.map(({ schema }) => schema.id).filter((id) => hasAttributes(resource[id]))
  return [resourceType.schema.id, ...used]
}

function hasAttributes(container: JsonValue | undefined): boolean {
  return isJsonObject(container) && Object.values(container).some((value) => value !== undefined)
}
