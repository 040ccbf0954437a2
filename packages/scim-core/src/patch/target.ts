/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH, figure 7 — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { quote } from '../errors/quote.ts'
import { invalidPath } from '../errors/scim-error.ts'
import type { AttributePath, Filter } from '../filter/ast.ts'
import { resolveElementFilter } from '../filter/resolve.ts'
import { printAttributePath } from '../path/attribute-path.ts'
import type { PatchPath } from '../path/patch-path.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { type FoundAttribute, findAttribute, findSchemaByPath, findSubAttribute } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'

/** What a path points at, resolved against the resource type. */
export type Target =
  | { readonly kind: 'schema'; readonly schema: SchemaDefinition }
  | { readonly kind: 'attribute'; readonly schema: SchemaDefinition; readonly attribute: AttributeDefinition }
  | {
      readonly kind: 'subAttribute'
      readonly schema: SchemaDefinition
      readonly attribute: AttributeDefinition
      readonly subAttribute: AttributeDefinition
    }
  | {
      readonly kind: 'elements'
      readonly schema: SchemaDefinition
      readonly attribute: AttributeDefinition
      readonly filter: Filter
      readonly subAttribute?: AttributeDefinition
    }

/**
 * The target of a parsed path, or undefined if it names nothing the resource type has.
 *
 * CHOICE: a path to a sub-attribute of a multi-valued attribute without a filter (`emails.value`), and a filter on a
 * singular attribute, are refused with `invalidPath`.
 */
export function findTarget(
  parsed: PatchPath,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
): Target | undefined {
  const { path, filter } = parsed
  const found = findAttribute(resourceType, path) ?? findUnqualified(path, resourceType, tolerances)
  if (found === undefined) {
    const schema = filter === undefined ? findSchemaByPath(resourceType, path) : undefined
    return schema === undefined ? undefined : { kind: 'schema', schema }
  }
  const { schema, attribute, subAttribute } = found
  if (filter !== undefined) return elementsTarget(found, filter, parsed, tolerances)
  if (subAttribute === undefined) return { kind: 'attribute', schema, attribute }
  if (attribute.multiValued) {
    throw invalidPath(
      `The path ${quote(printAttributePath(path))} names a part of a list; say which elements are meant with a filter in brackets.`,
    )
  }
  return { kind: 'subAttribute', schema, attribute, subAttribute }
}

function elementsTarget(
  found: FoundAttribute,
  filter: Filter,
  parsed: PatchPath,
  tolerances: Tolerances,
): Target | undefined {
  const { schema, attribute } = found
  if (!attribute.multiValued || found.subAttribute !== undefined) {
    throw invalidPath(
      `The path "${attribute.name}[…]" has a filter on what is no list; only a multi-valued attribute takes one.`,
    )
  }
  const target: Target = {
    kind: 'elements',
    schema,
    attribute,
    filter: resolveElementFilter(filter, attribute, tolerances),
  }
  if (parsed.subAttribute === undefined) return target
  const subAttribute = findSubAttribute(attribute, parsed.subAttribute)
  return subAttribute === undefined ? undefined : { ...target, subAttribute }
}

function findUnqualified(
  path: AttributePath,
  resourceType: ResourceTypeDefinition,
  tolerances: Tolerances,
): FoundAttribute | undefined {
  if (path.schema !== undefined) return undefined
  const found = resourceType.schemaExtensions.flatMap(
    ({ schema }) => findAttribute(resourceType, { ...path, schema: schema.id }) ?? [],
  )
  const [only, ...more] = found
  return only !== undefined && more.length === 0 && tolerances.allows('unqualified-extension-attributes')
    ? only
    : undefined
}

/** The error for a path that names nothing. */
export function unknownPath(path: string, resourceType: ResourceTypeDefinition): Error {
  return invalidPath(
    `The path ${quote(path)} names no attribute of ${resourceType.name}; only attributes of its schemas are allowed, those of an extension with their full URN.`,
    { cause: { path } },
  )
}
