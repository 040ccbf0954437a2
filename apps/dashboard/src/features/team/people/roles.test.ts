import { describe, expect, it } from 'vitest'
import { lastOwnerReason, mayChange, rolesToGive } from './roles.ts'

describe('what a role can do to others', () => {
  it('gives no role above its own, and nothing where nobody is there', () => {
    expect(rolesToGive('owner')).toContain('owner')
    expect(rolesToGive('admin')).not.toContain('owner')
    expect(rolesToGive('manager')).toEqual(['member', 'guest'])
    expect(rolesToGive('member')).toEqual([])
    expect(rolesToGive(undefined)).toEqual([])
  })

  it('takes whoever has left for a member, whatever they were', () => {
    expect(mayChange('manager', { role: 'owner', state: 'inactive' })).toBe(true)
    expect(mayChange('manager', { role: 'owner', state: 'active' })).toBe(false)
  })
})

describe('lastOwnerReason', () => {
  const owner = { role: 'owner', state: 'active', displayName: 'Olive' } as const

  it('names the last owner, and only them', () => {
    expect(lastOwnerReason(owner, 1)).toMatch(/^Olive is the last owner/)
    expect(lastOwnerReason(owner, 2)).toBeNull()
    expect(lastOwnerReason({ ...owner, role: 'admin' }, 1)).toBeNull()
    expect(lastOwnerReason({ ...owner, state: 'inactive' }, 1)).toBeNull()
  })

  it('says nothing while the owners are not counted yet', () => {
    expect(lastOwnerReason(owner, undefined)).toBeNull()
  })
})
