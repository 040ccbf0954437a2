/**
 * Filters on addresses. `meta.location`, `members.$ref` and `groups.$ref` are the base URL, the endpoint and an id, so a
 * comparison with one of them says something about the id, which every store can look up.
 *
 * @see RFC 7643 §2.3.7 Reference, §2.4 "$ref" — https://www.rfc-editor.org/rfc/rfc7643#section-2.4
 */
import {
  type AttributePath,
  type CompareOperator,
  compareKeys,
  type Filter,
  type ResourceTypeDefinition,
} from '@scimulator/scim-core'
import type { Addressing } from './representation.ts'

type Positive = Exclude<CompareOperator, 'ne'>

/** An attribute that holds addresses. */
interface AddressAttribute {
  /** What holds the id that the address ends with. */
  readonly id: AttributePath
  /** The address without its id, for each type of target, and what tells that type. */
  readonly targets: readonly { readonly prefix: string; readonly type?: Filter }[]
  /** Puts a condition on the id where the attribute stands. */
  place(condition: Filter): Filter
}

type FindAddress = (path: AttributePath) => AddressAttribute | undefined

/** A resolved filter in which comparisons of addresses have become comparisons of ids. */
export function withoutAddresses(filter: Filter, resourceType: ResourceTypeDefinition, at: Addressing): Filter {
  return rewrite(filter, (path) => addressInResource(path, resourceType, at), at)
}

function rewrite(filter: Filter, find: FindAddress, at: Addressing): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, left: rewrite(filter.left, find, at), right: rewrite(filter.right, find, at) }
    case 'not':
      return { ...filter, operand: rewrite(filter.operand, find, at) }
    case 'valuePath': {
      const list = filter.path
      return { ...filter, filter: rewrite(filter.filter, (path) => addressInElement(list, path, at), at) }
    }
    case 'present': {
      const address = find(filter.path)
      return address === undefined ? filter : address.place({ kind: 'present', path: address.id })
    }
    case 'compare': {
      const address = find(filter.path)
      return address === undefined ? filter : compareAddress(address, filter.operator, filter.value)
    }
  }
}

function addressInResource(
  path: AttributePath,
  resourceType: ResourceTypeDefinition,
  at: Addressing,
): AddressAttribute | undefined {
  const { schema, attribute, subAttribute } = path
  if (schema !== undefined || subAttribute === undefined) return undefined
  if (attribute === 'meta' && subAttribute === 'location') {
    return { id: { attribute: 'id' }, targets: [{ prefix: prefixOf(resourceType, at) }], place: (filter) => filter }
  }
  const inElement = addressInElement({ attribute }, { attribute: subAttribute }, at)
  return inElement && { ...inElement, place: (filter) => ({ kind: 'valuePath', path: { attribute }, filter }) }
}

function addressInElement(list: AttributePath, path: AttributePath, at: Addressing): AddressAttribute | undefined {
  if (list.schema !== undefined || path.attribute !== '$ref') return undefined
  const common = { id: { attribute: 'value' }, place: (filter: Filter) => filter }
  if (list.attribute === 'groups') {
    const groups = at.resourceTypes.filter(({ name }) => name === 'Group')
    return { ...common, targets: groups.map((type) => ({ prefix: prefixOf(type, at) })) }
  }
  if (list.attribute !== 'members') return undefined
  const targets = at.resourceTypes.map((type) => ({
    prefix: prefixOf(type, at),
    type: { kind: 'compare', path: { attribute: 'type' }, operator: 'eq', value: type.name } satisfies Filter,
  }))
  return { ...common, targets }
}

function prefixOf({ endpoint }: ResourceTypeDefinition, { baseUrl }: Addressing): string {
  return `${baseUrl}${endpoint}/`
}

function compareAddress(
  address: AddressAttribute,
  operator: CompareOperator,
  value: string | number | boolean | null,
): Filter {
  if (operator === 'ne') return { kind: 'not', operand: compareAddress(address, 'eq', value) }
  const present: Filter = { kind: 'present', path: address.id }
  if (value === null) return { kind: 'not', operand: address.place(present) }
  const alternatives = address.targets.flatMap(({ prefix, type }) =>
    testsOf(operator, prefix, String(value), address.id).map((test) => (type === undefined ? test : and(type, test))),
  )
  const [first = and(present, { kind: 'not', operand: present }), ...others] = alternatives
  return address.place(others.reduce<Filter>((left, right) => ({ kind: 'or', left, right }), first))
}

const and = (left: Filter, right: Filter): Filter => ({ kind: 'and', left, right })

/** Tests of the id, one of which holds exactly when `prefix` and the id together satisfy the comparison. */
function testsOf(operator: Positive, prefix: string, text: string, id: AttributePath): Filter[] {
  const test = (by: Positive, value: string): Filter => ({ kind: 'compare', path: id, operator: by, value })
  const always: Filter[] = [{ kind: 'present', path: id }]
  switch (operator) {
    case 'eq':
      return restsAfter(withoutVersion(prefix), withoutVersion(text)).map((rest) => test('eq', rest))
    case 'sw':
      return prefix.startsWith(text) ? always : restsAfter(prefix, text).map((rest) => test('sw', rest))
    case 'co':
      if (prefix.includes(text)) return always
      return [test('co', text), ...overlaps(prefix, text).map((rest) => test('sw', rest))]
    case 'ew':
      return text === '' ? always : [test('ew', text), ...overlaps(prefix, text).map((rest) => test('eq', rest))]
    default: {
      if (text.startsWith(prefix)) return [test(operator, text.slice(prefix.length))]
      const isAfter = compareKeys(prefix, text) > 0
      return isAfter === (operator === 'gt' || operator === 'ge') ? always : []
    }
  }
}

// RFC 7643 §2.4: addresses that differ only in the version of the protocol are the same.
function withoutVersion(address: string): string {
  return address.replace(/\/v\d+(?=\/[^/]+\/[^/]*$)/, '')
}

function restsAfter(prefix: string, text: string): string[] {
  return text.startsWith(prefix) ? [text.slice(prefix.length)] : []
}

/** What is left of a text that begins in the prefix and ends in the id. */
function overlaps(prefix: string, text: string): string[] {
  const rests: string[] = []
  for (let length = 1; length < text.length; length++) {
    if (prefix.endsWith(text.slice(0, length))) rests.push(text.slice(length))
  }
  return rests
}
