import { expect, test } from 'vitest'
import { createWorld, FIRST_PAGE, OPERATOR } from './world.ts'

const NAMES = { name: { givenName: 'Ann', familyName: 'Lee' }, emails: [{ value: 'ann@x.example', primary: true }] }

test('A9 A10 a POST makes a person with a membership in the role member, whatever roles are sent', async () => {
  const { post, member, audit } = await createWorld()
  const { status, id } = await post('ann@x.example', { ...NAMES, roles: [{ value: 'owner' }], userType: 'admin' })
  expect(status).toBe(201)
  const ann = await member(id)
  expect(ann).toMatchObject({
    userName: 'ann@x.example',
    displayName: 'Ann Lee',
    email: 'ann@x.example',
    role: 'member',
    state: 'active',
    origin: 'scim',
    joinedAt: '2026-01-01T00:00:00.000Z',
    deactivatedAt: null,
  })
  expect(ann.personId).not.toBe(id)
  expect(await audit()).toMatchObject([
    {
      actor: { kind: 'scim', id: 'token-1', name: 'SCIM provisioning' },
      action: 'member.added',
      subject: { kind: 'person', id: ann.personId, name: 'Ann Lee' },
      before: null,
      after: { role: 'member', state: 'active', origin: 'scim' },
      requestId: 'exchange-1',
    },
  ])
})

test.each([
  ['PATCH', false],
  ['PATCH', 'False'],
  ['PUT', false],
  ['PUT', 'False'],
] as const)(
  'A11 A13 E29 %s with active %j takes the person out, and they are listed as inactive',
  async (method, active) => {
    const { post, patch, put, member, audit, pass } = await createWorld()
    const { id } = await post('ann@x.example')
    pass(1000)
    const answer = method === 'PATCH' ? await patch(id, { active }) : await put(id, 'ann@x.example', { active })
    expect(answer).toMatchObject({ status: 200, body: { id, active: false } })
    expect(await member(id)).toMatchObject({ state: 'inactive', deactivatedAt: '2026-01-01T00:00:01.000Z' })
    const [row] = await audit()
    expect(row).toMatchObject({
      action: 'member.deactivated',
      before: { state: 'active', role: 'member', scimId: id },
      after: { state: 'inactive', role: 'member', scimId: id },
      requestId: 'exchange-2',
    })
  },
)

test('A12 E18 PR-10 deactivation ends sessions and links in the very transaction, and none can be made', async () => {
  const { product, acme, post, patch, member } = await createWorld()
  const { id } = await post('ann@x.example')
  const { personId } = await member(id)
  const way = { by: 'saml', client: 'Browser' } as const
  const secrets = [
    await product.sessions.start(acme, personId, way, OPERATOR),
    await product.sessions.start(acme, personId, way, OPERATOR),
  ]
  const { key } = await product.signInLinks.create(acme, personId, OPERATOR)
  await patch(id, { active: false })
  for (const secret of secrets) expect(await product.sessions.find(secret)).toBeUndefined()
  expect(await product.sessions.list(acme, personId)).toEqual([])
  await expect(product.signInLinks.spend(acme, key, OPERATOR)).rejects.toMatchObject({ code: 'inactive' })
  await expect(product.signInLinks.create(acme, personId, OPERATOR)).rejects.toMatchObject({ code: 'inactive' })
  await expect(product.sessions.start(acme, personId, way, OPERATOR)).rejects.toMatchObject({ code: 'inactive' })
  await patch(id, { active: true })
  for (const secret of secrets) expect(await product.sessions.find(secret)).toBeUndefined()
})

test.each(['owner', 'admin', 'manager', 'guest'] as const)(
  'A15 E24 PR-08 a former %s comes back by SCIM as member, under the same SCIM id, and the log shows both roles',
  async (role) => {
    const { add, patch, member, audit } = await createWorld()
    await add('keeper@x.example', { role: 'owner' })
    const { scimId, personId } = await add('ann@x.example', { role })
    const id = String(scimId)
    await patch(id, { active: false })
    await patch(id, { active: true })
    expect(await member(id)).toMatchObject({ personId, role: 'member', state: 'active', deactivatedAt: null })
    expect((await audit())[0]).toMatchObject({
      action: 'member.reactivated',
      before: { role, state: 'inactive' },
      after: { role: 'member', state: 'active' },
    })
  },
)

test('E27 E16 sending again what is so already changes neither role, version, times nor log', async () => {
  const { add, patch, put, scim, member, audit, pass } = await createWorld()
  const { scimId } = await add('ann@x.example', { role: 'admin' })
  const id = String(scimId)
  const { etag } = await scim('GET', `/Users/${id}`)
  const before = { member: await member(id), log: await audit() }
  pass(1000)
  await patch(id, { active: true })
  await put(id, 'ann@x.example')
  expect((await patch(id, { active: 'True' })).etag).toBe(etag)
  expect({ member: await member(id), log: await audit() }).toEqual(before)

  await patch(id, { active: false })
  const inactive = { member: await member(id), log: await audit() }
  pass(1000)
  await patch(id, { active: false })
  await put(id, 'ann@x.example', { active: false })
  expect({ member: await member(id), log: await audit() }).toEqual(inactive)
})

test('E17 a PUT or PATCH without active changes nobody’s state', async () => {
  const { post, put, patch, member } = await createWorld()
  const { id } = await post('ann@x.example')
  expect(await put(id, 'ann@x.example', { active: undefined, title: 'Lead' })).toMatchObject({
    body: { title: 'Lead' },
  })
  expect(await member(id)).toMatchObject({ state: 'active' })
  await patch(id, { active: false })
  expect(await put(id, 'ann@x.example', { active: undefined, title: 'Head' })).toMatchObject({
    body: { active: false, title: 'Head' },
  })
  expect(await member(id)).toMatchObject({ state: 'inactive' })
})

test('E14 a POST with active false makes an inactive member, who cannot sign in', async () => {
  const { product, acme, post, member } = await createWorld()
  const { status, id } = await post('ann@x.example', { active: false })
  expect(status).toBe(201)
  const { personId, state, deactivatedAt } = await member(id)
  expect({ state, deactivatedAt }).toEqual({ state: 'inactive', deactivatedAt: '2026-01-01T00:00:00.000Z' })
  expect(await product.members.seatsUsed(acme)).toBe(0)
  const start = product.sessions.start(acme, personId, { by: 'saml', client: '' }, OPERATOR)
  await expect(start).rejects.toMatchObject({ code: 'inactive' })
})

test.each([true, false])(
  'E9 E10 E30 a POST of a userName that is a member (active: %j) is 409 uniqueness and changes nothing',
  async (active) => {
    const { add, post, member, audit } = await createWorld()
    const { scimId } = await add('ann@x.example', { role: 'admin', active })
    const before = { member: await member(String(scimId)), log: await audit() }
    const refused = await post('ANN@x.example', { active: !active })
    expect(refused).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    expect(refused.body.detail).toContain(active ? 'same value' : 'inactive')
    expect({ member: await member(String(scimId)), log: await audit() }).toEqual(before)
  },
)

test('E15 after DELETE the id is 404 and the name free, the person stays inactive, and a later POST brings the same person back', async () => {
  const { product, acme, post, remove, scim, member, audit } = await createWorld()
  const { id } = await post('ann@x.example')
  const { personId } = await member(id)
  const secret = await product.sessions.start(acme, personId, { by: 'saml', client: '' }, OPERATOR)
  expect((await remove(id)).status).toBe(204)
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
  expect((await remove(id)).status).toBe(404)
  expect(await product.members.get(acme, personId)).toMatchObject({ state: 'inactive', scimId: null })
  expect(await product.sessions.find(secret)).toBeUndefined()
  expect((await audit())[0]).toMatchObject({
    action: 'member.removed',
    before: { state: 'active', scimId: id },
    after: { state: 'inactive', scimId: null },
  })

  const again = await post('Ann@X.example')
  expect(again.status).toBe(201)
  expect(again.id).not.toBe(id)
  expect(await member(again.id)).toMatchObject({ personId, role: 'member', state: 'active', userName: 'Ann@X.example' })
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
  expect((await audit())[0]).toMatchObject({
    action: 'member.reactivated',
    before: { scimId: null },
    after: { scimId: again.id },
  })
})

test('PR-08 a POST of a former admin’s userName gives the role member', async () => {
  const { add, post, remove, member } = await createWorld()
  const { scimId, personId } = await add('ann@x.example', { role: 'admin' })
  await remove(String(scimId))
  const { id } = await post('ann@x.example', { roles: [{ value: 'admin', primary: true }] })
  expect(await member(id)).toMatchObject({ personId, role: 'member' })
})

test('S3 under the policy keep, profile changes answer success and change nothing, but state and externalId apply', async () => {
  const { acme, settle, post, patch, put, scim, member, audit } = await createWorld()
  const { id } = await post('ann@x.example', { ...NAMES, title: 'Lead' })
  settle(acme, { profilePolicy: 'keep' })
  const before = { user: await scim('GET', `/Users/${id}`), member: await member(id), log: await audit() }
  const changed = { userName: 'eve@x.example', displayName: 'Eve', title: 'Head', emails: [{ value: 'eve@x.example' }] }
  expect(await patch(id, changed)).toMatchObject({ status: 200, body: { userName: 'ann@x.example', title: 'Lead' } })
  expect(await put(id, 'eve@x.example')).toMatchObject({
    status: 200,
    body: { userName: 'ann@x.example', title: 'Lead' },
  })
  expect({ user: await scim('GET', `/Users/${id}`), member: await member(id), log: await audit() }).toEqual(before)

  const answer = await patch(id, { ...changed, active: false, externalId: '00u1' })
  expect(answer.body).toMatchObject({ userName: 'ann@x.example', active: false, externalId: '00u1' })
  expect(await member(id)).toMatchObject({ state: 'inactive', displayName: 'Ann Lee' })
})

test('A7 A8 E7 E8 what an import reads: everybody whatever their origin, inactive ones to be found, invited ones not, and nothing changes', async () => {
  const { product, acme, add, post, scim, audit } = await createWorld()
  await add('owner@x.example', { role: 'owner' })
  await add('jit@x.example', { origin: 'sign-on' })
  await post('scim@x.example')
  const { scimId } = await add('gone@x.example', { active: false })
  await product.members.invite(acme, 'guest@x.example', 'guest', OPERATOR)
  const log = await audit()
  const { body } = await scim('GET', '/Users?startIndex=1&count=10')
  const users = body.Resources as { userName: string; active: boolean; roles?: unknown }[]
  expect(users.map(({ userName }) => userName)).toEqual([
    'owner@x.example',
    'jit@x.example',
    'scim@x.example',
    'gone@x.example',
  ])
  expect(users.every(({ roles }) => roles === undefined)).toBe(true)
  const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "GONE@x.example"')}`)
  expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: scimId, active: false }] })
  expect(await audit()).toEqual(log)
})

test('E23 whoever is taken out by hand is brought back by the identity provider, and the other way round', async () => {
  const { product, acme, post, patch, scim, member } = await createWorld()
  const { id } = await post('ann@x.example')
  const { personId } = await member(id)
  await product.members.change(acme, personId, { state: 'inactive' }, OPERATOR)
  expect((await scim('GET', `/Users/${id}`)).body).toMatchObject({ active: false })
  await patch(id, { active: true })
  expect(await member(id)).toMatchObject({ state: 'active' })
  await patch(id, { active: false })
  await product.members.change(acme, personId, { state: 'active' }, OPERATOR)
  expect((await scim('GET', `/Users/${id}`)).body).toMatchObject({ active: true })
  expect(await member(id)).toMatchObject({ personId, state: 'active' })
})

test('members are listed by state, role and part of a name, page by page', async () => {
  const { product, acme, add } = await createWorld()
  for (const name of ['Bob', 'ann', 'Cy']) await add(`${name}@x.example`, { displayName: name })
  await add('zoe', { displayName: 'Zoe', email: 'zed@y.example', role: 'admin', active: false })
  const list = async (query: object): Promise<string[]> =>
    (await product.members.list(acme, { ...FIRST_PAGE, ...query })).members.map(({ displayName }) => displayName)
  expect(await list({})).toEqual(['ann', 'Bob', 'Cy', 'Zoe'])
  expect(await list({ state: 'inactive' })).toEqual(['Zoe'])
  expect(await list({ role: 'admin', state: 'active' })).toEqual([])
  expect(await list({ q: 'X.EXAMPLE' })).toEqual(['ann', 'Bob', 'Cy'])
  expect(await list({ q: 'zed@' })).toEqual(['Zoe'])
  expect(await list({ q: '%' })).toEqual([])
  const page = await product.members.list(acme, { startIndex: 2, count: 2 })
  expect(page).toMatchObject({ totalResults: 4, members: [{ displayName: 'Bob' }, { displayName: 'Cy' }] })
})
