import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { parseResource } from '../validate/parse-resource.ts'
import { parseDeclaration } from './declaration.ts'
import { DeclarationError } from './declaration-error.ts'
import { resourceTypeToResource, schemasToResource } from './discovery.ts'
import { allSchemas } from './find-attribute.ts'
import type { ResourceTypeDefinition } from './schema.ts'
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from './urns.ts'

const BUILT_IN = [USER, GROUP]
const DEVICE = 'urn:example:2.0:Device'
const BADGE = 'urn:example:2.0:Badge'

function file(): JsonObject {
  return {
    Schemas: [
      {
        id: DEVICE,
        attributes: [
          { name: 'serial', uniqueness: 'server', caseExact: true },
          { name: 'owner', type: 'complex', subAttributes: [{ name: 'value' }] },
        ],
      },
      { id: BADGE, name: 'Badge', description: 'A badge', attributes: [{ name: 'number' }] },
    ],
    ResourceTypes: [
      { name: 'Device', endpoint: '/Devices', schema: DEVICE },
      { name: 'User', schemaExtensions: [{ schema: BADGE }] },
    ],
  }
}

/** The file with the value at a path replaced; undefined takes it away. */
function withValue(path: string, value: JsonValue | undefined): JsonObject {
  const changed = file()
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let at: JsonValue | undefined = changed
  for (const step of steps) at = Array.isArray(at) ? at[Number(step)] : isJsonObject(at) ? at[step] : undefined
  if (Array.isArray(at) && value !== undefined) at[Number(last)] = value
  else if (isJsonObject(at)) Object.assign(at, { [last]: value })
  else throw new Error(`There is nothing at ${path}.`)
  // A member that is undefined would not survive in a file.
  return JSON.parse(JSON.stringify(changed)) as JsonObject
}

function named(types: readonly ResourceTypeDefinition[], name: string): ResourceTypeDefinition {
  const type = types.find((candidate) => candidate.name === name)
  if (type === undefined) throw new Error(`There is no ${name}.`)
  return type
}

describe('parseDeclaration', () => {
  it('S-010 D-011 [MUST] adds the new types, extends the built-in ones and spells out every default', () => {
    const types = parseDeclaration(file(), BUILT_IN)
    expect(types.map(({ name }) => name)).toEqual(['User', 'Group', 'Device'])
    const device = named(types, 'Device')
    expect(device).toMatchObject({ endpoint: '/Devices', schema: { id: DEVICE, name: 'Device' }, schemaExtensions: [] })
    expect(device.schema.attributes[1]?.subAttributes).toEqual([
      {
        name: 'value',
        type: 'string',
        multiValued: false,
        description: '',
        required: false,
        caseExact: false,
        mutability: 'readWrite',
        returned: 'default',
        uniqueness: 'none',
      },
    ])
    const extensions = named(types, 'User').schemaExtensions
    expect(extensions.map(({ schema, required }) => [schema.id, required])).toEqual([
      [ENTERPRISE_USER_SCHEMA, false],
      [BADGE, false],
    ])
    expect(named(types, 'Group')).toBe(GROUP)
  })

  it('declares nothing with an empty file', () => expect(parseDeclaration({}, BUILT_IN)).toEqual(BUILT_IN))

  it('reads back what /Schemas and /ResourceTypes publish', () => {
    const types = parseDeclaration(file(), BUILT_IN)
    const builtIn = BUILT_IN.flatMap((type) => allSchemas(type))
    const published: JsonObject = {
      Schemas: types
        .flatMap((type) => allSchemas(type))
        .filter((schema) => !builtIn.includes(schema))
        .map((schema) => schemasToResource(schema, 'https://example.com')),
      ResourceTypes: types.map((type) => resourceTypeToResource(type, 'https://example.com')),
    }
    expect(parseDeclaration(published, BUILT_IN)).toEqual(types)
  })

  it('S-057 [MUST] may make an extension required, a built-in one too', () => {
    const extensions = [{ schema: BADGE }, { schema: ENTERPRISE_USER_SCHEMA, required: true }]
    const user = named(parseDeclaration(withValue('ResourceTypes.1.schemaExtensions', extensions), BUILT_IN), 'User')
    const body = { schemas: [USER_SCHEMA], userName: 'ada' }
    expect(() => parseResource(body, user, createTolerances([]))).toThrow(ENTERPRISE_USER_SCHEMA)
  })

  it('S-016 S-017 [MUST] compares references and binaries by case without being told', () => {
    const attributes = [{ name: 'photo', type: 'reference', referenceTypes: ['external', 'Device', 'User'] }]
    const types = parseDeclaration(withValue('Schemas.0.attributes', attributes), BUILT_IN)
    expect(named(types, 'Device').schema.attributes[0]).toMatchObject({ caseExact: true })
  })

  const attribute = (given: JsonObject): JsonObject => withValue('Schemas.0.attributes.0', { name: 'a', ...given })
  const sub = (given: JsonObject): JsonObject =>
    attribute({ type: 'complex', subAttributes: [{ name: 'value' }, { name: 'b', ...given }] })

  it.each<[string, unknown, string, RegExp]>([
    ['no object', [], '$', /object/],
    ['null', null, '$', /object/],
    ['an unknown part', { Shemas: [] }, '$', /"Shemas".*Schemas/],
    ['a part that is no array', { Schemas: {} }, '$.Schemas', /array/],
    ['a schema that is no object', { Schemas: ['x'] }, '$.Schemas[0]', /object/],
    ['an unknown member of a schema', withValue('Schemas.0.version', 1), '$.Schemas[0]', /"version"/],
    ['a schema without id', withValue('Schemas.0.id', undefined), '$.Schemas[0]', /"id" is missing/],
    ['an id that is no URN', withValue('Schemas.0.id', 'https://x/y'), '$.Schemas[0].id', /URN/],
    ['a URN without a name at its end', withValue('Schemas.0.id', 'urn:example:2.0'), '$.Schemas[0].id', /URN/],
    ['a URN that no path can hold', withValue('Schemas.0.id', 'urn:example:a"b:c'), '$.Schemas[0].id', /URN/],
    [
      'a URN twice, case aside',
      withValue('Schemas.1.id', 'URN:example:2.0:device'),
      '$.Schemas[1].id',
      /\$\.Schemas\[0\]/,
    ],
    ['the URN of a built-in schema', withValue('Schemas.1.id', USER_SCHEMA), '$.Schemas[1].id', /built in/],
    [
      'the URN of a message',
      withValue('Schemas.1.id', 'urn:ietf:params:scim:api:messages:2.0:PatchOp'),
      '$.Schemas[1].id',
      /reserved/,
    ],
    [
      'a URN that is also the name of an attribute',
      withValue('Schemas.1.id', `${DEVICE}:serial`),
      '$.Schemas[1].id',
      /full name/,
    ],
    [
      'schemas that name something else',
      withValue('Schemas.0.schemas', [USER_SCHEMA]),
      '$.Schemas[0].schemas',
      /lacks/,
    ],
    ['a schema nobody uses', withValue('ResourceTypes.1.schemaExtensions', []), '$.Schemas[1]', /uses/],
    ['a schema without attributes', withValue('Schemas.0.attributes', []), '$.Schemas[0]', /attributes/],
    ['a name that is no text', withValue('Schemas.0.name', 7), '$.Schemas[0].name', /string/],
    ['an attribute twice, case aside', attribute({ name: 'OWNER' }), '$.Schemas[0].attributes[1].name', /case/],
    ['an attribute without name', withValue('Schemas.0.attributes.0', {}), '$.Schemas[0].attributes[0]', /"name"/],
    ['an attribute every resource has', attribute({ name: 'ID' }), '$.Schemas[0].attributes[0].name', /reserved/],
    ['an attribute for memberships', attribute({ name: 'members' }), '$.Schemas[0].attributes[0].name', /reserved/],
    ['an inherited name', attribute({ name: 'constructor' }), '$.Schemas[0].attributes[0].name', /reserved/],
    ['__proto__', attribute({ name: '__proto__' }), '$.Schemas[0].attributes[0].name', /letter/],
    ['a name with a dot', attribute({ name: 'a.b' }), '$.Schemas[0].attributes[0].name', /letter/],
    ['$ref outside of a complex attribute', attribute({ name: '$ref' }), '$.Schemas[0].attributes[0].name', /letter/],
    ['an unknown characteristic', attribute({ unique: true }), '$.Schemas[0].attributes[0]', /"unique".*uniqueness/],
    ['an unknown data type', attribute({ type: 'text' }), '$.Schemas[0].attributes[0].type', /"text".*dateTime/],
    [
      'an unknown mutability',
      attribute({ mutability: 'readwrite' }),
      '$.Schemas[0].attributes[0].mutability',
      /readWrite/,
    ],
    ['an unknown return', attribute({ returned: 'Always' }), '$.Schemas[0].attributes[0].returned', /always/],
    ['an unknown uniqueness', attribute({ uniqueness: true }), '$.Schemas[0].attributes[0].uniqueness', /global/],
    ['a flag as text', attribute({ required: 'true' }), '$.Schemas[0].attributes[0].required', /true or false/],
    ['a flag that is null', attribute({ multiValued: [] }), '$.Schemas[0].attributes[0].multiValued', /true or false/],
    [
      'a description that is no text',
      attribute({ description: {} }),
      '$.Schemas[0].attributes[0].description',
      /string/,
    ],
    [
      'canonical values that repeat',
      attribute({ canonicalValues: ['a', 'a'] }),
      '$.Schemas[0].attributes[0].canonicalValues[1]',
      /twice/,
    ],
    [
      'canonical values of a boolean',
      attribute({ type: 'boolean', canonicalValues: ['a'] }),
      '$.Schemas[0].attributes[0].canonicalValues',
      /boolean/,
    ],
    [
      'a unique number',
      attribute({ type: 'integer', uniqueness: 'server' }),
      '$.Schemas[0].attributes[0].uniqueness',
      /integer/,
    ],
    [
      'a reference that ignores case',
      attribute({ type: 'reference', referenceTypes: ['uri'], caseExact: false }),
      '$.Schemas[0].attributes[0].caseExact',
      /case/,
    ],
    [
      'a complex attribute with case',
      attribute({ type: 'complex', caseExact: true, subAttributes: [{ name: 'value' }] }),
      '$.Schemas[0].attributes[0].caseExact',
      /complex/,
    ],
    [
      'a readOnly attribute that is required',
      attribute({ mutability: 'readOnly', required: true }),
      '$.Schemas[0].attributes[0].required',
      /readOnly/,
    ],
    [
      'a writeOnly attribute that is returned',
      attribute({ mutability: 'writeOnly' }),
      '$.Schemas[0].attributes[0].returned',
      /never/,
    ],
    [
      'a writeOnly attribute that is required',
      attribute({ mutability: 'writeOnly', returned: 'never', required: true }),
      '$.Schemas[0].attributes[0].required',
      /writeOnly/,
    ],
    [
      'a writeOnly attribute that is unique',
      attribute({ mutability: 'writeOnly', returned: 'never', uniqueness: 'server' }),
      '$.Schemas[0].attributes[0].uniqueness',
      /writeOnly/,
    ],
    ['a reference to nothing', attribute({ type: 'reference' }), '$.Schemas[0].attributes[0]', /referenceTypes/],
    [
      'a reference to an unknown type',
      attribute({ type: 'reference', referenceTypes: ['User', 'Car'] }),
      '$.Schemas[0].attributes[0].referenceTypes[1]',
      /"Car".*Device/,
    ],
    [
      'reference types of a string',
      attribute({ referenceTypes: ['User'] }),
      '$.Schemas[0].attributes[0].referenceTypes',
      /reference/,
    ],
    [
      'a complex attribute without parts',
      attribute({ type: 'complex' }),
      '$.Schemas[0].attributes[0]',
      /subAttributes/,
    ],
    ['parts of a string', attribute({ subAttributes: [] }), '$.Schemas[0].attributes[0].subAttributes', /complex/],
    [
      'a complex part (S-019)',
      sub({ type: 'complex' }),
      '$.Schemas[0].attributes[0].subAttributes[1].type',
      /"complex"/,
    ],
    ['a part twice, case aside', sub({ name: 'Value' }), '$.Schemas[0].attributes[0].subAttributes[1].name', /case/],
    [
      'a part with an inherited name',
      sub({ name: 'toString' }),
      '$.Schemas[0].attributes[0].subAttributes[1].name',
      /reserved/,
    ],
    [
      'a $ref that is no reference',
      sub({ name: '$ref' }),
      '$.Schemas[0].attributes[0].subAttributes[1].type',
      /reference/,
    ],
    [
      'a primary of several',
      sub({ name: 'primary', type: 'boolean', multiValued: true }),
      '$.Schemas[0].attributes[0].subAttributes[1].type',
      /boolean/,
    ],
    [
      'a part that is writeOnly',
      sub({ mutability: 'writeOnly', returned: 'never' }),
      '$.Schemas[0].attributes[0].subAttributes[1].mutability',
      /whole/,
    ],
    ['a type without name', withValue('ResourceTypes.0.name', undefined), '$.ResourceTypes[0]', /"name"/],
    ['a type twice', withValue('ResourceTypes.1.name', 'device'), '$.ResourceTypes[1].name', /there already/],
    [
      'a built-in type in another case',
      withValue('ResourceTypes.1.name', 'user'),
      '$.ResourceTypes[1].name',
      /there already/,
    ],
    ['a reserved type', withValue('ResourceTypes.0.name', 'Schema'), '$.ResourceTypes[0].name', /reserved/],
    ['a type with another id', withValue('ResourceTypes.0.id', 'X'), '$.ResourceTypes[0].id', /name/],
    ['an unknown member of a type', withValue('ResourceTypes.0.path', '/x'), '$.ResourceTypes[0]', /"path"/],
    ['a type without endpoint', withValue('ResourceTypes.0.endpoint', undefined), '$.ResourceTypes[0]', /"endpoint"/],
    [
      'an endpoint without slash',
      withValue('ResourceTypes.0.endpoint', 'Devices'),
      '$.ResourceTypes[0].endpoint',
      /"\/Devices"/,
    ],
    ['an endpoint of two parts', withValue('ResourceTypes.0.endpoint', '/a/b'), '$.ResourceTypes[0].endpoint', /path/],
    ['an endpoint that climbs', withValue('ResourceTypes.0.endpoint', '/..'), '$.ResourceTypes[0].endpoint', /path/],
    ['a reserved endpoint', withValue('ResourceTypes.0.endpoint', '/bulk'), '$.ResourceTypes[0].endpoint', /reserved/],
    [
      'the endpoint of a built-in type',
      withValue('ResourceTypes.0.endpoint', '/users'),
      '$.ResourceTypes[0].endpoint',
      /there already/,
    ],
    ['a type without schema', withValue('ResourceTypes.0.schema', undefined), '$.ResourceTypes[0]', /"schema"/],
    [
      'a schema that is not declared',
      withValue('ResourceTypes.0.schema', 'urn:x:y'),
      '$.ResourceTypes[0].schema',
      /not declared/,
    ],
    [
      'an extension that is not declared',
      withValue('ResourceTypes.1.schemaExtensions.0.schema', '__proto__'),
      '$.ResourceTypes[1].schemaExtensions[0].schema',
      /not declared/,
    ],
    [
      'an extension twice',
      withValue('ResourceTypes.1.schemaExtensions', [{ schema: BADGE }, { schema: BADGE }]),
      '$.ResourceTypes[1].schemaExtensions[1].schema',
      /already/,
    ],
    [
      'a base schema as extension',
      withValue('ResourceTypes.0.schemaExtensions', [{ schema: DEVICE }]),
      '$.ResourceTypes[0].schemaExtensions[0].schema',
      /already/,
    ],
    [
      'an extension that is no object',
      withValue('ResourceTypes.0.schemaExtensions', [DEVICE]),
      '$.ResourceTypes[0].schemaExtensions[0]',
      /object/,
    ],
    [
      'another endpoint for a built-in type',
      withValue('ResourceTypes.1.endpoint', '/People'),
      '$.ResourceTypes[1].endpoint',
      /"\/Users"/,
    ],
    [
      'another schema for a built-in type',
      withValue('ResourceTypes.1.schema', DEVICE),
      '$.ResourceTypes[1].schema',
      /User/,
    ],
  ])('refuses %s, with its JSON path', (_, json, path, fault) => {
    let error: unknown
    try {
      parseDeclaration(json, BUILT_IN)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(DeclarationError)
    expect(error).toMatchObject({ path, message: expect.stringMatching(fault) as unknown })
    expect(String(error)).toContain(`${path}: `)
  })
})
