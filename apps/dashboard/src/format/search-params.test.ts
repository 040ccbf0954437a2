import { describe, expect, it } from 'vitest'
import { choiceParam, pageParam, parseSearch, stringifySearch, textParam } from './search-params.ts'

describe('search parameters', () => {
  it('come back as they were written', () => {
    const values = { q: 'a b&c=d', sel: '12', sync: 'any' }
    expect(parseSearch(stringifySearch(values))).toEqual(values)
  })

  it('leave out what is absent', () => {
    expect([stringifySearch({ q: undefined }), stringifySearch({ q: undefined, page: 2 })]).toEqual(['', '?page=2'])
  })

  it('keep an id of digits as text', () => {
    expect(textParam(parseSearch('?sel=0012'), 'sel')).toBe('0012')
  })

  it('read own parameters only', () => {
    expect(textParam(parseSearch(''), 'constructor')).toBeUndefined()
    expect(textParam(parseSearch('?__proto__=x'), 'toString')).toBeUndefined()
  })

  it('take a choice only from its list', () => {
    expect(choiceParam({ view: 'steps' }, 'view', ['steps', 'findings'])).toBe('steps')
    expect(choiceParam({ view: 'other' }, 'view', ['steps', 'findings'])).toBeUndefined()
  })

  it.each([
    ['3', 3],
    ['1', undefined],
    ['-2', undefined],
    ['2.5', undefined],
    ['x', undefined],
  ])('read page %s as %s', (page, expected) => {
    expect(pageParam({ page })).toBe(expected)
  })
})
