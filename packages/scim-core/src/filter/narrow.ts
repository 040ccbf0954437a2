/**
 * @see RFC 7644 §3.4.2.1 Query Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.1
 */
import type { JsonObject } from '../json.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { createTolerances, type Tolerances } from '../tolerance/tolerances.ts'
import type { Filter } from './ast.ts'
import { compileFilter } from './evaluate.ts'
import { resolveFilter } from './resolve.ts'

const STRICT = createTolerances([])

/**
 * A filter on several resource types as one of them sees it, checked and in canonical form: what it says of an attribute
 * that this type lacks and another has is settled, since such an attribute has no value; so is what it says of the type
 * itself. If that settles the whole filter, the answer is whether every resource of the type matches, or none.
 *
 * @throws ScimError `invalidFilter` for an attribute that no type has, and as `resolveFilter` does.
 */
export function narrowFilter(
  filter: Filter,
  resourceType: ResourceTypeDefinition,
  allTypes: readonly ResourceTypeDefinition[],
  tolerances: Tolerances = STRICT,
): Filter | boolean {
  const narrow = (part: Filter): Filter | boolean => {
    switch (part.kind) {
      case 'and':
      case 'or':
        return join(part.kind, narrow(part.left), narrow(part.right))
      case 'not': {
        const operand = narrow(part.operand)
        return typeof operand === 'boolean' ? !operand : { kind: 'not', operand }
      }
      default: {
        const has = (type: ResourceTypeDefinition): boolean => findAttribute(type, part.path) !== undefined
        if (!has(resourceType) && allTypes.some(has)) return compileFilter(part, resourceType)({})
        const resolved = resolveFilter(part, resourceType, tolerances)
        return isAboutType(resolved) ? compileFilter(resolved, resourceType)(emptyOf(resourceType)) : resolved
      }
    }
  }
  return narrow(filter)
}

function isAboutType(filter: Filter): boolean {
  if (filter.kind !== 'compare' && filter.kind !== 'present') return false
  const { schema, attribute, subAttribute } = filter.path
  return schema === undefined && attribute === 'meta' && subAttribute === 'resourceType'
}

function emptyOf({ name }: ResourceTypeDefinition): JsonObject {
  return { meta: { resourceType: name } }
}

function join(kind: 'and' | 'or', left: Filter | boolean, right: Filter | boolean): Filter | boolean {
  // The side that settles the whole: false for `and`, true for `or`.
  const decisive = kind === 'or'
  if (left === decisive || right === decisive) return decisive
  if (typeof left === 'boolean') return right
  return typeof right === 'boolean' ? left : { kind, left, right }
}
