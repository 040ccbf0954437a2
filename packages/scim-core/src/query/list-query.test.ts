import { describe, expect, it } from 'vitest'
import { SEARCH_REQUEST } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { parseListQuery, parseSearchRequest } from './list-query.ts'

const LIMITS = { maxCount: 200, defaultCount: 100 }
const parse = (query: Record<string, unknown>) => parseListQuery(query, LIMITS)
const failing: unknown = expect.objectContaining({ status: 400, scimType: 'invalidValue' })

describe('parseListQuery', () => {
  it('P-001 P-013 O-002 [MUST] has defaults', () => {
    expect(parse({})).toEqual({ sortOrder: 'ascending', startIndex: 1, count: 100, projection: {} })
  })

  it('P-002 [MUST] takes a startIndex below 1 for 1', () => {
    expect(parse({ startIndex: '0' }).startIndex).toBe(1)
    expect(parse({ startIndex: '-5' }).startIndex).toBe(1)
    expect(parse({ startIndex: '9999' }).startIndex).toBe(9999)
  })

  it('P-003 P-004 P-006 [MUST] takes a negative count for 0 and caps a large one', () => {
    expect(parse({ count: '-3' }).count).toBe(0)
    expect(parse({ count: '0' }).count).toBe(0)
    expect(parse({ count: '1000000000' }).count).toBe(200)
  })

  it.each(['abc', '1.5', '', ' 1', '1e3', '0x10', '99999999999999999999', 1.5, true, ['1', '2'], {}])(
    'P-011 [CHOICE] refuses %j as a number',
    (value) => {
      expect(() => parse({ count: value })).toThrow(failing)
      expect(() => parse({ startIndex: value })).toThrow(failing)
    },
  )

  it('K-001 K-012 [MUST] knows a cursor that is empty from one that is absent', () => {
    expect(parse({})).not.toHaveProperty('cursor')
    expect(parse({ cursor: null })).not.toHaveProperty('cursor')
    expect(parse({ cursor: '' })).toMatchObject({ cursor: '', count: 100 })
    expect(parse({ CURSOR: 'abc', count: '-1' })).toMatchObject({ cursor: 'abc', count: 0 })
  })

  it('K-013 [CHOICE] refuses a cursor beside a startIndex, and one that is no text', () => {
    for (const query of [
      { cursor: '', startIndex: '1' },
      { cursor: 'x', startIndex: 1 },
      { cursor: 7 },
      { cursor: ['a', 'b'] },
    ]) {
      expect(() => parse(query)).toThrow(failing)
    }
  })

  it('O-003 [MUST] takes two sort orders', () => {
    expect(parse({ sortOrder: 'descending' }).sortOrder).toBe('descending')
    for (const sortOrder of ['desc', '', 'DESCENDING']) expect(() => parse({ sortOrder })).toThrow(failing)
  })

  it('A-004 [CHOICE] refuses attributes together with excludedAttributes', () => {
    expect(() => parse({ attributes: 'a', excludedAttributes: 'b' })).toThrow(failing)
    expect(parse({ attributes: 'a', excludedAttributes: '' }).projection).toEqual({ attributes: [{ attribute: 'a' }] })
  })

  it('A-011 A-016 [MUST] merges repeated lists and takes arrays of names', () => {
    expect(parse({ excludedAttributes: ['a', 'b,c'] }).projection).toEqual({
      excludedAttributes: [{ attribute: 'a' }, { attribute: 'b' }, { attribute: 'c' }],
    })
    expect(() => parse({ attributes: [5] })).toThrow(failing)
  })

  it('IP-08 Z-023 [CHOICE] refuses more than 1,000 names in a list, however they are given', () => {
    const names = (count: number): string => Array.from({ length: count }, (_, at) => `a${at}`).join(',')
    expect(parse({ attributes: names(1000) }).projection.attributes).toHaveLength(1000)
    for (const list of [names(1001), [names(600), names(600)], 'title,'.repeat(200_000), Array(1001).fill('id')]) {
      expect(() => parse({ attributes: list })).toThrow('at most 1000 are allowed')
      expect(() => parse({ excludedAttributes: list })).toThrow(failing)
    }
  })

  it('IP-07 R-008 refuses a repeated or mistyped filter and ignores unknown parameters', () => {
    expect(parse({ FILTER: 'title pr', foo: '1' }).filter).toBe('title pr')
    expect(() => parse({ filter: ['a pr', 'b pr'] })).toThrow(failing)
    expect(() => parse({ filter: 'a pr', Filter: 'b pr' })).toThrow(failing)
    expect(() => parse({ sortBy: 5 })).toThrow(failing)
  })
})

describe('parseSearchRequest', () => {
  const search = (body: unknown) => parseSearchRequest(body, LIMITS, createTolerances([]))

  it('Q-006 [MUST] needs the SearchRequest schema', () => {
    for (const body of [undefined, [], 'x', {}, { schemas: ['urn:x'] }]) {
      expect(() => search(body)).toThrow(expect.objectContaining({ scimType: 'invalidSyntax' }))
    }
    expect(parseSearchRequest({}, LIMITS, createTolerances(['missing-schemas'])).count).toBe(100)
  })

  it('Q-007 Q-009 P-016 [MUST] reads the parameters of a list', () => {
    expect(search({ schemas: [SEARCH_REQUEST] })).toEqual(parse({}))
    const body = {
      schemas: [SEARCH_REQUEST],
      filter: 'a pr',
      sortBy: 'title',
      startIndex: 0,
      count: -1,
      attributes: ['a'],
    }
    expect(search(body)).toEqual({
      filter: 'a pr',
      sortBy: 'title',
      sortOrder: 'ascending',
      startIndex: 1,
      count: 0,
      projection: { attributes: [{ attribute: 'a' }] },
    })
  })
})
