/**
 * @see RFC 7644 §3.4.2.3 Sorting — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { quote } from '../errors/quote.ts'
import { invalidValue } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { parseAttributePath, printAttributePath } from '../path/attribute-path.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { canonicalPath, type FoundAttribute, findAttribute, findSubAttribute } from '../schema/find-attribute.ts'
import { isPrimary } from '../schema/parse-value.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { compareKeys, textKey } from '../text/compare-key.ts'
import { parseDateTime } from '../text/date-time.ts'
import type { SortOrder } from './list-query.ts'

/** What a resource is ordered by; undefined when it has no value. */
export type SortKey = string | number | undefined

/**
 * The canonical text of a sortBy parameter; a multi-valued complex attribute stands for its `value`.
 *
 * CHOICE: an attribute that is unknown, complex or never returned is refused.
 *
 * @throws ScimError `invalidValue`.
 */
export function resolveSortBy(text: string, resourceType: ResourceTypeDefinition): string {
  return printAttributePath(canonicalPath(resourceType, findSortable(text, resourceType)))
}

/**
 * The resources in the order of an attribute (a new array; equal ones keep their order). Resources without a value come
 * last when ascending and first when descending; a multi-valued attribute counts by its primary element, else its first.
 *
 * @throws ScimError `invalidValue` for an attribute that cannot be sorted by.
 */
export function sortResources(
  resources: readonly JsonObject[],
  sortBy: string,
  sortOrder: SortOrder,
  resourceType: ResourceTypeDefinition,
): JsonObject[] {
  const found = findSortable(sortBy, resourceType)
  return resources
    .map((resource) => ({ resource, key: sortKey(resource, found, resourceType) }))
    .sort((left, right) => compareSortKeys(left.key, right.key, sortOrder))
    .map(({ resource }) => resource)
}

/** Whether a resource type has an attribute of this name to sort by. */
export function hasSortAttribute(text: string, resourceType: ResourceTypeDefinition): boolean {
  const path = parseAttributePath(text)
  return path !== undefined && findAttribute(resourceType, path) !== undefined
}

/**
 * Prepares reading what resources of a type are ordered by, to be compared by `compareSortKeys`.
 *
 * @throws ScimError `invalidValue` for an attribute that cannot be sorted by.
 */
export function compileSortKey(
  sortBy: string,
  resourceType: ResourceTypeDefinition,
): (resource: JsonObject) => SortKey {
  const found = findSortable(sortBy, resourceType)
  return (resource) => sortKey(resource, found, resourceType)
}

function findSortable(text: string, resourceType: ResourceTypeDefinition): FoundAttribute {
  const path = parseAttributePath(text)
  const found = path && findAttribute(resourceType, path)
  if (found === undefined) {
    throw invalidValue(
      `The value ${quote(text)} of "sortBy" is not valid; expected an attribute of ${resourceType.name}.`,
    )
  }
  const { attribute } = found
  const value = attribute.multiValued ? findSubAttribute(attribute, 'value') : undefined
  const subAttribute = found.subAttribute ?? value
  const sortable = subAttribute === undefined ? found : { ...found, subAttribute }
  const definition = subAttribute ?? attribute
  if (attribute.returned === 'never' || definition.returned === 'never') {
    throw invalidValue(`The value "${attribute.name}" of "sortBy" is not valid; it may not be sorted by.`)
  }
  if (definition.type === 'complex') {
    throw invalidValue(`The value "${attribute.name}" of "sortBy" is not valid; name one of its sub-attributes.`)
  }
  return sortable
}

function sortKey(resource: JsonObject, found: FoundAttribute, resourceType: ResourceTypeDefinition): SortKey {
  const { schema, attribute, subAttribute } = found
  const container = schema === resourceType.schema ? resource : resource[schema.id]
  const value = isJsonObject(container) ? container[attribute.name] : undefined
  const element = Array.isArray(value) ? (value.find(isPrimary) ?? value[0]) : value
  if (subAttribute === undefined) return keyOf(attribute, element)
  const part = isJsonObject(element) ? element[subAttribute.name] : undefined
  return keyOf(subAttribute, Array.isArray(part) ? part[0] : part)
}

function keyOf(definition: AttributeDefinition, value: JsonValue | undefined): SortKey {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string') return undefined
  if (definition.type === 'dateTime') return parseDateTime(value)
  return textKey(value, definition.caseExact)
}

/** Below 0 when `left` comes first, above 0 when `right` does: no value comes last ascending and first descending. */
export function compareSortKeys(left: SortKey, right: SortKey, sortOrder: SortOrder = 'ascending'): number {
  return (sortOrder === 'ascending' ? 1 : -1) * compareAscending(left, right)
}

function compareAscending(left: SortKey, right: SortKey): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return compareKeys(String(left), String(right))
}
