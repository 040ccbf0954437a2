import { describe, expect, it } from 'vitest'
import { changesOf, valueWords } from './changes.ts'

describe('changesOf', () => {
  it('shows what is another value now, and leaves out what stayed', () => {
    const row = {
      before: { role: 'admin', state: 'inactive', scimId: 's1' },
      after: { role: 'member', state: 'active', scimId: 's1' },
    }
    expect(changesOf(row)).toEqual([
      { name: 'role', before: 'admin', after: 'member' },
      { name: 'state', before: 'inactive', after: 'active' },
    ])
  })

  it('says whom it is about, though that stays', () => {
    const row = { before: { personId: 'p1', isShared: false }, after: { personId: 'p1', isShared: true } }
    expect(changesOf(row).map(({ name }) => name)).toEqual(['personId', 'isShared'])
  })

  it('tells nothing from something, on either side', () => {
    expect(changesOf({ before: { scimId: 's1' }, after: { scimId: null } })).toEqual([
      { name: 'scimId', before: 's1', after: null },
    ])
    expect(changesOf({ before: null, after: { by: 'saml', count: 2 } })).toEqual([
      { name: 'by', before: null, after: 'saml' },
      { name: 'count', before: null, after: '2' },
    ])
    expect(changesOf({ before: null, after: null })).toEqual([])
  })
})

describe('valueWords', () => {
  it('says the codes of origin and reason in words', () => {
    expect(valueWords('origin', 'scim')).toBe('by SCIM')
    expect(valueWords('reason', 'inactive')).toBe('no longer active in the team')
    expect(valueWords('by', 'saml')).toBe('by single sign-on')
    expect(valueWords('by', 'link')).toBe('by a one-time link')
  })

  it('leaves every other value as it is', () => {
    expect(valueWords('userName', 'inactive')).toBe('inactive')
    expect(valueWords('origin', 'constructor')).toBe('constructor')
    expect(valueWords('reason', 'The answer has no signature.')).toBe('The answer has no signature.')
  })
})
