import type { JsonObject } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  ENTERPRISE_SCHEMA,
  type ExternalName,
  eraseAt,
  parseExternalName,
  readAt,
  USER_SCHEMA,
  writeAt,
} from './external-name.ts'

function name(text: string, namespace?: string): ExternalName {
  const parsed = parseExternalName(text, namespace)
  if (parsed === undefined) throw new Error(`${text} is no external name`)
  return parsed
}

describe('external names', () => {
  it.each([
    '',
    'a.b.c',
    'emails[0].value',
    'emails.^[primary=true].value',
    'emails.^[type==work].value',
    'a b',
    "x.^[a=='b']",
  ])('refuses %j', (text) => {
    expect(parseExternalName(text, undefined)).toBeUndefined()
  })

  it('reads, writes and empties an attribute, a sub-attribute and an element', () => {
    const user: JsonObject = {
      title: 'Old',
      name: { givenName: 'A', familyName: 'B' },
      roles: [{ type: 'X', value: '1' }],
    }
    writeAt(user, name('title'), 'New')
    writeAt(user, name('name.givenName'), 'C')
    writeAt(user, name("roles.^[type=='X'].value"), '2')
    writeAt(user, name("roles.^[type=='Y'].value"), '3')
    expect(user).toEqual({
      title: 'New',
      name: { givenName: 'C', familyName: 'B' },
      roles: [
        { type: 'X', value: '2' },
        { value: '3', type: 'Y' },
      ],
    })
    for (const text of ['title', 'name.givenName', "roles.^[type=='X'].value"]) {
      expect(readAt(user, name(text))).toBeDefined()
      eraseAt(user, name(text))
    }
    expect(user).toEqual({
      name: { familyName: 'B' },
      roles: [
        { type: 'X', value: null },
        { value: '3', type: 'Y' },
      ],
    })
    eraseAt(user, name('nickName'))
    expect(Object.hasOwn(user, 'nickName')).toBe(false)
  })

  it('keeps extensions under their URN and names them in schemas', () => {
    const user: JsonObject = { schemas: [USER_SCHEMA] }
    const manager = name('manager.value', ENTERPRISE_SCHEMA)
    writeAt(user, name('department', ENTERPRISE_SCHEMA), 'R&D')
    writeAt(user, manager, 'boss')
    writeAt(user, name('a', 'urn:x'), 1)
    expect(user).toEqual({
      schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA, 'urn:x'],
      [ENTERPRISE_SCHEMA]: { department: 'R&D', manager: { value: 'boss' } },
      'urn:x': { a: 1 },
    })
    eraseAt(user, manager)
    eraseAt(user, name('a', 'urn:x'))
    expect(user[ENTERPRISE_SCHEMA]).toEqual({ department: 'R&D' })
    expect(Object.hasOwn(user, 'urn:x')).toBe(false)
  })

  it('takes the core URN for the root, and a lone work entry for the primary one', () => {
    const user: JsonObject = { emails: [{ type: 'work', value: 'a@x' }] }
    expect(readAt(user, name('emails.^[primary==true].value', USER_SCHEMA))).toBe('a@x')
  })

  it('inherits nothing', () => {
    expect(readAt({}, name('constructor'))).toBeUndefined()
    expect(readAt({}, name('constructor.name'))).toBeUndefined()
  })
})
