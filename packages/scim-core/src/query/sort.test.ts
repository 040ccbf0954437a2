import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { defineAttribute } from '../schema/define.ts'
import { ENTERPRISE_USER_SCHEMA as EXT } from '../schema/urns.ts'
import type { SortOrder } from './list-query.ts'
import { resolveSortBy, sortResources } from './sort.ts'

function ids(resources: JsonObject[], sortBy: string, order: SortOrder = 'ascending', type = USER) {
  return sortResources(resources, sortBy, order, type).map(({ id }) => id)
}

describe('sortResources', () => {
  it('O-004 O-005 [MUST] minds case only where the attribute does', () => {
    const resources = [
      { id: '1', userName: 'b', externalId: 'b' },
      { id: '2', userName: 'C', externalId: 'C' },
      { id: '3', userName: 'A', externalId: 'A' },
    ]
    expect(ids(resources, 'userName')).toEqual(['3', '1', '2'])
    expect(ids(resources, 'externalId')).toEqual(['3', '2', '1'])
    expect(ids(resources, 'USERNAME', 'descending')).toEqual(['2', '1', '3'])
  })

  it('O-006 [MUST] puts no value last, or first when descending', () => {
    const resources = [{ id: '1' }, { id: '2', title: 'b' }, { id: '3', title: 'a' }]
    expect(ids(resources, 'title')).toEqual(['3', '2', '1'])
    expect(ids(resources, 'title', 'descending')).toEqual(['1', '2', '3'])
  })

  it('O-007 [MUST] takes the primary value of a list, else the first', () => {
    const resources = [
      { id: '1', emails: [{ value: 'a' }, { value: 'c', primary: true }] },
      { id: '2', emails: [{ value: 'b' }, { value: 'z' }] },
    ]
    expect(ids(resources, 'emails.value')).toEqual(['2', '1'])
    expect(ids(resources, 'emails')).toEqual(['2', '1'])
  })

  it('O-009 O-010 [MUST] sorts by instant, by number and in extensions', () => {
    const resources = [
      { id: '1', meta: { created: '2026-01-01T01:00:00+02:00' }, [EXT]: { department: 'b' } },
      { id: '2', meta: { created: '2025-12-31T22:59:59Z' }, [EXT]: { department: 'A' } },
    ]
    expect(ids(resources, 'meta.created')).toEqual(['2', '1'])
    expect(ids(resources, `${EXT.toUpperCase()}:department`)).toEqual(['2', '1'])
    const schema = { ...GROUP.schema, attributes: [defineAttribute('n', 'A number.', { type: 'integer' })] }
    const numbers = [
      { id: '1', n: 10 },
      { id: '2', n: 9 },
    ]
    expect(ids(numbers, 'n', 'ascending', { ...GROUP, schema })).toEqual(['2', '1'])
    expect(
      ids(
        [
          { id: '1', active: true },
          { id: '2', active: false },
        ],
        'active',
      ),
    ).toEqual(['2', '1'])
  })

  it('O-012 [CHOICE] leaves equal ones in their order', () => {
    const resources = Array.from({ length: 50 }, (_, at) => ({ id: String(at), title: 'x' }))
    expect(ids(resources, 'title')).toEqual(resources.map(({ id }) => id))
  })
})

describe('resolveSortBy', () => {
  it.each([
    ['dots', 'a.'.repeat(500_000)],
    ['colons', `urn:${'a:'.repeat(500_000)}b`],
    ['letters', 'a'.repeat(1_000_000)],
  ])('IP-21 O-016 [SHOULD] refuses a million characters of %s without repeating them', (_of, text) => {
    let detail = ''
    try {
      resolveSortBy(text, USER)
    } catch (error) {
      detail = error instanceof Error ? error.message : ''
    }
    expect(detail).toContain('"sortBy" is not valid')
    expect(detail.length).toBeLessThan(200)
  })

  it('gives the canonical path', () => {
    expect(resolveSortBy('NAME.familyname', USER)).toBe('name.familyName')
    expect(resolveSortBy('emails', USER)).toBe('emails.value')
    expect(resolveSortBy(`${EXT.toLowerCase()}:department`, USER)).toBe(`${EXT}:department`)
  })

  it.each(['name', 'addresses', 'foo', 'a..b', '', 'password', 'constructor', '__proto__', 'rowid', '$.x'])(
    'O-008 O-011 O-016 IP-12 refuses %s',
    (text) => {
      expect(() => resolveSortBy(text, USER)).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
      )
    },
  )
})
