import {
  type AttributeDefinition,
  type AttributePath,
  allSchemas,
  COMMON_ATTRIBUTES,
  type CompareOperator,
  type Filter,
  type ResourceTypeDefinition,
} from '@scimulator/scim-core'
import fc from 'fast-check'
import { BYTES, INSTANTS, NUMBERS, TEXTS } from './population.ts'

interface Leaf {
  readonly path: AttributePath
  readonly definition: AttributeDefinition
}

const EQUALITY: readonly CompareOperator[] = ['eq', 'ne']
const ORDER: readonly CompareOperator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
const TEXT: readonly CompareOperator[] = [...ORDER, 'co', 'sw', 'ew']
const NOT_STORED = new Set(['meta.location', 'members.$ref', 'groups.$ref'])

/** Filters as `resolveFilter` would leave them, over every attribute of a type; `ids` are worth asking for. */
export function arbitraryFilter(type: ResourceTypeDefinition, ids: readonly string[]): fc.Arbitrary<Filter> {
  const leaves = leavesOf(type)
  const multiValued = leaves.filter(({ path, definition }) => definition.multiValued && path.subAttribute === undefined)
  const inBrackets = fc
    .constantFrom(...multiValued)
    .chain(({ path, definition }) =>
      combined(fc.constantFrom(...elementLeaves(path, definition)).chain((leaf) => term(leaf, ids))).map(
        (filter): Filter => ({ kind: 'valuePath', path, filter }),
      ),
    )
  const terms = fc.constantFrom(...leaves).chain((leaf) => term(leaf, ids))
  return combined(fc.oneof({ weight: 4, arbitrary: terms }, { weight: 1, arbitrary: inBrackets }))
}

function combined(terms: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      terms,
      fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('filter'), right: tie('filter') }),
      fc.record({ kind: fc.constant('not' as const), operand: tie('filter') }),
    ),
  })).filter
}

function term({ path, definition }: Leaf, ids: readonly string[]): fc.Arbitrary<Filter> {
  const present: Filter = { kind: 'present', path }
  if (definition.type === 'complex') return fc.constant(present)
  const isNull = fc
    .constantFrom<CompareOperator>('eq', 'ne')
    .map((operator): Filter => ({ kind: 'compare', path, operator, value: null }))
  const compare = fc
    .record({ operator: fc.constantFrom(...operatorsOf(definition)), value: operandOf(definition, ids) })
    .map((rest): Filter => ({ kind: 'compare', path, ...rest }))
  return fc.oneof(
    { weight: 8, arbitrary: compare },
    { weight: 1, arbitrary: fc.constant(present) },
    { weight: 1, arbitrary: isNull },
  )
}

function operatorsOf({ type }: AttributeDefinition): readonly CompareOperator[] {
  if (type === 'boolean' || type === 'binary') return EQUALITY
  return type === 'integer' || type === 'decimal' || type === 'dateTime' ? ORDER : TEXT
}

function operandOf({ type }: AttributeDefinition, ids: readonly string[]): fc.Arbitrary<string | number | boolean> {
  switch (type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'decimal':
      return fc.constantFrom(...NUMBERS)
    case 'dateTime':
      return fc.constantFrom(...INSTANTS)
    case 'binary':
      return fc.constantFrom(...BYTES)
    default: {
      const numbered = fc.tuple(fc.constantFrom(...TEXTS), fc.nat(30)).map(([text, n]) => `${text}${n}`)
      const words = fc.constantFrom(...TEXTS, 'work', 'WORK', 'User', 'group', 'direct', 'Indirect', 'W/"1"', 'w/"2"')
      return fc.oneof(words, numbered, fc.constantFrom(...ids), fc.string({ unit: 'grapheme', maxLength: 3 }))
    }
  }
}

function leavesOf(type: ResourceTypeDefinition): Leaf[] {
  return allSchemas(type).flatMap((schema) => {
    const common = schema === type.schema ? COMMON_ATTRIBUTES : []
    const prefix = schema === type.schema ? {} : { schema: schema.id }
    return [...common, ...schema.attributes].flatMap((definition) =>
      withParts({ ...prefix, attribute: definition.name }, definition),
    )
  })
}

function withParts(path: AttributePath, definition: AttributeDefinition): Leaf[] {
  const parts = (definition.subAttributes ?? []).map((sub) => ({
    path: { ...path, subAttribute: sub.name },
    definition: sub,
  }))
  return [{ path, definition }, ...parts].filter(
    (leaf) => leaf.definition.returned !== 'never' && isStored(path.attribute, leaf.path.subAttribute),
  )
}

function elementLeaves(path: AttributePath, definition: AttributeDefinition): Leaf[] {
  if (definition.type !== 'complex')
    return [{ path: { attribute: 'value' }, definition: { ...definition, multiValued: false } }]
  return (definition.subAttributes ?? [])
    .filter((sub) => isStored(path.attribute, sub.name))
    .map((sub) => ({ path: { attribute: sub.name }, definition: sub }))
}

function isStored(attribute: string, subAttribute: string | undefined): boolean {
  return !NOT_STORED.has(`${attribute}.${subAttribute ?? ''}`)
}
