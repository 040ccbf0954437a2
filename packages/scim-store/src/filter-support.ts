import {
  type AttributePath,
  canonicalPath,
  type Filter,
  type FoundAttribute,
  findAttribute,
  findSubAttribute,
  parseAttributePath,
  type ResourceTypeDefinition,
} from '@scimulator/scim-core'
import { unsupportedFilter } from './refusals.ts'

/** Operators and terms together. More make no sensible query, and SQL engines refuse not much later. */
const MAX_PARTS = 900

/** Attributes that the protocol layer adds on the way out: no engine has them. */
const NOT_STORED = new Set(['meta.location', 'members.$ref', 'groups.$ref'])

/** @throws StoreError `unsupportedFilter` when the filter needs what is not stored, or is too large. */
export function assertSupportedFilter(filter: Filter): void {
  let parts = 0
  const visit = (part: Filter, parent: AttributePath | undefined): void => {
    if (++parts > MAX_PARTS) throw unsupportedFilter('filter', `more than ${MAX_PARTS} terms and operators.`)
    switch (part.kind) {
      case 'and':
      case 'or':
        visit(part.left, parent)
        visit(part.right, parent)
        return
      case 'not':
        visit(part.operand, parent)
        return
      case 'valuePath':
        assertSupportedPath(part.path)
        visit(part.filter, part.path)
        return
      default:
        assertSupportedPath(parent === undefined ? part.path : { ...parent, subAttribute: part.path.attribute })
    }
  }
  visit(filter, undefined)
}

/** @throws StoreError `unsupportedFilter` when the attribute is not stored. */
export function assertSupportedPath({ schema, attribute, subAttribute }: AttributePath): void {
  const path = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`
  if (schema === undefined && NOT_STORED.has(path)) {
    throw unsupportedFilter(path, 'it is not stored, so nothing can be found by it.')
  }
}

/**
 * The attribute a sort goes by; a multi-valued complex one stands for its `value`.
 * @throws StoreError `unsupportedFilter` when it is unknown, complex or not stored.
 */
export function findSortable(sortBy: string, resourceType: ResourceTypeDefinition): FoundAttribute {
  const path = parseAttributePath(sortBy)
  const found = path && findAttribute(resourceType, path)
  if (found === undefined) throw unsupportedFilter(sortBy, `it is no attribute of ${resourceType.name}.`)
  assertSupportedPath(canonicalPath(resourceType, found))
  const { attribute } = found
  const value = attribute.multiValued ? findSubAttribute(attribute, 'value') : undefined
  const subAttribute = found.subAttribute ?? value
  const { type } = subAttribute ?? attribute
  if (type === 'complex') throw unsupportedFilter(sortBy, 'it is complex and has no order.')
  return subAttribute === undefined ? found : { ...found, subAttribute }
}
