import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { defineAttribute } from '../schema/define.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { ENTERPRISE_USER_SCHEMA as EXT, GROUP_SCHEMA, USER_SCHEMA } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { parseResource } from './parse-resource.ts'

const body = (attributes: Record<string, unknown>) => ({ schemas: [USER_SCHEMA], userName: 'bjensen', ...attributes })
const parse = (attributes: Record<string, unknown>, ...ids: string[]) =>
  parseResource(body(attributes), USER, createTolerances(ids))
const failing = (scimType: string): unknown => expect.objectContaining({ status: 400, scimType })

const DEVICE: ResourceTypeDefinition = {
  ...GROUP,
  name: 'Device',
  schema: {
    id: 'urn:example:Device',
    name: 'Device',
    description: 'A device',
    attributes: [
      defineAttribute('serial', 'Set once.', { mutability: 'immutable' }),
      defineAttribute('seal', 'Set by the service.', { mutability: 'readOnly' }),
      defineAttribute('size', 'A number.', { type: 'integer' }),
      defineAttribute('weight', 'A number.', { type: 'decimal' }),
      defineAttribute('bought', 'An instant.', { type: 'dateTime' }),
      defineAttribute('licence', 'Words.', {
        type: 'complex',
        subAttributes: [
          defineAttribute('skus', 'Words.', { multiValued: true }),
          defineAttribute('issuer', 'Set once.', { mutability: 'immutable' }),
          defineAttribute('number', 'Set by the service.', { mutability: 'readOnly' }),
        ],
      }),
    ],
  },
  schemaExtensions: [
    {
      required: true,
      schema: {
        id: 'urn:example:Owner',
        name: 'Owner',
        description: 'o',
        attributes: [defineAttribute('owner', 'o', { required: true })],
      },
    },
  ],
}
const device = (attributes: Record<string, JsonValue>, current?: Record<string, JsonValue>) =>
  parseResource(
    { schemas: ['urn:example:Device'], 'urn:example:Owner': { owner: 'o' }, ...attributes },
    DEVICE,
    createTolerances([]),
    current === undefined ? {} : { mode: 'replace', current },
  )

describe('parseResource', () => {
  it('S-006 S-007 [MUST] gives attributes the spelling of the schema', () => {
    const parsed = parseResource(
      {
        SCHEMAS: [USER_SCHEMA.toLowerCase()],
        USERNAME: 'a',
        Emails: [{ VALUE: 'x' }],
        [EXT.toUpperCase()]: { DEPARTMENT: 'd' },
      },
      USER,
      createTolerances([]),
    )
    expect(parsed).toEqual({
      schemas: [USER_SCHEMA, EXT],
      userName: 'a',
      emails: [{ value: 'x' }],
      [EXT]: { department: 'd' },
    })
  })

  it('S-008 IP-04 [CHOICE] refuses one attribute given twice', () => {
    expect(() => parse({ USERNAME: 'x' })).toThrow(failing('invalidSyntax'))
    expect(() => parse({ name: { givenName: 'a', GIVENNAME: 'b' } })).toThrow(failing('invalidSyntax'))
    expect(() => parse({ [USER_SCHEMA]: { userName: 'b' } }, 'core-uri-as-key')).toThrow(failing('invalidSyntax'))
    expect(() => parse({ name: { givenName: 'a' }, 'name.givenName': 'b' }, 'dotted-keys')).toThrow(
      failing('invalidSyntax'),
    )
  })

  it('S-001 [MUST] needs schemas with the base URI', () => {
    for (const schemas of [undefined, [], null, [EXT]]) {
      expect(() => parse({ schemas })).toThrow(failing('invalidSyntax'))
    }
    expect(() => parse({ schemas: 'x' })).toThrow(failing('invalidValue'))
    expect(parse({ schemas: undefined }, 'missing-schemas').schemas).toEqual([USER_SCHEMA])
  })

  it('S-002 S-003 C-013 refuses URIs the type does not have, whatever the order', () => {
    expect(parse({ schemas: [EXT, USER_SCHEMA, USER_SCHEMA] }).schemas).toEqual([USER_SCHEMA])
    expect(() => parse({ schemas: [USER_SCHEMA, 'urn:x'] })).toThrow(failing('invalidValue'))
    expect(() => parse({ schemas: [GROUP_SCHEMA] })).toThrow(failing('invalidValue'))
    expect(parse({ schemas: [USER_SCHEMA, 'urn:x'], 'urn:x': { a: 1 } }, 'unknown-schemas')).toEqual(body({}))
  })

  it('S-005 C-014 lists an extension when, and only when, it has data', () => {
    expect(parse({ schemas: [USER_SCHEMA, EXT] }).schemas).toEqual([USER_SCHEMA])
    expect(parse({ [EXT]: { department: 'd' } }).schemas).toEqual([USER_SCHEMA, EXT])
    expect(parse({ [EXT]: { department: null } })).toEqual(body({}))
    expect(parse({ [EXT]: null })).toEqual(body({}))
    expect(() => parse({ [EXT]: 'x' })).toThrow(failing('invalidValue'))
  })

  it('C-003 U-006 S-041 S-049 [MUST] ignores read-only attributes whatever they hold', () => {
    const given = { id: 5, meta: 'x', groups: [{ value: 1 }], [EXT]: { manager: { value: 'm', displayName: 'M' } } }
    expect(parse(given)).toEqual(body({ schemas: [USER_SCHEMA, EXT], [EXT]: { manager: { value: 'm' } } }))
  })

  it('S-048 C-021 [MUST] checks and drops a password and never quotes it', () => {
    expect(parse({ password: 'secret' })).toEqual(body({}))
    expect(() => parse({ password: ['secret'] })).toThrow('The value of "password" is not valid')
  })

  it('S-028 S-031 [MUST] takes null, [] and {} for unassigned', () => {
    expect(parse({ title: null, emails: [], name: {}, phoneNumbers: null, roles: [{}] })).toEqual(body({}))
  })

  it('S-032 C-012 [MUST] refuses a missing or empty required attribute', () => {
    for (const userName of [undefined, null, '', '  ']) {
      expect(() => parse({ userName })).toThrow('The attribute "userName" has no value; it is required.')
    }
    expect(() => parse({ userName: '' }, 'null-or-empty-as-unassigned')).toThrow(failing('invalidValue'))
    expect(() => parseResource({ schemas: [GROUP_SCHEMA] }, GROUP, createTolerances([]))).toThrow('"displayName"')
  })

  it('C-010 IP-07 [MUST] refuses a body that is no object', () => {
    for (const given of [undefined, null, 5, 'x', [], [{}]]) {
      expect(() => parseResource(given, USER, createTolerances([]))).toThrow(failing('invalidSyntax'))
    }
  })

  it.each([
    ['S-011', { title: 5 }],
    ['S-012', { active: 'true' }],
    ['S-012', { active: 1 }],
    ['S-022', { emails: { value: 'a' } }],
    ['S-022', { emails: 'a' }],
    ['S-022', { title: ['a'] }],
    ['S-022', { title: [] }],
    ['S-022', { emails: ['a'] }],
    ['S-022', { emails: [null] }],
    ['S-019', { name: { givenName: { x: 1 } } }],
    ['C-011', { name: 'x' }],
    [
      'S-023',
      {
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
    ],
    ['S-016', { x509Certificates: [{ value: '***' }] }],
    ['S-069', { x509Certificates: [{ value: '-----BEGIN CERTIFICATE-----' }] }],
    ['S-017', { profileUrl: 'not a uri' }],
    ['C-017', { title: 'a\u0000b' }],
    ['IP-30', { title: '\ud800' }],
    ['IP-30', { userName: 'a\nb' }],
    ['IP-30', { userName: 'a\u009bb' }],
    ['IP-33', { userName: 'é'.repeat(501) }],
    ['IP-33', { externalId: 'x'.repeat(1001) }],
    ['IP-33', { emails: [{ value: 'x'.repeat(1001) }] }],
    ['IP-33', { title: 'x'.repeat(65_537) }],
  ])('%s [MUST] refuses %j with invalidValue', (_row, attributes) => {
    expect(() => parse(attributes)).toThrow(failing('invalidValue'))
  })

  it('names the path, the value and what is allowed', () => {
    expect(() => parse({ emails: [{ value: 5 }] })).toThrow(
      'The value 5 of "emails.value" is not valid; expected a string (string).',
    )
  })

  it.each([
    { addresses: [{ formatted: 'a\r\n\tb' }] },
    { x509Certificates: [{ value: 'MIIB' }, { value: 'MIIBAA' }, { value: 'MIIBAA==' }] },
    { profileUrl: '../Users/1', photos: [{ value: 'https://ex.org/ä?b=c#d' }] },
    { userName: 'x'.repeat(1000), displayName: '👩🏽‍🚀 עברית' },
    {
      emails: [
        { value: 'a', type: 'zzz' },
        { value: 'a', type: 'home', primary: false },
      ],
    },
    { locale: 'en_US', preferredLanguage: 'en-US;q=0.8' },
  ])('S-016 S-017 S-026 S-033 C-017 takes %j as it is', (attributes) => {
    expect(parse(attributes)).toEqual(body(attributes))
  })

  it('S-025 keeps an element given twice once', () => {
    const email = { value: 'a@x.org', type: 'work' }
    expect(parse({ emails: [email, { value: 'A@X.ORG', type: 'Work', display: 'd' }] }).emails).toEqual([
      { value: 'a@x.org', type: 'Work', display: 'd' },
    ])
    const group = {
      schemas: [GROUP_SCHEMA],
      displayName: 'g',
      members: [{ value: 'a' }, { value: 'a', type: 'User' }, { value: 'A' }],
    }
    expect(parseResource(group, GROUP, createTolerances([])).members).toEqual([{ value: 'a' }, { value: 'A' }])
  })

  it.each(['foo', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'S-058 IP-10 [CHOICE] refuses or ignores the unknown attribute %s at every depth',
    (key) => {
      const given: unknown = JSON.parse(`{"schemas":["${USER_SCHEMA}"],"userName":"bjensen","${key}":{"polluted":1}}`)
      expect(() => parseResource(given, USER, createTolerances([]))).toThrow(failing('invalidSyntax'))
      expect(parseResource(given, USER, createTolerances(['unknown-attributes']))).toEqual(body({}))
      const nested: unknown = JSON.parse(`{"givenName":"a","${key}":{"polluted":1}}`)
      expect(() => parse({ name: nested })).toThrow(failing('invalidSyntax'))
      expect(parse({ name: nested, [EXT]: { [key]: 1 } }, 'unknown-attributes')).toEqual(
        body({ name: { givenName: 'a' } }),
      )
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    },
  )

  it('S-010 S-013 S-014 S-015 S-020 [MUST] checks each data type', () => {
    const good = { size: 5, weight: 1.5, bought: '2026-01-01T00:00:00+02:00', licence: { skus: ['A', 'B'] } }
    expect(device(good)).toMatchObject(good)
    for (const bad of [
      { size: 1.5 },
      { size: '5' },
      { size: 2 ** 53 },
      { weight: '1.5' },
      { weight: Number.POSITIVE_INFINITY },
      { bought: '2026-01-01' },
      { bought: '2026-02-30T00:00:00Z' },
      { licence: { skus: ['A', 5] } },
    ]) {
      expect(() => device(bad)).toThrow(failing('invalidValue'))
    }
  })

  it('S-057 [MUST] needs an extension that is required, with its required attributes', () => {
    expect(() => device({ 'urn:example:Owner': null })).toThrow('"owner" has no value')
    expect(() => device({ 'urn:example:Owner': {} })).toThrow(failing('invalidValue'))
  })

  it('U-007 U-008 IN-07 [MUST] an immutable attribute keeps its value on replace', () => {
    expect(device({ serial: 's' }, { serial: 's' }).serial).toBe('s')
    expect(device({}, { serial: 's' }).serial).toBe('s')
    expect(device({ serial: 's' }, {}).serial).toBe('s')
    expect(() => device({ serial: 't' }, { serial: 's' })).toThrow(failing('mutability'))
  })

  it('U-006 S-063 [MUST] a read-only attribute keeps its value on replace, whatever is given', () => {
    for (const given of [{}, { seal: 'mine' }, { seal: null }]) {
      expect(device(given, { seal: 'ours' }).seal).toBe('ours')
      expect(device(given, {})).not.toHaveProperty('seal')
      expect(device(given)).not.toHaveProperty('seal')
    }
  })

  it('U-006 U-007 S-062 S-063 IN-07 [MUST] so do the parts of an object that is given', () => {
    const current = { licence: { skus: ['A'], issuer: 'i', number: '1' } }
    for (const given of [{ skus: ['B'] }, { skus: ['B'], issuer: 'i', number: '2' }]) {
      expect(device({ licence: given }, current).licence).toEqual({ skus: ['B'], issuer: 'i', number: '1' })
    }
    expect(() => device({ licence: { issuer: 'j' } }, current)).toThrow('"licence.issuer"')
    expect(device({ licence: { issuer: 'j' } }, {}).licence).toEqual({ issuer: 'j' })
  })

  it('U-004 U-014 [CHOICE] what is left out is not carried over on replace', () => {
    expect(device({}, { size: 5, licence: { skus: ['A'] } })).not.toHaveProperty('size')
  })
})

describe('parseResource with tolerances', () => {
  it('reads misspelt URIs, in schemas and as keys', () => {
    const misspelt = 'urn:scim:schemas:extension:enterprise:2.0'
    const given = { schemas: ['urn:scim:schemas:core:2.0', misspelt], [misspelt]: { department: 'd' } }
    expect(() => parse(given)).toThrow()
    const tolerances = createTolerances(['misspelt-schema-uris'])
    expect(parseResource(body(given), USER, tolerances)).toEqual(
      body({ schemas: [USER_SCHEMA, EXT], [EXT]: { department: 'd' } }),
    )
    expect(tolerances.used).toEqual(['misspelt-schema-uris'])
    const group = parseResource({ schemas: ['urn:scim:schemas:core:2.0'], displayName: 'g' }, GROUP, tolerances)
    expect(group.schemas).toEqual([GROUP_SCHEMA])
  })

  it('reads a single value, plain strings and strings for booleans', () => {
    expect(
      parse({ emails: { value: 'a', primary: 'True' } }, 'single-value-for-multi-valued', 'string-booleans'),
    ).toEqual(body({ emails: [{ value: 'a', primary: true }] }))
    expect(parse({ roles: ['ADMIN', ''] }, 'multi-valued-plain-strings', 'null-or-empty-as-unassigned').roles).toEqual([
      { value: 'ADMIN' },
    ])
  })

  it('takes empty strings for unassigned', () => {
    const given = { title: '', active: '', emails: '', name: { givenName: '' }, [EXT]: { manager: { value: '' } } }
    expect(parse(given, 'null-or-empty-as-unassigned')).toEqual(body({}))
    expect(parse({ title: '' }).title).toBe('')
  })

  it('reads dotted keys, attributes under the core URI and a manager given as a string', () => {
    expect(parse({ 'name.givenName': 'a', [`${EXT}:department`]: 'd' }, 'dotted-keys')).toMatchObject({
      name: { givenName: 'a' },
      [EXT]: { department: 'd' },
    })
    expect(parse({ [USER_SCHEMA]: { title: 't' } }, 'core-uri-as-key').title).toBe('t')
    expect(parse({ [EXT]: { manager: 'm' } }, 'manager-as-string')[EXT]).toEqual({ manager: { value: 'm' } })
  })

  it('records only the tolerances it needed', () => {
    const tolerances = createTolerances(['string-booleans', 'unknown-attributes', 'missing-schemas'])
    parseResource(body({ active: true, title: 'x' }), USER, tolerances)
    expect(tolerances.used).toEqual([])
    parseResource(body({ active: 'true', foo: 1, schemas: [] }), USER, tolerances)
    expect(tolerances.used).toEqual(
      ['missing-schemas', 'string-booleans', 'unknown-attributes'].sort((a, b) => order(a) - order(b)),
    )
  })
})

// Keys are read first, then schemas, then values.
function order(id: string): number {
  return ['unknown-attributes', 'missing-schemas', 'string-booleans'].indexOf(id)
}
