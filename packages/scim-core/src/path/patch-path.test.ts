import { describe, expect, it } from 'vitest'
import { parseAttributePath, printAttributePath } from './attribute-path.ts'
import { parsePatchPath } from './patch-path.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

describe('parsePatchPath', () => {
  it.each([
    ['members', { path: { attribute: 'members' } }],
    ['name.familyName', { path: { attribute: 'name', subAttribute: 'familyName' } }],
    [`${USER}:name.familyName`, { path: { schema: USER, attribute: 'name', subAttribute: 'familyName' } }],
    ['members.$ref', { path: { attribute: 'members', subAttribute: '$ref' } }],
  ])('M-007 M-010 [MUST] reads the attribute path %s', (text, parsed) => {
    expect(parsePatchPath(text)).toEqual(parsed)
  })

  it('M-007 [MUST] reads a value path with and without a sub-attribute', () => {
    const filter = { kind: 'compare', path: { attribute: 'type' }, operator: 'eq', value: 'wo].rk' }
    expect(parsePatchPath('addresses[type eq "wo].rk"]')).toEqual({ path: { attribute: 'addresses' }, filter })
    expect(parsePatchPath(`${USER}:addresses[type eq "wo].rk"].streetAddress`)).toEqual({
      path: { schema: USER, attribute: 'addresses' },
      filter,
      subAttribute: 'streetAddress',
    })
    expect(parsePatchPath('emails[value eq "a[0]"]').filter).toMatchObject({ value: 'a[0]' })
  })

  it.each([
    '',
    '.',
    'attr.',
    '.attr',
    'a..b',
    'a.b.c',
    'urn:attr',
    'urn:extension:',
    'urn:extension:.attr',
    '/emails/0',
    'emails[',
    'emails[]',
    'emails[0]',
    'emails[type eq "work"',
    'emails[type eq "work"].',
    'emails[type eq "work"] .value',
    'emails[type eq "work"].value x',
    'emails[type eq "work"].a.b',
    'emails[type eq "work"]value',
    'emails value',
    '__proto__',
    '__proto__.x',
    'emails[type eq "work"].__proto__',
    `${'a'.repeat(1025)}`,
    `a${'.a'.repeat(400)}`,
  ])('M-007 IP-11 IP-21 [MUST] refuses %j with invalidPath', (text) => {
    expect(() => parsePatchPath(text)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidPath' }))
  })

  it.each(['emails[type zz "a"]', 'emails[type eq "a]', "emails[' eq true].value", 'a[b[c pr]]', 'emails[type eq]'])(
    'M-008 [MUST] refuses the filter of %j with invalidFilter',
    (text) => {
      expect(() => parsePatchPath(text)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidFilter' }))
    },
  )

  it('gives the column of what is wrong', () => {
    expect(() => parsePatchPath('emails[type eq "work"].a.b')).toThrow('at column 23')
  })
})

describe('parseAttributePath', () => {
  it('prints what it reads', () => {
    for (const text of ['userName', 'name.givenName', `${USER}:name.givenName`, `${USER}:userName`]) {
      const path = parseAttributePath(text)
      expect(path && printAttributePath(path)).toBe(text)
    }
  })

  it('reads a URN of any length in linear time', () => {
    expect(parseAttributePath(`urn:${'x:'.repeat(200_000)}a`)?.attribute).toBe('a')
    expect(parseAttributePath(':'.repeat(200_000))).toBeUndefined()
  })
})
