import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { defineAttribute } from '../schema/define.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { ENTERPRISE_USER_SCHEMA as EXT, GROUP_SCHEMA, USER_SCHEMA } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { applyPatch } from './apply.ts'
import type { PatchOp, PatchOperation } from './operation.ts'

const WORK = { value: 'a@x.org', type: 'work', primary: true }
const HOME = { value: 'b@y.org', type: 'home' }
const BJENSEN: JsonObject = {
  schemas: [USER_SCHEMA],
  id: '1',
  userName: 'bjensen',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  title: 'Guide',
  emails: [WORK, HOME],
}
const TOURS: JsonObject = {
  schemas: [GROUP_SCHEMA],
  id: 'g',
  displayName: 'Tours',
  members: [{ value: 'u1', type: 'User' }, { value: 'u2' }],
}
const DEVICE: ResourceTypeDefinition = {
  ...USER,
  name: 'Device',
  schema: {
    ...USER.schema,
    id: 'urn:example:Device',
    attributes: [
      defineAttribute('serial', 'Set once.', { mutability: 'immutable' }),
      defineAttribute('tags', 'Words.', { multiValued: true }),
      defineAttribute('owner', 'Words.', {
        type: 'complex',
        subAttributes: [defineAttribute('skus', 'Numbers.', { multiValued: true })],
      }),
    ],
  },
}

const operation = (op: PatchOp, path?: string, value?: JsonValue): PatchOperation => ({
  op,
  ...(path === undefined ? {} : { path }),
  ...(value === undefined ? {} : { value }),
})
const add = (path: string, value: JsonValue) => operation('add', path, value)
const replace = (path: string, value: JsonValue) => operation('replace', path, value)
const remove = (path: string, value?: JsonValue) => operation('remove', path, value)
const merge = (op: PatchOp, value: JsonValue) => operation(op, undefined, value)

const user = (...operations: PatchOperation[]) => applyPatch(BJENSEN, operations, USER, createTolerances([]))
const group = (...operations: PatchOperation[]) => applyPatch(TOURS, operations, GROUP, createTolerances([]))
const tolerant = (ids: string[], ...operations: PatchOperation[]) =>
  applyPatch(BJENSEN, operations, USER, createTolerances(ids))
const failing = (scimType: string): unknown => expect.objectContaining({ scimType })

describe('applyPatch to single values', () => {
  it('M-015 M-040 [MUST] add and replace set the value, also where there is none', () => {
    expect(user(add('title', 'Boss'))).toEqual({ ...BJENSEN, title: 'Boss' })
    expect(user(replace('nickName', 'Babs'))).toEqual({ ...BJENSEN, nickName: 'Babs' })
  })

  it('M-010 [MUST] reads names and URNs in any case', () => {
    expect(user(replace('TITLE', 'x')).title).toBe('x')
    expect(user(replace(`${USER_SCHEMA.toUpperCase()}:NAME.givenname`, 'x')).name).toEqual({
      familyName: 'Jensen',
      givenName: 'x',
    })
  })

  it('M-031 M-034 [MUST] remove unassigns an attribute or a sub-attribute', () => {
    const { title: _title, ...untitled } = BJENSEN
    expect(user(remove('title'))).toEqual(untitled)
    expect(user(remove('name.givenName')).name).toEqual({ familyName: 'Jensen' })
    expect(user(remove('name.givenName'), remove('name.familyName'))).not.toHaveProperty('name')
    expect(user(remove('nickName'))).toBe(BJENSEN)
  })

  it('M-050 [MUST] null and [] clear', () => {
    expect(user(replace('title', null))).not.toHaveProperty('title')
    expect(user(replace('emails', []))).not.toHaveProperty('emails')
    expect(user(merge('replace', { name: { givenName: null } })).name).toEqual({ familyName: 'Jensen' })
    expect(() => user(replace('userName', null))).toThrow(failing('invalidValue'))
    expect(() => user(replace('userName', ' '))).toThrow(failing('invalidValue'))
  })

  it('M-021 M-043 [MUST] add and replace of a complex attribute leave its other parts', () => {
    for (const op of [add, replace]) {
      expect(user(op('name', { GivenName: 'Babs' })).name).toEqual({ familyName: 'Jensen', givenName: 'Babs' })
      expect(user(op('name', {}))).toBe(BJENSEN)
    }
  })

  it('M-022 M-042 [MUST] sets a part of a complex attribute that is not there', () => {
    const resource = { schemas: [USER_SCHEMA], userName: 'a' }
    const patched = applyPatch(resource, [add('name.givenName', 'B')], USER, createTolerances([]))
    expect(patched).toEqual({ ...resource, name: { givenName: 'B' } })
  })

  it('M-066 [MUST] checks a password and keeps it nowhere', () => {
    expect(user(replace('password', 'secret'))).toBe(BJENSEN)
    expect(user(remove('password'))).toBe(BJENSEN)
    expect(() => user(replace('password', 7))).toThrow('The value of "password" is not valid; expected a string')
  })

  it('M-054 [MUST] refuses a value of another type', () => {
    expect(() => user(replace('active', 'maybe'))).toThrow(failing('invalidValue'))
    expect(() => user(replace('active', 'False'))).toThrow(failing('invalidValue'))
    expect(tolerant(['string-booleans'], replace('active', 'False')).active).toBe(false)
  })
})

describe('applyPatch to lists', () => {
  it('M-016 M-017 [MUST] add appends one value or several', () => {
    const other = { value: 'c@z.org', type: 'other' }
    expect(user(add('emails', other)).emails).toEqual([WORK, HOME, other])
    expect(user(add('emails', [other])).emails).toEqual([WORK, HOME, other])
  })

  it('M-018 M-070 [MUST] add of what is there changes nothing', () => {
    expect(user(add('emails', [{ type: 'WORK', value: 'A@X.org', primary: true }])).emails).toHaveLength(2)
    expect(user(add('emails', [WORK]))).toBe(BJENSEN)
    expect(user(add('title', 'Guide'), merge('add', { userName: 'bjensen' }))).toBe(BJENSEN)
    expect(group(add('members', [{ value: 'u1', display: 'x', $ref: 'https://a/Users/u1' }]))).toBe(TOURS)
  })

  it('S-025 add of a known value and type takes over what is new', () => {
    expect(user(add('emails', { ...HOME, display: 'Home' })).emails).toEqual([WORK, { ...HOME, display: 'Home' }])
  })

  it('M-032 M-041 [MUST] remove and replace without filter concern the whole list', () => {
    expect(user(remove('emails'))).not.toHaveProperty('emails')
    expect(user(replace('emails', [HOME])).emails).toEqual([HOME])
  })

  it('M-064 [CHOICE] replace of a list needs an array unless a single value is tolerated', () => {
    expect(() => user(replace('emails', HOME))).toThrow(failing('invalidValue'))
    expect(tolerant(['single-value-for-multi-valued'], replace('emails', HOME)).emails).toEqual([HOME])
  })

  it('M-033 [MUST] remove with a filter takes the matches, the last one the attribute', () => {
    expect(user(remove('emails[type eq "WORK"]')).emails).toEqual([HOME])
    expect(user(remove('emails[type pr]'))).not.toHaveProperty('emails')
  })

  it('M-034 [MUST] remove of a part of the matches', () => {
    expect(user(remove('emails[type eq "home"].type')).emails).toEqual([WORK, { value: 'b@y.org' }])
  })

  it('M-035 M-036 [MUST] remove that matches nothing succeeds', () => {
    expect(user(remove('emails[type eq "zz"]'), remove('phoneNumbers[type eq "zz"].value'))).toBe(BJENSEN)
    expect(group(remove('members[value eq "nope"]'))).toBe(TOURS)
  })

  it('M-044 M-046 [MUST] replace by value path changes every match', () => {
    const patched = user(replace('emails[value co "@"].display', 'x'))
    expect(patched.emails).toEqual([
      { ...WORK, display: 'x' },
      { ...HOME, display: 'x' },
    ])
  })

  it('M-023 [MUST] add by value path sets or merges in the matches', () => {
    expect(user(add('emails[type eq "home"].display', 'x')).emails).toEqual([WORK, { ...HOME, display: 'x' }])
    expect(user(add('emails[type eq "home"]', { display: 'x' })).emails).toEqual([WORK, { ...HOME, display: 'x' }])
  })

  it('M-045 [CHOICE] replace by value path takes the element as a whole', () => {
    expect(user(replace('emails[type eq "home"]', { value: 'c@z.org' })).emails).toEqual([WORK, { value: 'c@z.org' }])
  })

  it('M-024 M-047 [MUST] add and replace that match nothing fail with noTarget', () => {
    expect(() => user(replace('emails[type eq "zz"].value', 'x'))).toThrow(failing('noTarget'))
    expect(() => user(add('phoneNumbers[type eq "work"].value', 'x'))).toThrow(failing('noTarget'))
  })

  it('M-024 M-048 [INTEROP] creates what matches nothing where that is tolerated', () => {
    const ids = ['create-missing-value-path', 'string-booleans', 'null-or-empty-as-unassigned']
    expect(tolerant(ids, add('phoneNumbers[type eq "work"].value', '1')).phoneNumbers).toEqual([
      { type: 'work', value: '1' },
    ])
    expect(tolerant(ids, replace('roles[primary eq "True" and type eq "x"].value', 'Admin')).roles).toEqual([
      { primary: true, type: 'x', value: 'Admin' },
    ])
    expect(tolerant(ids, add('addresses[type eq "work"]', { country: 'NO' })).addresses).toEqual([
      { type: 'work', country: 'NO' },
    ])
    expect(tolerant(ids, replace('phoneNumbers[type eq "fax"].value', ''))).toBe(BJENSEN)
    for (const filter of ['type eq "a" or type eq "b"', 'type ne "a"', 'type pr', 'type eq "a" and type eq "b"']) {
      expect(() => tolerant(ids, add(`ims[${filter}].value`, 'x'))).toThrow(failing('noTarget'))
    }
  })

  it('M-051 M-052 [MUST] a new primary takes the place of the old one', () => {
    const demoted = { ...WORK, primary: false }
    expect(user(replace('emails[type eq "home"].primary', true)).emails).toEqual([demoted, { ...HOME, primary: true }])
    const other = { value: 'c@z.org', primary: true }
    expect(user(add('emails', [other])).emails).toEqual([demoted, HOME, other])
    expect(user(add('emails', [{ ...HOME, primary: true }])).emails).toEqual([demoted, { ...HOME, primary: true }])
    expect(user(replace('emails[type eq "home"]', other)).emails).toEqual([demoted, other])
  })

  it('M-053 [CHOICE] two primaries at once are refused', () => {
    expect(() => user(replace('emails', [WORK, { ...HOME, primary: true }]))).toThrow(failing('invalidValue'))
    expect(() => user(replace('emails[value co "@"].primary', true))).toThrow(failing('invalidValue'))
  })

  it('M-059 [MUST] value filters mind caseExact', () => {
    expect(group(remove('members[value eq "U1"]'))).toBe(TOURS)
    expect(group(remove('members[value eq "u1"]')).members).toEqual([{ value: 'u2' }])
  })

  it('M-060 M-062 [CHOICE] refuses a part of a list without filter and a filter on no list', () => {
    expect(() => user(replace('emails.value', 'x'))).toThrow(failing('invalidPath'))
    expect(() => user(replace('name[givenName eq "x"].givenName', 'x'))).toThrow(failing('invalidPath'))
    expect(() => user(remove('emails[foo eq "x"]'))).toThrow(failing('invalidFilter'))
  })

  it('M-061 [CHOICE] reaches elements of simple lists by value', () => {
    const resource = { schemas: ['urn:example:Device'], tags: ['a', 'b'] }
    const device = (...operations: PatchOperation[]) => applyPatch(resource, operations, DEVICE, createTolerances([]))
    expect(device(remove('tags[value eq "A"]')).tags).toEqual(['b'])
    expect(device(replace('tags[value eq "a"]', 'c')).tags).toEqual(['c', 'b'])
    expect(device(add('tags', ['B', 'd'])).tags).toEqual(['a', 'b', 'd'])
    expect(device(add('owner.skus', ['1']), add('owner.skus', ['1', '2'])).owner).toEqual({ skus: ['1', '2'] })
  })

  it('M-038 [INTEROP] remove with a value never empties the list', () => {
    const operations = [remove('members', [{ value: 'u1', $ref: null }])]
    expect(() => group(...operations)).toThrow(failing('invalidSyntax'))
    const tolerances = createTolerances(['patch-value-array-for-remove'])
    expect(applyPatch(TOURS, operations, GROUP, tolerances).members).toEqual([{ value: 'u2' }])
    expect(applyPatch(TOURS, [remove('members', [])], GROUP, tolerances)).toBe(TOURS)
    expect(applyPatch(BJENSEN, [remove('emails', { value: 'a@x.org' })], USER, tolerances).emails).toEqual([HOME])
  })

  it('ignores the value of a remove that names one value', () => {
    expect(user(remove('emails[type eq "home"].type', 'home')).emails).toEqual([WORK, { value: 'b@y.org' }])
  })

  it('reads a plain string as an element where that is tolerated', () => {
    expect(() => group(add('members', 'u3'))).toThrow(failing('invalidValue'))
    const tolerances = createTolerances(['multi-valued-plain-strings'])
    expect(applyPatch(TOURS, [add('members', ['u3'])], GROUP, tolerances).members).toHaveLength(3)
    expect(() => group(add('members', [{ display: 'x' }]))).toThrow('"members.value" has no value')
  })
})

describe('applyPatch without path', () => {
  it('M-020 M-049 [MUST] add merges, replace sets lists whole', () => {
    const other = { value: 'c@z.org' }
    expect(user(merge('add', { nickName: 'B', emails: [other] }))).toMatchObject({
      nickName: 'B',
      emails: [WORK, HOME, other],
    })
    expect(user(merge('replace', { nickName: 'B', emails: [other] }))).toMatchObject({
      nickName: 'B',
      title: 'Guide',
      emails: [other],
    })
  })

  it('M-026 [CHOICE] takes read-only attributes that are the same, others only where tolerated', () => {
    expect(group(merge('replace', { id: 'g', schemas: [GROUP_SCHEMA], displayName: 'X' })).displayName).toBe('X')
    expect(() => group(merge('replace', { id: 'h', displayName: 'X' }))).toThrow(failing('mutability'))
    const value = { id: 'h', meta: { version: 'x' }, schemas: ['urn:x'], groups: [], title: 'X' }
    expect(tolerant(['read-only-in-value'], merge('replace', value))).toEqual({ ...BJENSEN, title: 'X' })
  })

  it('M-063 [CHOICE] refuses unknown attributes unless they are ignored', () => {
    for (const key of ['foo', 'constructor', '__proto__', 'urn:x:y']) {
      const value = Object.fromEntries<JsonValue>([
        [key, { a: 1 }],
        ['title', 'x'],
      ])
      expect(() => user(merge('add', value))).toThrow(failing('invalidSyntax'))
      expect(tolerant(['unknown-attributes'], merge('add', value))).toEqual({ ...BJENSEN, title: 'x' })
    }
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
  })

  it('S-008 [CHOICE] refuses one attribute given twice', () => {
    expect(() => user(merge('add', { title: 'a', TITLE: 'b' }))).toThrow(failing('invalidSyntax'))
    expect(() => user(merge('add', { title: 'a', [`${USER_SCHEMA}:title`]: 'b' }))).toThrow(failing('invalidSyntax'))
    expect(() => user(merge('add', { name: { givenName: 'a', GIVENNAME: 'b' } }))).toThrow(failing('invalidSyntax'))
  })

  it('M-030 [INTEROP] reads full names as keys, and dotted ones where that is tolerated', () => {
    const department = { [`${EXT}:department`]: 'Sales' }
    expect(user(merge('replace', department))).toMatchObject({
      schemas: [USER_SCHEMA, EXT],
      [EXT]: { department: 'Sales' },
    })
    const dotted = { 'name.givenName': 'A', 'emails[type eq "home"].value': 'c@z.org', [`${EXT}:manager.value`]: 'm' }
    expect(() => user(merge('replace', dotted))).toThrow(failing('invalidSyntax'))
    expect(tolerant(['dotted-keys'], merge('replace', dotted))).toMatchObject({
      name: { familyName: 'Jensen', givenName: 'A' },
      emails: [WORK, { type: 'home', value: 'c@z.org' }],
      [EXT]: { manager: { value: 'm' } },
    })
  })

  it('reads attributes under the core URI where that is tolerated', () => {
    const value = { [USER_SCHEMA]: { title: 'x', roles: [{ value: 'r' }] } }
    expect(() => user(merge('add', value))).toThrow(failing('invalidSyntax'))
    expect(tolerant(['core-uri-as-key'], merge('add', value))).toMatchObject({ title: 'x', roles: [{ value: 'r' }] })
  })

  it('refuses a value that is no object', () => {
    for (const value of ['x', 5, [], null]) {
      expect(() => user(merge('add', value))).toThrow(failing('invalidValue'))
    }
  })
})

describe('applyPatch to extensions', () => {
  it('M-028 M-039 [MUST] keeps schemas in step with the data', () => {
    const assigned = user(add(`${EXT}:department`, 'Sales'))
    expect(assigned).toEqual({ ...BJENSEN, schemas: [USER_SCHEMA, EXT], [EXT]: { department: 'Sales' } })
    expect(applyPatch(assigned, [remove(`${EXT}:DEPARTMENT`)], USER, createTolerances([]))).toEqual(BJENSEN)
  })

  it('M-029 [CHOICE] merges into and removes a whole extension by its URI', () => {
    const assigned = user(add(EXT, { department: 'Sales' }), replace(EXT, { division: 'North' }))
    expect(assigned[EXT]).toEqual({ department: 'Sales', division: 'North' })
    expect(applyPatch(assigned, [remove(EXT.toLowerCase())], USER, createTolerances([]))).toEqual(BJENSEN)
    expect(() => user(add(EXT, { foo: 1 }))).toThrow(failing('invalidSyntax'))
  })

  it('M-057 [MUST] schemas may not go, an extension may', () => {
    expect(() => user(remove('schemas'))).toThrow(failing('mutability'))
    expect(() => user(replace('schemas', [EXT]))).toThrow(failing('invalidSyntax'))
    expect(() => user(add('schemas', ['urn:x']))).toThrow(failing('invalidValue'))
    const assigned = user(add(`${EXT}:department`, 'Sales'))
    expect(applyPatch(assigned, [replace('schemas', [USER_SCHEMA])], USER, createTolerances([]))).toEqual(BJENSEN)
    expect(user(add('schemas', [EXT]))).toBe(BJENSEN)
  })

  it('S-056 reads a manager given as a string where that is tolerated', () => {
    expect(() => user(add(`${EXT}:manager`, 'm1'))).toThrow(failing('invalidValue'))
    const ids = ['manager-as-string', 'null-or-empty-as-unassigned']
    expect(tolerant(ids, add(`${EXT}:manager`, 'm1'))[EXT]).toEqual({ manager: { value: 'm1' } })
    expect(tolerant(ids, add(`${EXT}:manager`, [{ value: 'm1' }]))[EXT]).toEqual({ manager: { value: 'm1' } })
    expect(tolerant(ids, add(`${EXT}:manager`, 'm1'), replace(`${EXT}:manager`, ''))).toEqual(BJENSEN)
    expect(tolerant(ids, add(`${EXT}:manager`, 'm1'), replace(`${EXT}:manager`, { value: '' }))).toEqual(BJENSEN)
  })

  it('drops a reference that belongs to the value before', () => {
    const patched = user(
      add(`${EXT}:manager`, { value: 'm1', $ref: 'https://a/Users/m1' }),
      replace(`${EXT}:manager.value`, 'm2'),
    )
    expect(patched[EXT]).toEqual({ manager: { value: 'm2' } })
  })

  it('F-030 finds an extension attribute by its short name where that is tolerated', () => {
    expect(() => user(add('manager', { value: 'm' }))).toThrow(failing('invalidPath'))
    expect(tolerant(['unqualified-extension-attributes'], add('manager', { value: 'm' }))[EXT]).toEqual({
      manager: { value: 'm' },
    })
  })
})

describe('applyPatch and mutability', () => {
  it.each(['id', 'meta.created', 'groups', 'groups[value eq "x"]', 'meta', `${EXT}:manager.displayName`])(
    'M-025 [MUST] refuses any operation on the read-only %s',
    (path) => {
      for (const op of ['add', 'replace', 'remove'] as const) {
        expect(() => user(operation(op, path, 'x'))).toThrow(failing('mutability'))
      }
    },
  )

  it('M-037 [MUST] refuses to remove what is required', () => {
    expect(() => user(remove('userName'))).toThrow(failing('mutability'))
    expect(() => group(remove('displayName'))).toThrow(failing('mutability'))
    expect(() => group(remove('members[value eq "u1"].value'))).toThrow(failing('mutability'))
  })

  it('M-027 S-062 [MUST] an immutable attribute is set once', () => {
    const resource = { schemas: ['urn:example:Device'] }
    const device = (...operations: PatchOperation[]) => applyPatch(resource, operations, DEVICE, createTolerances([]))
    expect(device(add('serial', 's'), replace('serial', 's')).serial).toBe('s')
    expect(device(remove('serial'))).toBe(resource)
    expect(() => device(add('serial', 's'), replace('serial', 't'))).toThrow(failing('mutability'))
    expect(() => device(add('serial', 's'), remove('serial'))).toThrow(failing('mutability'))
  })

  it.each(['immutable', 'readOnly'] as const)(
    'M-025 M-027 S-062 S-063 IN-07 [MUST] an extension with an %s attribute that has a value is not removed',
    (mutability) => {
      const schema = { ...DEVICE.schema, id: EXT, attributes: [defineAttribute('seal', 'Set once.', { mutability })] }
      const type = { ...DEVICE, schemaExtensions: [{ schema, required: false }] }
      const sealed: JsonObject = { schemas: [DEVICE.schema.id, EXT], [EXT]: { seal: 's' } }
      const apply = (resource: JsonObject, each: PatchOperation) =>
        applyPatch(resource, [each], type, createTolerances([]))
      for (const each of [remove(EXT), replace('schemas', [DEVICE.schema.id]), merge('replace', { [EXT]: null })]) {
        expect(() => apply(sealed, each)).toThrow(failing('mutability'))
      }
      const empty = { schemas: [DEVICE.schema.id] }
      expect(apply(empty, remove(EXT))).toBe(empty)
    },
  )

  it('M-055 S-052 [MUST] a member is added or removed, never changed', () => {
    expect(() => group(replace('members[value eq "u1"].value', 'u9'))).toThrow(failing('mutability'))
    expect(() => group(replace('members[value eq "u1"]', { value: 'u9' }))).toThrow(failing('mutability'))
    expect(group(replace('members[value eq "u1"].value', 'u1'))).toBe(TOURS)
  })

  it.each(['foo', 'name.foo', 'emails[type eq "work"].foo', 'urn:x:foo', 'constructor', 'toString.x'])(
    'M-009 IP-11 [CHOICE] refuses the unknown path %s',
    (path) => {
      expect(() => user(add(path, 'x'))).toThrow(failing('invalidPath'))
    },
  )
})

describe('applyPatch as a whole', () => {
  it('M-011 [MUST] applies each operation to the result of the one before', () => {
    const patched = user(
      add('emails', { value: 'new@z.org', type: 'other' }),
      replace('emails[value eq "new@z.org"].type', 'home'),
      remove('emails[value eq "b@y.org"]'),
    )
    expect(patched.emails).toEqual([WORK, { value: 'new@z.org', type: 'home' }])
  })

  it('M-012 [MUST] leaves the resource untouched, also when it fails', () => {
    const before = structuredClone(BJENSEN)
    expect(() => user(replace('emails[type eq "work"].value', 'x@x.org'), remove('title'), add('foo', 1))).toThrow(
      failing('invalidPath'),
    )
    user(replace('name.givenName', 'x'), add('emails', { value: 'q', primary: true }), remove('title'))
    expect(BJENSEN).toEqual(before)
  })

  it('IP-22 looks at a bounded number of elements, however few bytes ask for more', () => {
    const emails = Array.from({ length: 1000 }, (_, at) => ({ value: `${at}@x.org`, type: 'work' }))
    const many = (times: number): PatchOperation[] =>
      Array.from({ length: times }, (_, at) => replace('emails[type eq "work"].display', `${at}`))
    const patchMany = (times: number): JsonObject =>
      applyPatch({ ...BJENSEN, emails }, many(times), USER, createTolerances([]))
    expect(patchMany(20).emails).toContainEqual({ value: '999@x.org', type: 'work', display: '19' })
    expect(() => patchMany(300)).toThrow(expect.objectContaining({ status: 413 }))
    const oneOf = Array.from({ length: 60 }, () => 'type eq "work"').join(' or ')
    const wide = Array.from({ length: 10 }, () => replace(`emails[${oneOf}].display`, 'd'))
    expect(() => applyPatch({ ...BJENSEN, emails }, wide, USER, createTolerances([]))).toThrow(
      expect.objectContaining({ status: 413 }),
    )
  })
})
