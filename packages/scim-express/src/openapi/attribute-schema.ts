/**
 * @see RFC 7643 §2.2 Attribute Characteristics, §2.3 Attribute Data Types — https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 */
import type { AttributeDefinition, AttributeType, JsonObject } from '@scimulator/scim-core'

/** Whether a client sends the value or the service shows it. */
export type Direction = 'sent' | 'shown'

const FORMS: Readonly<Record<Exclude<AttributeType, 'complex'>, JsonObject>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  decimal: { type: 'number' },
  integer: { type: 'integer' },
  dateTime: { type: 'string', format: 'date-time' },
  binary: { type: 'string', contentEncoding: 'base64' },
  reference: { type: 'string', format: 'uri-reference' },
}

/**
 * Attributes as the JSON Schema of an object: what a client may set, or what the service may show. Other members are not
 * ruled out, since names of attributes are case-insensitive and read-only ones are ignored.
 */
export function attributesToSchema(attributes: readonly AttributeDefinition[], direction: Direction): JsonObject {
  const present = attributes.filter((attribute) => isPresent(attribute, direction))
  const required = present.filter((attribute) => isDue(attribute, direction)).map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(present.map((each) => [each.name, attributeToSchema(each, direction)])),
    ...(required.length === 0 ? {} : { required }),
  }
}

function isPresent({ mutability, returned }: AttributeDefinition, direction: Direction): boolean {
  return direction === 'sent' ? mutability !== 'readOnly' : returned !== 'never'
}

// A client may have the service leave out everything that is not returned always.
function isDue({ required, returned }: AttributeDefinition, direction: Direction): boolean {
  return required && (direction === 'sent' || returned === 'always')
}

function attributeToSchema(attribute: AttributeDefinition, direction: Direction): JsonObject {
  const { multiValued, mutability, canonicalValues } = attribute
  const description = describe(attribute, direction)
  const value = formOf(attribute, direction)
  // RFC 7643 §7: canonical values are suggestions; a service may take others.
  const examples = canonicalValues === undefined ? {} : { examples: [...canonicalValues] }
  return {
    ...(multiValued ? { type: 'array', items: { ...value, ...examples } } : { ...value, ...examples }),
    ...(description === '' ? {} : { description }),
    ...(mutability === 'readOnly' ? { readOnly: true } : {}),
    ...(mutability === 'writeOnly' || attribute.returned === 'never' ? { writeOnly: true } : {}),
  }
}

// What has a format is taken; so are times without a zone and references beyond ASCII, and both are shown as they came.
function formOf({ type, mutability, subAttributes = [] }: AttributeDefinition, direction: Direction): JsonObject {
  if (type === 'complex') return attributesToSchema(subAttributes, direction)
  const { format, ...form } = FORMS[type]
  const isKept = direction === 'sent' || mutability === 'readOnly'
  return format !== undefined && isKept ? { ...form, format } : form
}

function describe(
  { description, mutability, returned, uniqueness }: AttributeDefinition,
  direction: Direction,
): string {
  const facts = [
    description,
    direction === 'sent' && mutability === 'immutable' ? 'Once it has a value, it keeps it.' : '',
    direction === 'sent' && uniqueness !== 'none' ? 'Unique.' : '',
    direction === 'shown' && returned === 'request'
      ? 'Shown when "attributes" names it, and by the write that sent it.'
      : '',
  ]
  return facts.filter((fact) => fact !== '').join(' ')
}
