/**
 * @see RFC 7643 §2.2 Attribute Characteristics, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { quote } from '../errors/quote.ts'
import type { AttributeDefinition, AttributeType } from './attribute.ts'
import { DeclarationError } from './declaration-error.ts'
import {
  elementsOf,
  flagOf,
  memberOf,
  type Place,
  pathOf,
  placeAt,
  requiredText,
  textOf,
  textsOf,
  wordOf,
} from './declaration-reader.ts'
import { defineAttribute } from './define.ts'

const MEMBERS = [
  'name',
  'type',
  'subAttributes',
  'multiValued',
  'description',
  'required',
  'canonicalValues',
  'caseExact',
  'mutability',
  'returned',
  'uniqueness',
  'referenceTypes',
]
const SIMPLE_TYPES = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'] as const
const TYPES: readonly AttributeType[] = [...SIMPLE_TYPES, 'complex']
const NAME = /^[A-Za-z][\w$-]{0,99}$/
const SUB_NAME = /^(?:[A-Za-z][\w$-]{0,99}|\$ref)$/
const NAME_RULE = 'a name: a letter, then letters, digits, "_", "$" and "-" (100 at most)'

// What every object inherits is no name for a member of one.
const INHERITED: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()),
)
// Every resource has the first four; members and groups are memberships, which no declared attribute can be.
const RESERVED: ReadonlySet<string> = new Set([
  ...['schemas', 'id', 'externalid', 'meta', 'members', 'groups'],
  ...INHERITED,
])

/**
 * The attributes a schema declares. What is left out has the default of RFC 7643 §2.2, but for references and binaries,
 * which are always compared by case (§2.3.6, §2.3.7).
 *
 * @throws DeclarationError
 */
export function parseDeclaredAttributes(
  schema: Place,
  resourceTypes: ReadonlySet<string>,
): readonly AttributeDefinition[] {
  const attributes = parseEach(schema, 'attributes', (place) => {
    const name = requiredText(place, 'name', NAME, NAME_RULE)
    refuseReserved(place, name, RESERVED)
    return parseAttribute(place, name, TYPES, resourceTypes)
  })
  if (attributes.length > 0) return attributes
  throw new DeclarationError(schema.path, '"attributes" is missing or empty; a schema has at least one.')
}

function parseEach(
  parent: Place,
  key: string,
  parse: (place: Place) => AttributeDefinition,
): readonly AttributeDefinition[] {
  const names = new Set<string>()
  return elementsOf(parent, key).map(({ value, path }) => {
    const place = placeAt(value, path, MEMBERS)
    const attribute = parse(place)
    const name = attribute.name.toLowerCase()
    if (names.has(name)) {
      throw new DeclarationError(pathOf(place, 'name'), `${quote(attribute.name)} is there already, case aside.`)
    }
    names.add(name)
    return attribute
  })
}

function refuseReserved(place: Place, name: string, reserved: ReadonlySet<string>): void {
  if (reserved.has(name.toLowerCase())) throw new DeclarationError(pathOf(place, 'name'), `${quote(name)} is reserved.`)
}

function parseAttribute(
  place: Place,
  name: string,
  types: readonly AttributeType[],
  resourceTypes: ReadonlySet<string>,
): AttributeDefinition {
  const type = wordOf(place, 'type', types, 'string')
  const isExact = type === 'reference' || type === 'binary'
  const canonicalValues = textsOf(place, 'canonicalValues')
  const referenceTypes = parseReferenceTypes(place, type, resourceTypes)
  const subAttributes = parseSubAttributes(place, type, resourceTypes)
  const attribute = defineAttribute(name, textOf(place, 'description') ?? '', {
    type,
    multiValued: flagOf(place, 'multiValued', false),
    required: flagOf(place, 'required', false),
    caseExact: flagOf(place, 'caseExact', isExact),
    mutability: wordOf(place, 'mutability', ['readWrite', 'readOnly', 'immutable', 'writeOnly'], 'readWrite'),
    returned: wordOf(place, 'returned', ['default', 'always', 'never', 'request'], 'default'),
    uniqueness: wordOf(place, 'uniqueness', ['none', 'server', 'global'], 'none'),
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(subAttributes === undefined ? {} : { subAttributes }),
  })
  const [key, fault] = contradiction(attribute) ?? []
  if (key !== undefined) throw new DeclarationError(pathOf(place, key), `${fault}.`)
  return attribute
}

/** The characteristic that does not go with the others, and why. */
function contradiction(attribute: AttributeDefinition): readonly [string, string] | undefined {
  const { type, caseExact, uniqueness, mutability, returned, required, canonicalValues } = attribute
  const isText = type === 'string' || type === 'reference'
  if (uniqueness !== 'none' && !isText)
    return ['uniqueness', `"${uniqueness}" is kept for string and reference, not for ${type}`]
  if (uniqueness !== 'none' && mutability === 'writeOnly')
    return ['uniqueness', 'what is writeOnly is not kept, so it cannot be unique']
  if (!caseExact && (type === 'reference' || type === 'binary'))
    return ['caseExact', `a ${type} is always compared by case`]
  if (caseExact && type === 'complex') return ['caseExact', 'a complex attribute has no case']
  if (canonicalValues !== undefined && !isText) return ['canonicalValues', `a ${type} has none`]
  if (mutability === 'writeOnly' && returned !== 'never') return ['returned', 'what is writeOnly needs "never"']
  if (mutability === 'readOnly' && required) return ['required', 'no client could set what is readOnly']
  return mutability === 'writeOnly' && required
    ? ['required', 'what is writeOnly is not kept, so it cannot be required']
    : undefined
}

function parseReferenceTypes(
  place: Place,
  type: AttributeType,
  resourceTypes: ReadonlySet<string>,
): readonly string[] | undefined {
  const names = textsOf(place, 'referenceTypes')
  if (type !== 'reference') {
    if (names === undefined) return undefined
    throw new DeclarationError(pathOf(place, 'referenceTypes'), 'only a reference has them.')
  }
  if (names === undefined || names.length === 0) {
    throw new DeclarationError(place.path, '"referenceTypes" is missing or empty; a reference names what it refers to.')
  }
  const unknown = names.findIndex((name) => name !== 'external' && name !== 'uri' && !resourceTypes.has(name))
  if (unknown < 0) return names
  throw new DeclarationError(
    `${pathOf(place, 'referenceTypes')}[${unknown}]`,
    `${quote(names[unknown])} is no resource type; allowed are ${[...resourceTypes, 'external', 'uri'].join(', ')}.`,
  )
}

function parseSubAttributes(
  place: Place,
  type: AttributeType,
  resourceTypes: ReadonlySet<string>,
): readonly AttributeDefinition[] | undefined {
  if (type !== 'complex') {
    if (memberOf(place, 'subAttributes') === undefined) return undefined
    throw new DeclarationError(pathOf(place, 'subAttributes'), 'only a complex attribute has them.')
  }
  const subAttributes = parseEach(place, 'subAttributes', (sub) => {
    const name = requiredText(sub, 'name', SUB_NAME, `${NAME_RULE}, or "$ref"`)
    refuseReserved(sub, name, INHERITED)
    return parseSubAttribute(sub, name, resourceTypes)
  })
  if (subAttributes.length > 0) return subAttributes
  throw new DeclarationError(place.path, '"subAttributes" is missing or empty; a complex attribute has at least one.')
}

function parseSubAttribute(place: Place, name: string, resourceTypes: ReadonlySet<string>): AttributeDefinition {
  const attribute = parseAttribute(place, name, SIMPLE_TYPES, resourceTypes)
  if (attribute.mutability === 'writeOnly') {
    throw new DeclarationError(pathOf(place, 'mutability'), 'only a whole attribute can be writeOnly.')
  }
  // RFC 7643 §2.4: what these names mean, everybody relies on.
  const due = name === '$ref' ? 'reference' : name.toLowerCase() === 'primary' ? 'boolean' : undefined
  if (due === undefined || (attribute.type === due && !attribute.multiValued)) return attribute
  throw new DeclarationError(pathOf(place, 'type'), `"${name}" is always one ${due} (RFC 7643 section 2.4).`)
}
