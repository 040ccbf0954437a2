import { describe, expect, test } from 'vitest'
import { mapRole } from '../src/behaviours/create-entitlement.ts'
import { addMemberBody, removeMemberBody } from '../src/behaviours/patch-member.ts'
import { provisionUser } from '../src/behaviours/provision-user.ts'
import { empty, playAnswers, setUp, stored, UUID } from './canned.ts'

describe('groups', () => {
  test('the body that adds a member has exactly 165 bytes with a 36-character id', () => {
    expect(Buffer.byteLength(JSON.stringify(addMemberBody(UUID)))).toBe(165)
  })

  test('the two forms of removal have 160 and 168 bytes', () => {
    expect(JSON.stringify(removeMemberBody(UUID, 'filter'))).toHaveLength(160)
    expect(JSON.stringify(removeMemberBody(UUID, 'value-list'))).toHaveLength(168)
  })

  test('a role without a group gets one without members', () => {
    const { app } = setUp()
    const played = playAnswers(mapRole(app, 'Sales'), { status: 201, body: { id: 'g9' } })
    expect(played.requests[0]).toMatchObject({ method: 'POST', path: '/Groups' })
    expect(JSON.stringify(played.requests[0]?.body)).toBe(
      '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","members":[]}',
    )
    expect(app.findEntitlement('Sales')).toEqual({ name: 'Sales', id: 'g9', role: 'mapped' })
  })

  test('a name that is taken is looked for in a new list and used', () => {
    const { app } = setUp()
    const list = { status: 200, body: { totalResults: 1, Resources: [{ id: 'g9', displayName: 'sales' }] } }
    const played = playAnswers(mapRole(app, 'Sales'), { status: 409 }, list)
    expect(played.lines).toEqual(['POST /Groups', 'GET /Groups'])
    expect(played.findings).toEqual([])
    expect(app.findEntitlement('Sales')).toEqual({ name: 'sales', id: 'g9', role: 'mapped' })
  })

  test('a group that is refused leaves its memberships skipped', () => {
    const { app, login } = setUp({ roles: ['Sales'] })
    const refused = playAnswers(mapRole(app, 'Sales'), { status: 501 })
    expect(refused.findings).toMatchObject([{ id: 'group-create-refused' }])
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login, true, 201))
    expect(played.steps.at(-1)?.result).toMatchObject({ outcome: 'skipped' })
  })
})
