/**
 * @see RFC 7643 §2.2 Attribute Characteristics, §2.3 Attribute Data Types — https://www.rfc-editor.org/rfc/rfc7643#section-2.3
 */
import type { JsonValue } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import type { Resource } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import {
  attributeOf,
  attributesOf,
  bodyOf,
  type DeclaredAttribute,
  findAttributes,
  holding,
  makeWith,
  needsAttribute,
  pathOfResource,
  pathTo,
  readAnew,
  twoValues,
  valueIn,
  type Wanted,
} from './declared.ts'
import { ensureSame, ensureSet, matchesIn, sameInstant } from './support.ts'

const BAD_VALUE = ['invalidValue', 'invalidSyntax']
const isSettable = ({ mutability }: DeclaredAttribute): boolean => mutability !== 'readOnly'
const isShown = ({ returned }: DeclaredAttribute): boolean => returned === 'default' || returned === 'always'

const kind = (type: string, what: string): Wanted => ({
  what,
  test: (attribute) => attribute.type === type && isSettable(attribute) && isShown(attribute),
})
const INTEGER = kind('integer', 'an integer attribute')
const DECIMAL = kind('decimal', 'a decimal attribute')
const DATE_TIME = kind('dateTime', 'a dateTime attribute of its own')
const NUMBER: Wanted = {
  what: 'an attribute that holds a number',
  test: (attribute) => INTEGER.test(attribute) || DECIMAL.test(attribute),
}
const LIST_IN_OBJECT: Wanted = {
  what: 'a complex attribute with a sub-attribute that is a list',
  test: (attribute) =>
    attribute.parent !== undefined && attribute.isMultiValued && isSettable(attribute) && isShown(attribute),
}
const LIST_OF_STRINGS: Wanted = {
  what: 'a list of plain strings',
  test: (attribute) =>
    attribute.parent === undefined && attribute.isMultiValued && attribute.type === 'string' && isSettable(attribute),
}
const PLAIN: Wanted = {
  what: 'an attribute with the default characteristics',
  test: ({ parent, definition, ...attribute }) =>
    parent === undefined &&
    attribute.type === 'string' &&
    attribute.mutability === 'readWrite' &&
    attribute.returned === 'default' &&
    !attribute.isMultiValued &&
    !attribute.isRequired &&
    (definition.caseExact ?? false) === false &&
    (definition.uniqueness ?? 'none') === 'none' &&
    definition.canonicalValues === undefined,
}
const CHARACTERISTICS = ['type', 'required', 'caseExact', 'mutability', 'returned', 'uniqueness']

/** Attributes by the type of their values. */
export const VALUE_TYPE_CHECKS: readonly Check[] = defineChecks('RFC 7643 §2.3', [
  {
    id: 'S-010',
    section: 'RFC 7643 §2.2',
    level: 'MUST',
    title: 'an attribute whose definition leaves characteristics out has the defaults',
    advice: 'Take it for a string: not required, without case, readWrite, returned by default, not unique.',
    damage: 3,
    requires: needsAttribute(PLAIN),
    async run(context) {
      const all = await attributesOf(context, PLAIN)
      const attribute = all.find(({ definition }) => CHARACTERISTICS.some((name) => !(name in definition))) ?? all[0]
      await ensureDefaults(context, attribute)
      context.note(`Judged by ${pathTo(attribute)}.`)
    },
  },
  refuses('S-013', 'RFC 7643 §2.3.4', 'an integer has no fraction', INTEGER, 1, [1.5]),
  refuses('S-014', 'RFC 7643 §2.3.3', 'a decimal is a JSON number, not a string', DECIMAL, 1.5, ['1.5']),
  refuses(
    'S-015',
    'RFC 7643 §2.3.5',
    'a dateTime has date and time, with any offset, and exists in the calendar',
    DATE_TIME,
    '2026-01-01T00:00:00+02:00',
    ['2026-01-01', '2026-02-30T00:00:00Z'],
  ),
  {
    id: 'S-020',
    section: 'RFC 7643 §1.2',
    level: 'MUST',
    title: 'a sub-attribute may be a list of simple values',
    advice: 'Allow multi-valued sub-attributes, and check each of their elements (erratum 5607).',
    damage: 2,
    requires: needsAttribute(LIST_IN_OBJECT),
    async run(context) {
      const attribute = await attributeOf(context, LIST_IN_OBJECT)
      const wanted = [...new Set(twoValues(context, attribute))]
      const made = await makeWith(context, attribute, wanted)
      ensureSame(valueIn(await readAnew(context, attribute.resourceType, made), attribute), wanted, pathTo(attribute))
      const { path } = attribute.resourceType
      const wrong = holding(context, bodyOf(context, attribute.resourceType), attribute, [{ no: 'object' }])
      ;(await context.client.post(path, wrong)).refused(400, BAD_VALUE)
    },
  },
  {
    id: 'F-041',
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title: 'numbers in a filter are JSON numbers: sign, fraction and exponent',
    advice: 'Read literals with a JSON parser.',
    damage: 2,
    requires: (discovery) => discovery.features.filter ?? needsAttribute(NUMBER)(discovery),
    async run(context) {
      const attribute = await attributeOf(context, NUMBER)
      const { resourceType } = attribute
      const below = holding(context, bodyOf(context, resourceType), attribute, -15)
      const answer = await context.client.post(resourceType.path, below)
      const sign = answer.status === 201 ? '-' : ''
      const { id } = answer.status === 201 ? answer.resource : await makeWith(context, attribute, 15)
      for (const literal of [`${sign}15`, `${sign}1.5e1`, `${sign}150E-1`]) {
        const filter = `id eq "${id}" and ${pathTo(attribute)} eq ${literal}`
        ensureSet(matchesIn(await context.client.get(resourceType.path, { filter })), [id], `The matches of ${filter}`)
      }
    },
  },
  {
    id: 'F-053',
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title: 'each value of a list of plain values is compared directly',
    advice: 'Compare attribute eq "x" with every element; no .value is needed.',
    damage: 3,
    requires: (discovery) => discovery.features.filter ?? discovery.users.missing,
    async run(context) {
      const user = await context.user()
      const filter = `userName eq "${String(user.userName)}" and schemas co "core:2.0:User"`
      ensureSet(matchesIn(await context.find(filter)), [user.id], `The matches of ${filter}`)
      for (const attribute of await findAttributes(context, LIST_OF_STRINGS)) await ensureListFound(context, attribute)
    },
  },
  {
    id: 'M-061',
    section: 'RFC 7644 §3.5.2.2',
    level: 'CHOICE',
    title: 'an element of a list of plain values is removed by attribute[value eq "x"]',
    advice: 'Take value for the element itself (erratum 7122).',
    damage: 2,
    requires: (discovery) => discovery.features.patch ?? needsAttribute(LIST_OF_STRINGS)(discovery),
    async run(context) {
      const attribute = await attributeOf(context, LIST_OF_STRINGS)
      const [first, second] = twoValues(context, attribute)
      const made = await makeWith(context, attribute, [first, second])
      const operation = { op: 'remove', path: `${pathTo(attribute)}[value eq ${JSON.stringify(first)}]` }
      const answer = await context.client.patch(pathOfResource(attribute.resourceType, made), [operation])
      if (answer.expect(200, 204, 400).status === 400) return context.note('Refused.')
      ensureSame(valueIn(await readAnew(context, attribute.resourceType, made), attribute), [second], 'What is left')
      context.note('The element is removed.')
    },
  },
])

/** A row: one value of a type is kept, others are refused. */
function refuses(
  id: string,
  section: string,
  title: string,
  wanted: Wanted,
  good: JsonValue,
  bad: readonly JsonValue[],
): CheckRow {
  return {
    id,
    section,
    level: 'MUST',
    title,
    advice: 'Check the JSON type and the form of every value against the schema, and refuse with 400 invalidValue.',
    damage: 3,
    requires: needsAttribute(wanted),
    async run(context) {
      const attribute = await attributeOf(context, wanted)
      const { resourceType } = attribute
      const made = await makeWith(context, attribute, good)
      ensureKept(valueIn(await readAnew(context, resourceType, made), attribute), good, attribute)
      for (const value of bad) {
        const body = holding(context, bodyOf(context, resourceType), attribute, value)
        ;(await context.client.post(resourceType.path, body)).refused(400, BAD_VALUE)
      }
    },
  }
}

function ensureKept(actual: JsonValue | undefined, wanted: JsonValue, attribute: DeclaredAttribute): void {
  const value = attribute.isMultiValued && Array.isArray(actual) ? actual[0] : actual
  const isKept = value === wanted || (attribute.type === 'dateTime' && sameInstant(value, wanted))
  ensure(isKept, `${pathTo(attribute)} is ${show(value ?? null)} instead of ${show(wanted)}.`)
}

async function ensureDefaults(context: CheckContext, attribute: DeclaredAttribute): Promise<void> {
  const { client, discovery } = context
  const { resourceType } = attribute
  const path = pathTo(attribute)
  const value = `${context.name()}-Default`
  const first = await makeWith(context, attribute, value)
  ensureSame(valueIn(await readAnew(context, resourceType, first), attribute), value, `${path} on a GET`)
  const again = holding(context, bodyOf(context, resourceType), attribute, value)
  const second: Resource = (await client.post(resourceType.path, again)).expect(201).resource
  if (discovery.features.filter === undefined) {
    const filter = `${path} eq "${value.toUpperCase()}"`
    const found = await client.get(resourceType.path, { filter })
    if (found.isDeclined) context.note(`A filter by ${path} is not supported.`)
    else ensureSet(matchesIn(found), [first.id, second.id], `The matches of ${filter}`)
  }
  if (discovery.features.patch === undefined) {
    const operation = { op: 'replace', path, value: 'Changed' }
    ;(await client.patch(pathOfResource(resourceType, first), [operation])).expect(200, 204)
    ensureSame(valueIn(await readAnew(context, resourceType, first), attribute), 'Changed', `${path} after a PATCH`)
  }
}

async function ensureListFound(context: CheckContext, attribute: DeclaredAttribute): Promise<void> {
  const [first, second] = twoValues(context, attribute)
  const { id } = await makeWith(context, attribute, [second, first])
  const filter = `id eq "${id}" and ${pathTo(attribute)} eq ${JSON.stringify(first)}`
  ensureSet(
    matchesIn(await context.client.get(attribute.resourceType.path, { filter })),
    [id],
    `The matches of ${filter}`,
  )
}
