import { describe, expect, it } from 'vitest'
import { ageText, endsSoon, scimUse } from './token-age.ts'

const now = Date.parse('2026-11-25T12:00:00Z')

describe('age of a token', () => {
  it('counts whole days', () => {
    expect(ageText('2026-11-25T11:59:00Z', now)).toBe('today')
    expect(ageText('2026-11-24T11:59:00Z', now)).toBe('yesterday')
    expect(ageText('2026-11-10T12:00:00Z', now)).toBe('15 days ago')
  })

  it('takes a clock that runs behind for today', () => {
    expect(ageText('2026-11-26T12:00:00Z', now)).toBe('today')
  })

  it('speaks of the end only when it is near, or over', () => {
    expect(endsSoon(null, now)).toBeNull()
    expect(endsSoon('2027-11-25T12:00:00Z', now)).toBeNull()
    expect(endsSoon('2026-12-05T12:00:00Z', now)).toBe(10)
    expect(endsSoon('2026-11-20T12:00:00Z', now)).toBe(-5)
  })
})

describe('scimUse', () => {
  const token = { id: 't', mask: '', createdAt: '', expiresAt: null, lastUsedAt: null, lastClient: null }

  it('tells the states of the page apart', () => {
    expect(scimUse({ enabled: false, token })).toBe('off')
    expect(scimUse({ enabled: true, token: null })).toBe('noToken')
    expect(scimUse({ enabled: true, token })).toBe('neverUsed')
    expect(scimUse({ enabled: true, token: { ...token, lastUsedAt: '2026-11-25T11:00:00Z' } })).toBe('inUse')
  })
})
