import { type Role, roleSchema } from '@scimulator/admin-api'
import { expect, test } from 'vitest'
import { as, createWorld, FIRST_PAGE, OPERATOR, outcomeOf } from './world.ts'

const ROLES = roleSchema.options

function reach(actor: Role): readonly Role[] {
  if (actor === 'owner') return ROLES
  if (actor === 'admin') return ['admin', 'manager', 'member', 'guest']
  return actor === 'manager' ? ['member', 'guest'] : []
}

test.each(ROLES)(
  'PR-06 a %s changes people and gives roles as far as their own reaches, and no further',
  async (role) => {
    const { product, acme, add } = await createWorld()
    await add('keeper@x.example', { role: 'owner' })
    const actor = await add('actor@x.example', { role })
    const results: [string, string][] = []
    const expected: [string, string][] = []
    for (const from of ROLES) {
      for (const to of ROLES.filter((each) => each !== from)) {
        const target = await add(`${from}-${to}@x.example`, { role: from })
        const change = product.members.change(acme, target.personId, { role: to }, as(actor))
        const outcome = await outcomeOf(change)
        results.push([`${from} to ${to}`, outcome])
        const isAllowed = reach(role).includes(from) && reach(role).includes(to)
        expected.push([`${from} to ${to}`, isAllowed ? 'done' : 'forbidden'])
        expect(await product.members.get(acme, target.personId)).toMatchObject({ role: isAllowed ? to : from })
      }
    }
    expect(results).toEqual(expected)
  },
)

test.each(ROLES)('PR-06 a %s takes people out, invites and adds as far as their role reaches', async (role) => {
  const { product, acme, add } = await createWorld()
  await add('keeper@x.example', { role: 'owner' })
  const actor = await add('actor@x.example', { role })
  const { members } = product
  for (const other of ROLES) {
    const target = await add(`${other}@x.example`, { role: other })
    const allowed = reach(role).includes(other)
    const tries = [
      members.change(acme, target.personId, { state: 'inactive' }, as(actor)),
      members.invite(acme, `invited-${other}@x.example`, other, as(actor)),
      members.add(acme, { userName: `added-${other}@x.example`, role: other, origin: 'founder' }, as(actor)),
    ]
    const outcomes = await Promise.all(tries.map(outcomeOf))
    expect([other, ...outcomes]).toEqual([other, ...Array.from({ length: 3 }, () => (allowed ? 'done' : 'forbidden'))])
  }
})

test('PR-06 somebody inactive, of another team or unknown may do nothing, and a refusal is in the log', async () => {
  const { product, acme, globex, add, audit } = await createWorld()
  const target = await add('ann@x.example')
  await add('keeper@x.example', { role: 'owner' })
  const gone = await add('gone@x.example', { role: 'owner', active: false })
  const foreign = await add('olive@y.example', { role: 'owner' }, globex)
  for (const actor of [as(gone), as(foreign), as({ personId: 'nobody', displayName: 'x' })]) {
    const change = product.members.change(acme, target.personId, { role: 'guest' }, actor)
    await expect(change).rejects.toMatchObject({ code: 'forbidden' })
  }
  const missing = product.members.change(acme, foreign.personId, { role: 'guest' }, OPERATOR)
  await expect(missing).rejects.toMatchObject({ code: 'notFound' })
  expect((await audit())[0]).toMatchObject({
    action: 'member.refused',
    actor: { id: 'nobody' },
    subject: { id: target.personId },
    after: { reason: 'forbidden', attempt: 'guest' },
  })
})

test('by hand somebody is taken out and brought back with their User, and what is so already is left alone', async () => {
  const { product, acme, add, scim, audit, member } = await createWorld()
  await add('keeper@x.example', { role: 'owner' })
  const { personId, scimId } = await add('ann@x.example', { role: 'admin' })
  const id = String(scimId)
  expect(await product.members.change(acme, personId, { state: 'inactive' }, OPERATOR)).toMatchObject({
    state: 'inactive',
  })
  expect((await scim('GET', `/Users/${id}`)).body).toMatchObject({ active: false })
  const log = await audit()
  const { etag } = await scim('GET', `/Users/${id}`)
  await product.members.change(acme, personId, { state: 'inactive' }, OPERATOR)
  expect((await scim('GET', `/Users/${id}`)).etag).toBe(etag)
  expect(await audit()).toEqual(log)
  const demoted = product.members.change(acme, personId, { role: 'guest' }, OPERATOR)
  await expect(demoted).rejects.toMatchObject({ code: 'inactive' })
  await product.members.change(acme, personId, { state: 'active' }, OPERATOR)
  expect(await member(id)).toMatchObject({ role: 'member', state: 'active' })
  await product.members.change(acme, personId, { state: 'active', role: 'manager' }, OPERATOR)
  expect(await member(id)).toMatchObject({ role: 'manager' })
  expect((await audit())[0]).toMatchObject({
    action: 'member.roleChanged',
    before: { role: 'member' },
    after: { role: 'manager' },
  })
})

test('A15 a manager may bring a former owner back, as a member', async () => {
  const { product, acme, add } = await createWorld()
  const manager = await add('max@x.example', { role: 'manager' })
  const former = await add('olive@x.example', { role: 'owner', active: false })
  const back = await product.members.change(acme, former.personId, { state: 'active' }, as(manager))
  expect(back).toMatchObject({ role: 'member', state: 'active' })
})

test('somebody whose User was deleted comes back by hand with a new one, unless the name has been given away', async () => {
  const { product, acme, post, remove, member, scim } = await createWorld()
  const old = await post('ann@x.example', { displayName: 'Ann', emails: [{ value: 'ann@x.example' }] })
  const { personId } = await member(old.id)
  await remove(old.id)
  const back = await product.members.change(acme, personId, { state: 'active' }, OPERATOR)
  expect(back).toMatchObject({ personId, state: 'active', role: 'member', displayName: 'Ann', email: 'ann@x.example' })
  expect(back.scimId).not.toBe(old.id)
  const user = await scim('GET', `/Users/${String(back.scimId)}`)
  expect(user.body).toMatchObject({ userName: 'ann@x.example', displayName: 'Ann', active: true })
  await remove(String(back.scimId))
  const bob = await post('bob@x.example')
  expect((await scim('PUT', `/Users/${bob.id}`, { ...bob.body, userName: 'ann@x.example' })).status).toBe(200)
  const taken = product.members.change(acme, personId, { state: 'active' }, OPERATOR)
  await expect(taken).rejects.toMatchObject({ code: 'taken' })
})

test('a member made outside of SCIM has a User with all that was given', async () => {
  const { add, scim } = await createWorld()
  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  const { scimId } = await add('ann@x.example', {
    givenName: 'Ann',
    familyName: 'Lee',
    email: 'ann@x.example',
    role: 'manager',
    attributes: { title: 'Lead', [urn]: { department: 'Roofs' } },
  })
  const { body } = await scim('GET', `/Users/${String(scimId)}`)
  expect(body).toMatchObject({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', urn],
    userName: 'ann@x.example',
    displayName: 'Ann Lee',
    name: { formatted: 'Ann Lee', givenName: 'Ann', familyName: 'Lee' },
    emails: [{ value: 'ann@x.example', type: 'work', primary: true }],
    title: 'Lead',
    active: true,
    [urn]: { department: 'Roofs' },
  })
})

test('E7 a POST for an invited address turns the invitation into a membership, in the role member, and its link is dead', async () => {
  const { product, acme, post, member, audit } = await createWorld()
  const { members } = product
  const invited = await members.invite(acme, ' Inge@x.example ', 'admin', OPERATOR)
  expect(invited.member).toMatchObject({ state: 'invited', scimId: null, userName: 'Inge@x.example', role: 'admin' })
  const { id } = await post('inge@x.example', { displayName: 'Inge' })
  expect(await member(id)).toMatchObject({
    personId: invited.member.personId,
    role: 'member',
    state: 'active',
    origin: 'scim',
    displayName: 'Inge',
  })
  expect(await members.list(acme, FIRST_PAGE)).toMatchObject({ totalResults: 1 })
  await expect(product.signInLinks.spend(acme, invited.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  expect((await audit())[0]).toMatchObject({
    action: 'member.added',
    before: { state: 'invited' },
    after: { state: 'active' },
  })
})

test('E7 a POST by another userName takes up the invitation to its address', async () => {
  const { product, acme, post, member } = await createWorld()
  const invited = await product.members.invite(acme, 'inge@x.example', 'guest', OPERATOR)
  const { id } = await post('inge', { emails: [{ value: 'INGE@x.example' }] })
  expect(await member(id)).toMatchObject({ personId: invited.member.personId, userName: 'inge', role: 'member' })
})

test('an invitation is accepted by its link with its role, and withdrawn or sent again before that', async () => {
  const { product, acme, scim, member } = await createWorld()
  const { members, signInLinks } = product
  const first = await members.invite(acme, 'inge@x.example', 'guest', OPERATOR)
  const second = await members.invite(acme, 'inge@x.example', 'manager', OPERATOR)
  expect(second.member.personId).toBe(first.member.personId)
  await expect(signInLinks.spend(acme, first.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  const inge = await signInLinks.spend(acme, second.key, OPERATOR)
  expect(inge).toMatchObject({ state: 'active', role: 'manager', origin: 'invitation' })
  expect((await scim('GET', `/Users/${String(inge.scimId)}`)).body).toMatchObject({
    userName: 'inge@x.example',
    active: true,
  })
  expect(await member(String(inge.scimId))).toEqual(inge)
  await expect(members.invite(acme, 'INGE@x.example', 'guest', OPERATOR)).rejects.toMatchObject({ code: 'taken' })
  await expect(members.invite(acme, 'no address', 'guest', OPERATOR)).rejects.toMatchObject({ code: 'invalid' })
  await expect(members.withdrawInvitation(acme, inge.personId, OPERATOR)).rejects.toMatchObject({ code: 'notFound' })

  const third = await members.invite(acme, 'otto@x.example', 'guest', OPERATOR)
  await members.withdrawInvitation(acme, third.member.personId, OPERATOR)
  expect(await members.get(acme, third.member.personId)).toBeUndefined()
  await expect(signInLinks.spend(acme, third.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
})

test('PR-09 signing in for the first time brings nobody back who left or was deleted, and accepts an invitation', async () => {
  const { product, acme, add, post, remove, audit } = await createWorld()
  const gone = await add('gone@x.example', { active: false })
  await remove((await post('deleted@x.example')).id)
  const log = await audit()
  for (const userName of ['gone@x.example', 'DELETED@x.example'])
    await expect(add(userName, { origin: 'sign-on' })).rejects.toMatchObject({ code: 'inactive' })
  expect(await audit()).toEqual(log)
  expect(await product.members.get(acme, gone.personId)).toEqual(gone)
  await product.members.invite(acme, 'inge@x.example', 'manager', OPERATOR)
  expect(await add('inge@x.example', { origin: 'sign-on', role: 'guest' })).toMatchObject({
    role: 'manager',
    state: 'active',
  })
  expect(await add('new@x.example', { origin: 'sign-on', role: 'guest' })).toMatchObject({ role: 'guest' })
  await expect(add('new@x.example', { origin: 'sign-on' })).rejects.toMatchObject({ code: 'taken' })
})
