import { expect, test } from 'vitest'
import { as, bulkOf, createWorld, groupOf, OPERATOR, SUPPORT, type World } from './world.ts'

const NOBODY = { by: 'saml', client: '' } as const

async function withOwner(): Promise<World & { id: string; personId: string; secret: string }> {
  const world = await createWorld()
  const { scimId, personId } = await world.add('olive@x.example', { role: 'owner' })
  const secret = await world.product.sessions.start(world.acme, personId, NOBODY, OPERATOR)
  return { ...world, id: String(scimId), personId, secret }
}

test.each([
  ['PATCH', 'deactivated', ({ patch, id }) => patch(id, { active: false, title: 'Gone' })],
  ['PUT', 'deactivated', ({ put, id }) => put(id, 'other@x.example', { active: false })],
  ['DELETE', 'deleted', ({ remove, id }) => remove(id)],
] as const satisfies readonly [string, string, (world: Awaited<ReturnType<typeof withOwner>>) => unknown][])(
  'E20 E30 PR-03 PR-04 %s that leaves the team without an owner is 403 with a sentence, and nothing has moved',
  async (_method, attempt, act) => {
    const world = await withOwner()
    const { acme, product, id, personId, secret, scim, member, audit } = world
    await scim('POST', '/Groups', groupOf('Staff', [id]))
    const look = async () => ({
      user: await scim('GET', `/Users/${id}`),
      member: await member(id),
      seats: await product.members.seatsUsed(acme),
      sessions: await product.sessions.list(acme, personId),
    })
    const [before, log] = [await look(), await audit()]
    const answer = await act(world)
    expect(answer).toMatchObject({ status: 403, body: { status: '403' } })
    expect(answer.body.detail).toBe(
      `"olive@x.example" is the last owner of the team and cannot be ${attempt}. Make somebody else an owner first.`,
    )
    expect(await look()).toEqual(before)
    expect(await product.sessions.find(secret)).toMatchObject({ personId })
    const [refused, ...rest] = await audit()
    expect(rest).toEqual(log)
    expect(refused).toMatchObject({
      actor: { kind: 'scim', id: 'token-1' },
      action: 'member.refused',
      subject: { id: personId },
      after: { reason: 'lastOwner', attempt },
    })
    expect(refused?.requestId).toMatch(/^exchange-/)
  },
)

test('PR-03 by bulk, the last owner stays while the other operations are carried out', async () => {
  const { id, scim, member, post } = await withOwner()
  const ann = await post('ann@x.example')
  const { body } = await scim(
    'POST',
    '/Bulk',
    bulkOf(
      { method: 'DELETE', path: `/Users/${id}` },
      { method: 'DELETE', path: `/Users/${ann.id}` },
      { method: 'PUT', path: `/Users/${id}`, data: { userName: 'olive@x.example', active: false } },
    ),
  )
  expect(body.Operations).toMatchObject([{ status: '403' }, { status: '204' }, { status: '403' }])
  expect(await member(id)).toMatchObject({ role: 'owner', state: 'active' })
})

test('PR-03 another name makes the last owner nobody else, and groups do nothing to an owner', async () => {
  const { id, personId, patch, scim, member } = await withOwner()
  const group = await scim('POST', '/Groups', groupOf('owners', [id]))
  await scim('DELETE', `/Groups/${group.id}`)
  await patch(id, { userName: 'new@x.example' })
  expect(await member(id)).toMatchObject({ personId, role: 'owner', state: 'active', userName: 'new@x.example' })
})

test('PR-03 fifty parallel tries at two owners leave exactly one', async () => {
  const { product, acme, id, add, patch, remove, audit } = await withOwner()
  const other = String((await add('oscar@x.example', { role: 'owner' })).scimId)
  const tries = Array.from({ length: 50 }, (_, index) => {
    const target = index % 2 === 0 ? id : other
    return index % 3 === 0 ? remove(target) : patch(target, { active: false })
  })
  await Promise.all(tries)
  const { totalResults } = await product.members.list(acme, { role: 'owner', state: 'active', startIndex: 1, count: 0 })
  expect(totalResults).toBe(1)
  expect((await audit()).filter(({ action }) => action === 'member.refused').length).toBeGreaterThan(10)
})

test('E20 E21 an owner who is not the last one is deactivated, even the one who set SCIM up', async () => {
  const { id, add, patch, member } = await withOwner()
  const other = await add('oscar@x.example', { role: 'owner' })
  expect((await patch(id, { active: false })).status).toBe(200)
  expect(await member(id)).toMatchObject({ state: 'inactive' })
  expect((await patch(String(other.scimId), { active: false })).status).toBe(403)
})

test.each([
  ['demoted', { role: 'admin' }],
  ['deactivated', { state: 'inactive' }],
] as const)(
  'PR-05 E20 by hand too, the last owner is not %s, by themselves or the operator',
  async (attempt, change) => {
    const { product, acme, id, personId, secret, scim, member, audit } = await withOwner()
    const before = { user: await scim('GET', `/Users/${id}`), member: await member(id) }
    for (const actor of [OPERATOR, as({ personId, displayName: 'Olive' })]) {
      const refused = product.members.change(acme, personId, change, actor)
      await expect(refused).rejects.toMatchObject({ name: 'ProductRefusal', code: 'lastOwner' })
    }
    expect({ user: await scim('GET', `/Users/${id}`), member: await member(id) }).toEqual(before)
    expect(await product.sessions.find(secret)).toMatchObject({ personId })
    const refusals = (await audit()).filter(({ action }) => action === 'member.refused')
    expect(refusals).toMatchObject([
      { actor: { kind: 'person', id: personId }, after: { attempt } },
      { actor: { kind: 'operator' }, after: { attempt } },
    ])
  },
)

test('PR-05 the last owner is not erased', async () => {
  const { product, acme, personId, member, id } = await withOwner()
  await expect(product.members.purge(acme, personId, SUPPORT)).rejects.toMatchObject({ code: 'lastOwner' })
  expect(await member(id)).toMatchObject({ role: 'owner' })
})

test('a team without any owner, as `serve` makes it, takes every change', async () => {
  const { post, patch, remove } = await createWorld()
  const { id } = await post('ann@x.example')
  expect((await patch(id, { active: false })).status).toBe(200)
  expect((await remove(id)).status).toBe(204)
})
