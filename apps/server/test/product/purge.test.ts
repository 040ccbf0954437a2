import { expect, test } from 'vitest'
import { as, createWorld, OPERATOR, SUPPORT } from './world.ts'

async function annWithEverything() {
  const world = await createWorld()
  const { product, acme, add, post, member } = world
  const owner = await add('olive@x.example', { role: 'owner', displayName: 'Olive' })
  const { id } = await post('ann@x.example', { displayName: 'Ann', emails: [{ value: 'ann@secret.example' }] })
  const ann = await member(id)
  const secret = await product.sessions.start(acme, ann.personId, { by: 'saml', client: 'Annbrowser' }, as(ann))
  const { key } = await product.signInLinks.create(acme, ann.personId, OPERATOR)
  const space = await product.spaces.create(acme, ann.personId, { name: 'Plans', kind: 'invite-only' }, as(ann))
  const text = { spaceId: space.id, title: 'Roof', body: 'Text' }
  const document = await product.spaces.createDocument(acme, ann.personId, text, as(ann))
  const hers = await product.spaces.createDocument(acme, owner.personId, { ...text, title: 'Hers' }, as(owner))
  await product.spaces.share(acme, owner.personId, hers.id, ann.personId, true, as(owner))
  return { ...world, owner, id, ann, secret, key, space, document, hers }
}

test('E28 A14 erasing takes the person’s data of the team for good; the old SCIM id is 404 and a later POST is somebody new', async () => {
  const { product, acme, id, ann, owner, secret, key, document, hers, store, post, scim, member } =
    await annWithEverything()
  await product.members.purge(acme, ann.personId, SUPPORT)
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
  expect(await product.members.get(acme, ann.personId)).toBeUndefined()
  expect(await product.sessions.find(secret)).toBeUndefined()
  await expect(product.signInLinks.spend(acme, key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  const kept = await product.spaces.document(acme, owner.personId, document.id)
  expect(kept).toMatchObject({ title: 'Roof', owner: { displayName: 'Removed person' }, ownerState: 'inactive' })
  expect((await product.spaces.document(acme, owner.personId, hers.id)).sharedWith).toEqual([])

  const dump = await store.readTables((database) => {
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all()
    return JSON.stringify(tables.map((table) => database.prepare(`select * from "${String(table)}"`).all()))
  })
  for (const trace of ['ann@x.example', 'ann@secret.example', 'Annbrowser', '"Ann"']) expect(dump).not.toContain(trace)

  const again = await post('ann@x.example')
  expect(again.id).not.toBe(id)
  const newcomer = await member(again.id)
  expect(newcomer.personId).not.toBe(ann.personId)
  expect(newcomer).toMatchObject({ documents: 0, spaces: 0, role: 'member' })
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
})

test('E29 after erasing, the log has all its rows, without the person’s name and what changed about them', async () => {
  const { product, acme, ann, audit } = await annWithEverything()
  const before = await audit()
  await product.members.purge(acme, ann.personId, SUPPORT)
  const [purged, ...rest] = await audit()
  expect(purged).toMatchObject({
    actor: { kind: 'support', name: 'Support' },
    action: 'member.purged',
    subject: { id: ann.personId, name: 'Removed person' },
    before: null,
    after: null,
    requestId: 'req-1',
  })
  expect(rest.map(({ id, at, action, requestId }) => ({ id, at, action, requestId }))).toEqual(
    before.map(({ id, at, action, requestId }) => ({ id, at, action, requestId })),
  )
  expect(rest.find(({ action, actor }) => action === 'member.added' && actor.kind === 'scim')).toMatchObject({
    subject: { name: 'Removed person' },
    after: null,
  })
  expect(rest.find(({ action }) => action === 'space.created')).toMatchObject({
    actor: { id: ann.personId, name: 'Removed person' },
    subject: { name: 'Plans' },
    after: { name: 'Plans', kind: 'invite-only' },
  })
})

test.each(['owner', 'admin'] as const)('A14 PR-07 no %s erases anybody', async (role) => {
  const { product, acme, add, ann } = await annWithEverything()
  const boss = await add('boss@x.example', { role })
  await expect(product.members.purge(acme, ann.personId, as(boss))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(product.members.purge(acme, 'nobody', SUPPORT)).rejects.toMatchObject({ code: 'notFound' })
  expect(await product.members.get(acme, ann.personId)).toMatchObject({ state: 'active' })
})

test('somebody whose User was deleted, and somebody invited, can be erased too', async () => {
  const { product, acme, ann, id, remove } = await annWithEverything()
  await remove(id)
  await product.members.purge(acme, ann.personId, SUPPORT)
  expect(await product.members.get(acme, ann.personId)).toBeUndefined()
  const { member } = await product.members.invite(acme, 'inge@x.example', 'member', OPERATOR)
  await product.members.purge(acme, member.personId, SUPPORT)
  expect(await product.members.get(acme, member.personId)).toBeUndefined()
})
