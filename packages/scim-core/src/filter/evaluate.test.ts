import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { defineAttribute } from '../schema/define.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { ENTERPRISE_USER_SCHEMA } from '../schema/urns.ts'
import { evaluateFilter } from './evaluate.ts'
import { parseFilter } from './parse.ts'
import { resolveFilter } from './resolve.ts'

const USER_RESOURCE: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE_USER_SCHEMA],
  id: 'Ab1',
  externalId: 'ABC',
  userName: 'BJensen',
  name: { familyName: 'Jensen', givenName: 'Bärbel' },
  title: '100% a_b\\c',
  nickName: '',
  active: false,
  emails: [
    { value: 'a@x.org', type: 'work', primary: true },
    { value: 'b@y.org', type: 'home' },
  ],
  meta: { resourceType: 'User', created: '2026-01-01T00:00:00Z', lastModified: '2026-01-02T00:00:00.000Z' },
  [ENTERPRISE_USER_SCHEMA]: { department: 'Sales', manager: { value: 'M1' } },
}

const DEVICE: ResourceTypeDefinition = {
  ...GROUP,
  name: 'Device',
  schema: {
    ...GROUP.schema,
    id: 'urn:example:Device',
    attributes: [
      defineAttribute('n', 'A number.', { type: 'integer' }),
      defineAttribute('tags', 'Words.', { multiValued: true }),
    ],
  },
}

function matches(text: string, resource: JsonObject = USER_RESOURCE, type: ResourceTypeDefinition = USER): boolean {
  return evaluateFilter(resolveFilter(parseFilter(text), type), resource, type)
}

const yes = (...texts: string[]) => texts.map((text) => [text, true] as const)
const no = (...texts: string[]) => texts.map((text) => [text, false] as const)

describe('evaluateFilter', () => {
  it.each([
    ...yes('userName eq "bjensen"', 'userName sw "bj"', 'userName ew "SEN"', 'userName co "jens"'),
    ...yes('userName co "BJENSEN"', 'userName sw "BJENSEN"', 'userName ew "BJENSEN"'),
    ...no('userName eq "bjense"', 'userName sw "jensen"', 'userName co "x"'),
  ])('F-004 F-008 [MUST] %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it.each([
    ...yes('externalId eq "ABC"', 'id eq "Ab1"'),
    ...no('externalId eq "abc"', 'id eq "ab1"', 'externalId co "b"'),
  ])('S-034 F-032 [MUST] minds case where the attribute is caseExact: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it.each([
    ...yes('title co "0%"', 'title co "_"', 'title co "\\\\"', 'title sw "100%"'),
    ...no('title co "%0"', 'title sw "%"', 'title co "a*"'),
  ])('F-009 IP-25 [CHOICE] takes pattern characters literally: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it.each([
    ...yes('displayName ne "A"', 'title ne "A"', 'not (displayName eq "A")', 'displayName eq null', 'title ne null'),
    ...no('displayName eq "A"', 'displayName co ""', 'displayName gt ""', 'displayName ne null', 'title eq null'),
  ])('F-005 F-006 F-042 [CHOICE] ne is not eq, also without a value: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it.each([
    ...yes('emails.type ne "other"', 'emails[type ne "work"]', 'phoneNumbers.type ne "work"'),
    ...no('emails.type ne "work"', 'emails ne "b@y.org"', 'phoneNumbers[type ne "work"]'),
  ])('F-007 [CHOICE] ne on a list means none equals: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it('F-010 [CHOICE] an empty operand is in every string that is there', () => {
    expect(matches('title co "" and title sw "" and title ew "" and nickName co ""')).toBe(true)
    expect(matches('displayName co ""')).toBe(false)
  })

  it.each([
    ...yes('title pr', 'name pr', 'emails pr', 'active pr', 'emails.primary pr', 'schemas pr'),
    ...no(
      'nickName pr',
      'displayName pr',
      'phoneNumbers pr',
      'name.middleName pr',
      'emails[type eq "home" and primary pr]',
    ),
  ])('F-011 S-030 S-031 [MUST] %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected)
  })

  it('S-028 [MUST] takes null and [] for no value', () => {
    const resource = { userName: 'a', title: null, emails: [], name: {} }
    expect(matches('title pr or emails pr or name pr', resource)).toBe(false)
    expect(matches('title ne "x" and emails.value ne "x"', resource)).toBe(true)
  })

  it('F-012 [MUST] orders numbers by value and strings by code point', () => {
    expect(matches('n gt 9 and n ge 10 and n le 10', { n: 10 }, DEVICE)).toBe(true)
    expect(matches('n lt 9', { n: 10 }, DEVICE)).toBe(false)
    expect(matches('userName gt "a" and userName lt "c" and userName ge "BJENSEN" and userName le "bjensen"')).toBe(
      true,
    )
  })

  it.each([
    'meta.created eq "2026-01-01T02:00:00+02:00"',
    'meta.created eq "2026-01-01T00:00:00.000Z"',
    'meta.lastModified gt "2026-01-02T00:30:00+01:00"',
    'meta.created lt "2026-01-01T00:00:00.001Z"',
  ])('F-014 [MUST] compares instants: %s', (text) => {
    expect(matches(text)).toBe(true)
  })

  it('F-021 [MUST] one matching value of a list is enough', () => {
    expect(matches('emails.value eq "B@Y.ORG"')).toBe(true)
    expect(matches('emails co "y.org"')).toBe(true)
  })

  it('F-022 F-023 [MUST] all conditions in brackets hold for one element', () => {
    expect(matches('emails[type eq "work" and value co "@y"]')).toBe(false)
    expect(matches('emails.type eq "work" and emails.value co "@y"')).toBe(true)
    expect(matches('emails[(type eq "work" or type eq "home") and not (value ew "x.org")]')).toBe(true)
  })

  it('S-024 [MUST] a missing primary is false', () => {
    expect(matches('emails[primary eq false and type eq "home"]')).toBe(true)
    expect(matches('emails.primary eq false')).toBe(true)
    expect(matches('emails[primary ne true]')).toBe(true)
    expect(matches('phoneNumbers.primary eq false')).toBe(false)
  })

  it('F-029 F-031 F-033 [MUST] reaches extensions, schemas and references', () => {
    expect(matches(`${ENTERPRISE_USER_SCHEMA}:department eq "SALES"`)).toBe(true)
    expect(matches(`${ENTERPRISE_USER_SCHEMA}:manager.value eq "M1"`)).toBe(true)
    expect(matches(`schemas eq "${ENTERPRISE_USER_SCHEMA}"`)).toBe(true)
    expect(matches('schemas co "enterprise"', { schemas: ['urn:x'] })).toBe(false)
    const group = { displayName: 'g', members: [{ value: 'u1', type: 'User' }, { value: 'U2' }] }
    expect(matches('members.value eq "u1"', group, GROUP)).toBe(true)
    expect(matches('members[value eq "u1" and type eq "user"]', group, GROUP)).toBe(true)
    expect(matches('members eq "u2"', group, GROUP)).toBe(false)
  })

  it('F-053 [MUST] compares each value of a simple list', () => {
    expect(matches('tags eq "B"', { tags: ['a', 'b'] }, DEVICE)).toBe(true)
    expect(matches('tags[value sw "c"]', { tags: ['a', 'b'] }, DEVICE)).toBe(false)
    expect(matches('tags[value sw "b"]', { tags: ['a', 'b'] }, DEVICE)).toBe(true)
  })

  it('F-044 [MUST] compares prepared strings', () => {
    expect(matches('name.givenName eq "BA\u0308RBEL"')).toBe(true)
  })

  it('F-035 [MUST] an attribute the type lacks has no value', () => {
    const evaluate = (text: string) => evaluateFilter(parseFilter(text), USER_RESOURCE, USER)
    expect(evaluate('foo pr')).toBe(false)
    expect(evaluate('foo[bar pr]')).toBe(false)
    expect(evaluate('foo eq "x" or foo gt "x"')).toBe(false)
    expect(evaluate('foo ne "x" and foo eq null and not (constructor pr)')).toBe(true)
  })

  it('evaluates a filter whose names were not resolved alike', () => {
    expect(evaluateFilter(parseFilter('EMAILS co "Y.org" and Emails[TYPE eq "home"]'), USER_RESOURCE, USER)).toBe(true)
  })

  it('not (not (x)) is x, and not (x) is its opposite', () => {
    const words = fc.constantFrom('a', 'B', '', 'ab', 'é')
    const operators = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
    const paths = fc.constantFrom('userName', 'title', 'emails.value', 'emails', 'name.givenName')
    const resources = fc.record(
      {
        userName: words,
        title: words,
        name: fc.record({ givenName: words }),
        emails: fc.array(fc.record({ value: words })),
      },
      { requiredKeys: ['userName'] },
    )
    fc.assert(
      fc.property(paths, operators, words, resources, (path, operator, word, resource) => {
        const text = `${path} ${operator} ${JSON.stringify(word)}`
        expect(matches(`not (not (${text}))`, resource)).toBe(matches(text, resource))
        expect(matches(`not (${text})`, resource)).toBe(!matches(text, resource))
        expect(matches(`${path} ne ${JSON.stringify(word)}`, resource)).toBe(
          !matches(`${path} eq ${JSON.stringify(word)}`, resource),
        )
      }),
      { numRuns: 500 },
    )
  })
})
