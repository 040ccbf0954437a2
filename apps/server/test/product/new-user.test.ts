import { describe, expect, test } from 'vitest'
import { createWorld, type World } from './world.ts'

const ANN = {
  displayName: 'Ann Archer',
  name: { givenName: 'Ann', familyName: 'Archer' },
  emails: [{ value: 'ann.archer@x.example', primary: true }],
}

async function annGone(policy: 'keep' | 'apply'): Promise<World & { personId: string }> {
  const world = await createWorld()
  const { id } = await world.post('ann@x.example', ANN)
  const { personId } = await world.member(id)
  await world.remove(id)
  world.settle(world.acme, { profilePolicy: policy })
  return { ...world, personId }
}

describe('the User of somebody who was deleted and is added again', () => {
  test('S3 E15 under the policy keep has the names of the team, whatever is sent', async () => {
    const { post, scim, member, personId } = await annGone('keep')
    const sent = {
      displayName: 'Eve',
      nickName: 'E',
      name: { givenName: 'Eve' },
      emails: [{ value: 'eve@x.example' }],
      title: 'Lead',
    }
    const { status, id, body } = await post('ANN@x.example', { ...sent, externalId: 'x-1' })
    const kept = {
      userName: 'ann@x.example',
      displayName: 'Ann Archer',
      name: { formatted: 'Ann Archer', givenName: 'Ann', familyName: 'Archer' },
    }
    expect([status, body]).toMatchObject([201, { ...kept, title: 'Lead', externalId: 'x-1', active: true }])
    expect(body.emails).toEqual([{ value: 'ann.archer@x.example', type: 'work', primary: true }])
    expect(body).not.toHaveProperty('nickName')
    expect((await scim('GET', `/Users/${id}`)).body).toEqual(body)
    expect(await member(id)).toMatchObject({
      personId,
      userName: 'ann@x.example',
      displayName: 'Ann Archer',
      email: 'ann.archer@x.example',
    })
  })

  test('S3 E15 under the policy apply has the names that are sent, and those of the team where none are', async () => {
    const { post, member, personId } = await annGone('apply')
    const bare = await post('ann@x.example')
    expect(bare.body).toMatchObject({ displayName: 'Ann Archer', emails: [{ value: 'ann.archer@x.example' }] })
    expect(await member(bare.id)).toMatchObject({ personId, displayName: 'Ann Archer', email: 'ann.archer@x.example' })
  })

  test('S3 E15 under the policy apply is renamed by what is sent', async () => {
    const { post, member, personId } = await annGone('apply')
    const { id, body } = await post('ann@x.example', { name: { givenName: 'Eve', familyName: 'Archer' } })
    expect(body).toMatchObject({ name: { givenName: 'Eve', familyName: 'Archer' } })
    expect(body).not.toHaveProperty('displayName')
    expect(await member(id)).toMatchObject({ personId, displayName: 'Eve Archer', email: 'ann.archer@x.example' })
  })

  test('A9 S3 somebody new has what is sent, under either policy', async () => {
    const { acme, settle, post } = await createWorld()
    settle(acme, { profilePolicy: 'keep' })
    expect((await post('bob@x.example', ANN)).body).toMatchObject(ANN)
    expect((await post('cy@x.example')).body).not.toHaveProperty('displayName')
  })
})

describe('what a User says of state and role', () => {
  test('E14 E17 who is added without a word on it is found among the active ones, and stays so', async () => {
    const { post, put, scim, member } = await createWorld()
    const found = async (active: boolean): Promise<unknown> =>
      (await scim('GET', `/Users?count=0&filter=${encodeURIComponent(`active eq ${active}`)}`)).body.totalResults
    const { id, body } = await post('ann@x.example', { active: undefined })
    expect([body.active, await found(true), await found(false)]).toEqual([true, 1, 0])
    expect((await put(id, 'ann@x.example', { active: undefined, title: 'Lead' })).body).toMatchObject({ active: true })
    expect(await found(true)).toBe(1)
    expect(await member(id)).toMatchObject({ state: 'active' })
  })

  test('A10 E24 roles that are sent are answered as sent, and held by nobody', async () => {
    const { post, put, scim, member } = await createWorld()
    const roles = [{ value: 'owner', primary: true }]
    const { id, status, body } = await post('ann@x.example', { roles })
    expect([status, body.roles]).toEqual([201, roles])
    expect((await put(id, 'ann@x.example', { roles, title: 'Lead' })).body.roles).toEqual(roles)
    expect((await scim('GET', `/Users/${id}`)).body.roles).toEqual(roles)
    expect(await member(id)).toMatchObject({ role: 'member' })
  })

  test('E10 E30 the answer to a POST of somebody inactive says how to bring them back', async () => {
    const { post } = await createWorld()
    await post('ann@x.example', { active: false })
    expect((await post('Ann@x.example')).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
      detail:
        '"ann@x.example" is in the team already and is inactive: change that User to "active": true to bring them back.',
    })
  })
})
