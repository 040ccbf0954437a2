import { describe, expect, it } from 'vitest'
import { parsePeopleSearch, parseRunSearch, parseRunsSearch } from './search.ts'

describe('parameters of pages', () => {
  it('keep what a page knows and drop the rest', () => {
    expect(
      parseRunSearch({
        view: 'steps',
        outcome: 'failed',
        action: 'create',
        sel: 's1',
        page: '2',
        sort: 'failed',
        token: 'x',
      }),
    ).toEqual({ view: 'steps', outcome: 'failed', action: 'create', sel: 's1', page: 2, sort: 'failed', q: undefined })
  })

  it('drop values no page knows', () => {
    expect(parseRunSearch({ view: 'x', outcome: 'x', action: 'x', sort: 'x', page: 'x' })).toEqual({})
    expect(parseRunsSearch({ verdict: 'x' })).toEqual({})
    expect(parsePeopleSearch({ role: 'x' })).toEqual({})
  })
})
