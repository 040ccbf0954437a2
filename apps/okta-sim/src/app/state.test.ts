import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { readData } from './read-state.ts'
import { emptyData } from './state.ts'

function parse(text: string): JsonObject {
  const value: unknown = JSON.parse(text)
  if (!isJsonObject(value)) throw new TypeError('no object')
  return value
}

describe('saved state', () => {
  it('survives JSON', () => {
    const data = emptyData()
    data.users.p1 = {
      oktaId: '00u1',
      scimId: 'u-1',
      formerId: null,
      userName: 'a@x',
      status: 'assigned',
      pending: 'no',
      active: true,
      pushed: { title: 'Engineer' },
    }
    data.groups.g1 = {
      scimId: 'g-1',
      displayName: 'Team',
      members: [{ person: 'p1', id: 'u-1' }],
      others: [{ id: 'u-9', name: 'z@x' }],
      origin: 'created',
      status: 'left',
    }
    data.left['u-7'] = { userName: 'y@x', active: false }
    data.cycles = 3
    data.connection = 'saved'
    data.tasks['provision:p1'] = {
      kind: 'provision',
      subject: 'p1',
      name: 'a@x',
      message: 'no',
      at: '2026-01-01',
      push: null,
    }
    const push = { action: 'link', appGroup: 'Theirs', immediately: false } as const
    data.tasks['groupPush:g2'] = { kind: 'groupPush', subject: 'g2', name: 'T', message: 'no', at: '2026-01-01', push }
    data.log.push({ event: 'application.provision.user.push', outcome: 'FAILURE', target: 'a@x', at: '2026-01-01' })
    data.options.deactivateUsers = 'off'
    data.importedAt = '2026-01-02'
    data.imports['u-5'] = {
      userName: 'w@x',
      email: 'w@x',
      name: 'W X',
      match: 'exact',
      person: 'p5',
      status: 'ignored',
    }
    data.prints['u-5'] = 'abc'
    data.groupPrints['g-5'] = 'def'
    data.roadblock = { lost: 30, of: 100, at: '2026-01-03' }
    data.schemas.push('urn:x')
    data.rules.push({ name: 'r', operator: 'contains', text: 'a', groups: ['g1'] })
    data.passwords = 2
    expect(readData(parse(JSON.stringify(data)))).toEqual(data)
  })

  it('drops entries of another form', () => {
    const saved = { users: { p1: 5, p2: { oktaId: 1 } }, groups: { g1: null, g2: { scimId: 'x' } }, cycles: '1' }
    expect(readData(saved)).toEqual(emptyData())
    expect(readData({})).toEqual(emptyData())
  })

  it('takes ids such as __proto__ and constructor as plain keys', () => {
    const saved = '{"users":{"__proto__":{"oktaId":"00u1","userName":"a@x"}},"groups":{}}'
    const { users } = readData(parse(saved))
    expect(Object.keys(users)).toEqual(['__proto__'])
    expect(users.constructor).toBeUndefined()
  })
})
