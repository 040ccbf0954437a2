import { ENTERPRISE_USER_SCHEMA } from '@scimulator/scim-core'
import { expect, test } from 'vitest'
import { bulkOf, createWorld, FIRST_PAGE, groupOf, OPERATOR, userOf } from './world.ts'

test.each([
  { roles: [{ value: 'owner', type: 'product', primary: true }] },
  { entitlements: [{ value: 'admin' }] },
  { userType: 'owner', title: 'Owner' },
  { role: 'owner', isAdmin: true, owner: true, admin: 'true', teamRole: 'owner' },
  { state: 'active', origin: 'founder', person: '1', personId: '1', membership: { role: 'owner' } },
  { [ENTERPRISE_USER_SCHEMA]: { employeeNumber: '1', department: 'owners' } },
  { 'urn:example:product': { role: 'owner' } },
  { externalId: '1' },
])('PR-01 IN-01 nothing that a User says makes it more than a member: %j', async (attributes) => {
  const { product, acme, add, post, put, patch, scim, member } = await createWorld()
  const owner = await add('olive@x.example', { role: 'owner' })
  const { id } = await post('ann@x.example', attributes)
  await put(id, 'ann@x.example', { ...attributes, nickName: 'a' })
  await patch(id, { ...attributes, nickName: 'b' })
  const { body } = await scim(
    'POST',
    '/Bulk',
    bulkOf({ method: 'POST', path: '/Users', bulkId: 'b', data: userOf('bob@x.example', attributes) }),
  )
  expect(body.Operations).toMatchObject([{ status: '201' }])
  expect(await member(id)).toMatchObject({ role: 'member', origin: 'scim' })
  const { members } = await product.members.list(acme, { ...FIRST_PAGE, role: 'member' })
  expect(members.map(({ userName }) => userName)).toEqual(['ann@x.example', 'bob@x.example'])
  expect(await product.members.get(acme, owner.personId)).toEqual(owner)
})

test('IN-01 an externalId in the shape of an id of ours joins nobody with anybody', async () => {
  const { add, post, patch, member } = await createWorld()
  const owner = await add('olive@x.example', { role: 'owner' })
  const shapes = ['1', '0', owner.personId, String(owner.scimId), 'olive@x.example']
  const people = new Set([owner.personId])
  for (const [index, externalId] of shapes.entries()) {
    const { id } = await post(`ann${index}@x.example`, { externalId })
    await patch(id, { externalId: owner.personId })
    people.add((await member(id)).personId)
  }
  expect(people.size).toBe(shapes.length + 1)
  expect(await member(String(owner.scimId))).toEqual(owner)
})

test('PR-02 a group confers no role, whatever its name, not even through another group', async () => {
  const { post, scim, member } = await createWorld()
  const { id } = await post('ann@x.example')
  const inner = await scim('POST', '/Groups', groupOf('Admins', [id]))
  await scim('POST', '/Groups', groupOf('owners', [id, inner.id]))
  expect(await member(id)).toMatchObject({ role: 'member' })
})

test('E13 E29 E30 a POST and a reactivation beyond the seats are 403 with a sentence, and leave a row in the log alone', async () => {
  const { product, acme, settle, post, patch, scim, member, audit } = await createWorld()
  const gone = await post('gone@x.example', { active: false })
  await post('ann@x.example')
  settle(acme, { seats: 1 })
  const log = await audit()
  const detail = 'The seats of the team (1) are all taken. Deactivate somebody or add seats, then try again.'
  expect(await post('bob@x.example')).toMatchObject({ status: 403, body: { detail } })
  expect(await patch(gone.id, { active: true })).toMatchObject({ status: 403, body: { detail } })
  expect(await product.members.byUserName(acme, 'bob@x.example')).toBeUndefined()
  expect((await scim('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 2 })
  expect(await member(gone.id)).toMatchObject({ state: 'inactive' })
  expect(await product.members.seatsUsed(acme)).toBe(1)
  const [reactivation, addition, ...rest] = await audit()
  expect(rest).toEqual(log)
  expect(reactivation).toMatchObject({
    actor: { kind: 'scim', id: 'token-1' },
    action: 'member.refused',
    subject: { kind: 'person', id: (await member(gone.id)).personId },
    before: { state: 'inactive' },
    after: { reason: 'seats', attempt: 'reactivated' },
  })
  expect(addition).toMatchObject({
    actor: { kind: 'scim', id: 'token-1' },
    action: 'member.refused',
    subject: { kind: 'team', id: acme.id },
    after: { reason: 'seats', attempt: 'added' },
  })
  expect(addition?.requestId).toMatch(/^exchange-/)
  expect(JSON.stringify(addition)).not.toContain('bob')
  expect((await post('inactive@x.example', { active: false })).status).toBe(201)
  settle(acme, { seats: 2 })
  expect((await patch(gone.id, { active: true })).status).toBe(200)
})

test('PR-12 of 32 parallel POSTs for the last seat exactly one gets it', async () => {
  const { product, acme, settle, post } = await createWorld()
  await post('ann@x.example')
  settle(acme, { seats: 2 })
  const answers = await Promise.all(Array.from({ length: 32 }, (_, index) => post(`u${index}@x.example`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 31 }, () => 403)])
  expect(await product.members.seatsUsed(acme)).toBe(2)
})

test('E13 seats count for people added and brought back by hand as well', async () => {
  const { product, acme, settle, add } = await createWorld()
  const gone = await add('gone@x.example', { active: false })
  const { key } = await product.members.invite(acme, 'inge@x.example', 'member', OPERATOR)
  await add('ann@x.example')
  settle(acme, { seats: 1 })
  await expect(add('bob@x.example')).rejects.toMatchObject({ code: 'seats' })
  const back = product.members.change(acme, gone.personId, { state: 'active' }, OPERATOR)
  await expect(back).rejects.toMatchObject({ code: 'seats' })
  await expect(product.signInLinks.spend(acme, key, OPERATOR)).rejects.toMatchObject({ code: 'seats' })
  settle(acme, { seats: 2 })
  expect(await product.signInLinks.spend(acme, key, OPERATOR)).toMatchObject({ state: 'active' })
})

test('PR-13 a refusal inside a bulk request undoes its own operation and no other', async () => {
  const { acme, settle, post, scim, member, audit, product } = await createWorld()
  const ann = await post('ann@x.example')
  settle(acme, { seats: 2 })
  const { body } = await scim(
    'POST',
    '/Bulk',
    bulkOf(
      { method: 'POST', path: '/Users', bulkId: '1', data: userOf('bob@x.example') },
      { method: 'POST', path: '/Users', bulkId: '2', data: userOf('cy@x.example') },
      { method: 'PUT', path: `/Users/${ann.id}`, data: userOf('ann@x.example', { active: false }) },
      { method: 'POST', path: '/Users', bulkId: '3', data: userOf('dan@x.example') },
    ),
  )
  expect(body.Operations).toMatchObject([{ status: '201' }, { status: '403' }, { status: '200' }, { status: '201' }])
  expect(await product.members.byUserName(acme, 'cy@x.example')).toBeUndefined()
  expect(await member(ann.id)).toMatchObject({ state: 'inactive' })
  const actions = (await audit()).map(({ action }) => action)
  expect(actions).toEqual(['member.added', 'member.deactivated', 'member.refused', 'member.added', 'member.added'])
})

test('E3 a POST sent again after its answer was lost makes no half member and no second one', async () => {
  const { product, acme, post } = await createWorld()
  const answers = await Promise.all([post('ann@x.example'), post('ann@x.example'), post('ann@x.example')])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect(await product.members.list(acme, FIRST_PAGE)).toMatchObject({
    totalResults: 1,
    members: [{ state: 'active' }],
  })
})
