import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { COMMON_ATTRIBUTES } from '../resources/common.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { defineAttribute } from '../schema/define.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'
import { parseAttributeList, projectResource } from './projection.ts'
import { sentInBody } from './sent.ts'

const BASE = 'urn:example:schemas:2.0:Thing'
const EXTENSION = 'urn:example:schemas:extension:2.0:More'
const RETURNED = ['always', 'default', 'request', 'never'] as const

/** One attribute for each way to be returned, simple and complex, singular and multi-valued, with parts of each way. */
function attributesOf(prefix: string): AttributeDefinition[] {
  return RETURNED.flatMap((returned) => {
    const subAttributes = RETURNED.map((part) => defineAttribute(`${part}Part`, 'A part.', { returned: part }))
    const complex = { type: 'complex', returned, subAttributes } as const
    return [
      defineAttribute(`${prefix}${returned}`, 'One text.', { returned }),
      defineAttribute(`${prefix}${returned}One`, 'One object.', complex),
      defineAttribute(`${prefix}${returned}Many`, 'Several objects.', { ...complex, multiValued: true }),
    ]
  })
}

const schemaOf = (id: string, prefix: string): SchemaDefinition => ({
  id,
  name: 'Thing',
  description: 'A thing',
  attributes: attributesOf(prefix),
})
const TYPE: ResourceTypeDefinition = {
  name: 'Thing',
  description: 'A thing',
  endpoint: '/Things',
  schema: schemaOf(BASE, 'own'),
  schemaExtensions: [{ required: false, schema: schemaOf(EXTENSION, 'more') }],
}

/** Every value of the resource is the path it lies at, so that a leak tells its source. */
function valuesOf({ attributes }: SchemaDefinition, at: string): JsonObject {
  return Object.fromEntries(
    attributes.map(({ name, multiValued, subAttributes = [] }): [string, JsonValue] => {
      const parts = Object.fromEntries(subAttributes.map((sub) => [sub.name, `${at}${name}.${sub.name}`]))
      const value = subAttributes.length === 0 ? `${at}${name}` : parts
      return [name, multiValued ? [value, value] : value]
    }),
  )
}

const RESOURCE: JsonObject = {
  schemas: [BASE, EXTENSION],
  id: 'id',
  externalId: 'externalId',
  meta: { resourceType: 'meta.resourceType', version: 'meta.version' },
  ...valuesOf(TYPE.schema, ''),
  [EXTENSION]: valuesOf(schemaOf(EXTENSION, 'more'), `${EXTENSION}:`),
}

interface Leaf {
  readonly path: string
  readonly returned: readonly AttributeDefinition['returned'][]
}

const LEAVES: readonly Leaf[] = [
  [TYPE.schema, ''] as const,
  [schemaOf(EXTENSION, 'more'), `${EXTENSION}:`] as const,
].flatMap(([schema, at]) =>
  schema.attributes.flatMap(({ name, returned, subAttributes = [] }): Leaf[] =>
    subAttributes.length === 0
      ? [{ path: `${at}${name}`, returned: [returned] }]
      : subAttributes.map((sub) => ({ path: `${at}${name}.${sub.name}`, returned: [returned, sub.returned] })),
  ),
)

/** The texts of the leaves of a projected resource. */
function leavesIn(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(leavesIn)
  if (isJsonObject(value)) return Object.values(value).flatMap(leavesIn)
  return [String(value)]
}

const known = LEAVES.flatMap(({ path }) => [path, path.replace(/\.[^.:]*Part$/, '')])
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...known) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...known).map((path) => `${path.startsWith('urn') ? '' : `${BASE}:`}${path}`),
  },
  fc.constantFrom(EXTENSION, BASE, 'id', 'schemas', 'meta', 'meta.version', 'externalId'),
  fc.constantFrom('__proto__', 'constructor', 'foo', 'a.b.c', '*', '', 'ownnever[ownneverPart pr]', 'own always'),
)
const anyCase = fc.tuple(name, fc.constantFrom('', 'upper', 'lower')).map(([text, spelling]) => {
  if (spelling === 'upper') return text.toUpperCase()
  return spelling === 'lower' ? text.toLowerCase() : text
})
const names = fc.array(anyCase, { maxLength: 6 })
const sent = fc
  .subarray(Object.keys(RESOURCE))
  .map((keys) => Object.fromEntries(keys.map((key): [string, JsonValue] => [key, RESOURCE[key] ?? null])))
const projection = fc.oneof(
  fc.constant({}),
  names.map((list) => ({ attributes: list })),
  names.map((list) => ({ excludedAttributes: list })),
)

function project(
  { attributes, excludedAttributes }: { attributes?: string[]; excludedAttributes?: string[] },
  body: JsonObject,
): JsonObject {
  return projectResource(RESOURCE, TYPE, {
    ...(attributes === undefined ? {} : { attributes: parseAttributeList(attributes.join(',')) }),
    ...(excludedAttributes === undefined
      ? {}
      : { excludedAttributes: parseAttributeList(excludedAttributes.join(',')) }),
    sent: sentInBody(body, TYPE),
  })
}

const isOf = (returned: Leaf['returned'], way: AttributeDefinition['returned']): boolean => returned.includes(way)

it('A-013 S-061 [MUST] never shows what is returned never, whatever is named or sent', () => {
  const secret = new Set(LEAVES.filter(({ returned }) => isOf(returned, 'never')).map(({ path }) => path))
  expect(secret.size).toBeGreaterThan(10)
  fc.assert(
    fc.property(projection, sent, (given, body) => {
      expect(leavesIn(project(given, body)).filter((leaf) => secret.has(leaf))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

it('A-013 S-060 [MUST] shows what is returned on request only when it, its attribute or its schema is named', () => {
  const onRequest = LEAVES.filter(({ returned }) => isOf(returned, 'request')).map(({ path }) => path)
  fc.assert(
    fc.property(projection, (given) => {
      const named = ('attributes' in given ? given.attributes : []).map((text) => text.toLowerCase())
      const isNamed = (leaf: string): boolean =>
        [leaf, leaf.replace(/\.[^.:]*Part$/, ''), leaf.startsWith(EXTENSION) ? EXTENSION : BASE].some((path) =>
          [path, `${BASE}:${path}`].some((form) => named.some((text) => partOf(text, form))),
        )
      const shown = leavesIn(project(given, {})).filter((leaf) => onRequest.includes(leaf))
      expect(shown.filter((leaf) => !isNamed(leaf))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

it('A-002 A-013 [MUST] shows whatever is named in full, unless it is returned never', () => {
  const visible = LEAVES.filter(({ returned }) => !isOf(returned, 'never')).map(({ path }) => path)
  fc.assert(
    fc.property(fc.subarray(visible, { minLength: 1 }), names, (paths, others) => {
      const shown = leavesIn(project({ attributes: [...others, ...paths] }, {}))
      expect(shown).toEqual(expect.arrayContaining(paths))
    }),
    { numRuns: 500 },
  )
})

// To name a part is to ask for what the attribute always shows along with it.
function partOf(text: string, form: string): boolean {
  const path = form.toLowerCase()
  return text === path || text.startsWith(`${path}.`)
}

it('A-002 A-003 S-059 [MUST] always shows what is returned always', () => {
  const always = LEAVES.filter(({ returned }) => returned.every((way) => way === 'always')).map(({ path }) => path)
  const common = COMMON_ATTRIBUTES.filter(({ returned }) => returned === 'always').map((attribute) => attribute.name)
  fc.assert(
    fc.property(projection, sent, (given, body) => {
      const projected = project(given, body)
      expect(leavesIn(projected)).toEqual(expect.arrayContaining(always))
      expect(Object.keys(projected)).toEqual(expect.arrayContaining(common))
    }),
    { numRuns: 1000 },
  )
})

it('A-003 [MUST] shows with excludedAttributes what it shows by default, less what is named, and nothing more', () => {
  const byDefault = leavesIn(project({}, {}))
  fc.assert(
    fc.property(names, (excludedAttributes) => {
      const shown = leavesIn(project({ excludedAttributes }, {}))
      expect(shown.filter((leaf) => !byDefault.includes(leaf))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

it('A-002 [MUST] leaves the values that it shows as they are', () => {
  const all = leavesIn(RESOURCE)
  fc.assert(
    fc.property(projection, sent, (given, body) => {
      const before = structuredClone(RESOURCE)
      expect(leavesIn(project(given, body)).filter((leaf) => !all.includes(leaf))).toEqual([])
      expect(RESOURCE).toEqual(before)
    }),
  )
})
