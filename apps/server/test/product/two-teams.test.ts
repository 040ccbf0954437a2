import { expect, test } from 'vitest'
import { as, createWorld, OPERATOR, SUPPORT, type World } from './world.ts'

const WAY = { by: 'saml', client: '' } as const

/** Ann in both teams: owner of the other one, where she has a session, a space and a document. */
async function annInBoth() {
  const world = await createWorld()
  const { product, globex, add, post, member } = world
  const there = await add('ann@x.example', { role: 'owner', displayName: 'Ann', email: 'ann@x.example' }, globex)
  const { id } = await post('Ann@x.example', { displayName: 'Ann at Acme' })
  const secret = await product.sessions.start(globex, there.personId, WAY, OPERATOR)
  const { id: spaceId } = await product.spaces.create(globex, there.personId, { name: 'S', kind: 'open' }, as(there))
  await product.spaces.createDocument(globex, there.personId, { spaceId, title: 'T', body: 'B' }, as(there))
  return { ...world, id, there, here: await member(id), secret }
}

async function all({ store, globex, product }: World, personId: string, secret: string) {
  const tables = [
    'product_membership',
    'product_session',
    'product_document',
    'product_space_person',
    'product_audit',
    'product_audit_person',
  ]
  const rows = await store.readTables((database) =>
    tables.map((table) => database.prepare(`select * from ${table} where team = ?`).all(globex.id)),
  )
  const users = await store.read(globex.id).query({ resourceType: 'User', startIndex: 1, count: 10 })
  return { rows, users, live: await product.sessions.find(secret), member: await product.members.get(globex, personId) }
}

test('E11 IN-20 a POST of a userName known in another team adds a membership of the same person and nothing else', async () => {
  const { here, there } = await annInBoth()
  expect(here).toMatchObject({
    personId: there.personId,
    role: 'member',
    displayName: 'Ann at Acme',
    documents: 0,
    spaces: 0,
  })
  expect(here.scimId).not.toBe(there.scimId)
})

test('E22 TI-13 IN-20 what happens to somebody in one team leaves the other as it was, to the byte', async () => {
  const world = await annInBoth()
  const { product, acme, globex, id, here, there, secret, patch, put, remove, post, scim } = world
  const before = await all(world, there.personId, secret)
  await patch(id, { active: false })
  await patch(id, { active: true, userName: 'eve@x.example', displayName: 'Eve', emails: [{ value: 'eve@x.example' }] })
  await put(id, 'ann@x.example', { active: false })
  await product.members.change(acme, here.personId, { state: 'active', role: 'admin' }, OPERATOR)
  await remove(id)
  const again = await post('ann@x.example')
  expect(again.status).toBe(201)
  await product.members.purge(acme, here.personId, SUPPORT)
  expect((await scim('GET', `/Users/${again.id}`)).status).toBe(404)
  expect(await all(world, there.personId, secret)).toEqual(before)
  expect(await product.members.get(acme, here.personId)).toBeUndefined()
  expect(await product.members.get(globex, there.personId)).toMatchObject({ state: 'active', role: 'owner' })
})

test('IN-23 an address taken over at the identity provider moves nobody onto somebody else', async () => {
  const { product, acme, add, post, patch, member } = await createWorld()
  const owner = await add('olive@x.example', { role: 'owner', email: 'olive@x.example' })
  const { id } = await post('mallory@x.example', { emails: [{ value: 'olive@x.example', primary: true }] })
  const { personId } = await member(id)
  expect(personId).not.toBe(owner.personId)
  await patch(id, { externalId: owner.scimId, displayName: 'olive@x.example' })
  expect(await product.members.byUserName(acme, 'olive@x.example')).toMatchObject({ personId: owner.personId })
  expect((await patch(id, { userName: 'olive@x.example' })).status).toBe(409)
})

test('a team never sees members, sessions, documents or log of another', async () => {
  const { product, acme, globex, there, audit } = await annInBoth()
  const list = await product.members.list(acme, { startIndex: 1, count: 10 })
  expect(list.members.map(({ displayName }) => displayName)).toEqual(['Ann at Acme'])
  expect(await product.sessions.list(acme, there.personId)).toEqual([])
  expect(await product.spaces.list(acme, there.personId)).toEqual([])
  const [document] = await product.spaces.documents(globex, there.personId)
  const foreign = product.spaces.document(acme, there.personId, document?.id ?? '')
  await expect(foreign).rejects.toMatchObject({ code: 'notFound' })
  expect((await audit(acme)).map(({ action }) => action)).toEqual(['member.added'])
  expect((await audit(globex)).length).toBe(4)
})
