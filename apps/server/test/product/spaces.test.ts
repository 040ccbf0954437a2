import type { Member } from '@scimulator/admin-api'
import { expect, test } from 'vitest'
import { as, createWorld, OPERATOR, type World } from './world.ts'

interface Office extends World {
  readonly olive: Member
  readonly ann: Member
  readonly bob: Member
  readonly guest: Member
  readonly open: string
  readonly closed: string
  titles(viewer: Member): Promise<string[]>
  names(viewer: Member): Promise<string[]>
  write(owner: Member, spaceId: string, title: string): Promise<string>
}

/** An owner, two members and a guest; an open space, and an invite-only one that Ann is in. */
async function office(): Promise<Office> {
  const world = await createWorld()
  const { product, acme, add, post, member } = world
  const { spaces } = product
  const olive = await add('olive@x.example', { role: 'owner', displayName: 'Olive' })
  const ann = await member((await post('ann@x.example', { displayName: 'Ann' })).id)
  const bob = await add('bob@x.example', { displayName: 'Bob' })
  const guest = await add('gus@x.example', { displayName: 'Gus', role: 'guest' })
  const open = await spaces.create(acme, olive.personId, { name: 'Hall', kind: 'open' }, as(olive))
  const closed = await spaces.create(acme, olive.personId, { name: 'Vault', kind: 'invite-only' }, as(olive))
  await spaces.setPerson(acme, olive.personId, closed.id, ann.personId, true, as(olive))
  return {
    ...world,
    ...{ olive, ann, bob, guest, open: open.id, closed: closed.id },
    titles: async ({ personId }) => (await spaces.documents(acme, personId)).map(({ title }) => title).sort(),
    names: async ({ personId }) => (await spaces.list(acme, personId)).map(({ name }) => name),
    write: async (owner, spaceId, title) =>
      (await spaces.createDocument(acme, owner.personId, { spaceId, title, body: '' }, as(owner))).id,
  }
}

test('who sees what: open spaces all members, invite-only ones those in them, everything the leading roles, guests what they were let into', async () => {
  const { olive, ann, bob, guest, open, closed, titles, names, write, product, acme, add } = await office()
  const admin = await add('adam@x.example', { role: 'admin' })
  const manager = await add('max@x.example', { role: 'manager' })
  const shared = await write(olive, closed, 'shared')
  await write(olive, closed, 'secret')
  await write(ann, open, 'news')
  await product.spaces.share(acme, olive.personId, shared, guest.personId, true, as(olive))
  expect(await names(bob)).toEqual(['Hall'])
  expect(await titles(bob)).toEqual(['news'])
  expect(await names(guest)).toEqual([])
  expect(await titles(guest)).toEqual(['shared'])
  for (const each of [olive, ann, admin, manager]) {
    expect(await names(each)).toEqual(['Hall', 'Vault'])
    expect(await titles(each)).toEqual(['news', 'secret', 'shared'])
  }
  const counts = async ({ personId }: Member) => (await product.members.get(acme, personId))?.spaces
  expect([await counts(olive), await counts(ann), await counts(bob), await counts(guest)]).toEqual([2, 2, 1, 0])
  await product.spaces.setPerson(acme, olive.personId, open, guest.personId, true, as(olive))
  expect(await names(guest)).toEqual(['Hall'])
  expect(await counts(guest)).toBe(1)
  expect((await product.members.get(acme, ann.personId))?.documents).toBe(1)
})

test('PR-14 what somebody may not see answers as what is not there, whatever is tried with it', async () => {
  const { product, acme, olive, bob, closed, write } = await office()
  const { spaces } = product
  const secret = await write(olive, closed, 'secret')
  const viewer = bob.personId
  const tries = [
    spaces.get(acme, viewer, closed),
    spaces.get(acme, viewer, 'nothing'),
    spaces.document(acme, viewer, secret),
    spaces.documents(acme, viewer, closed),
    spaces.change(acme, viewer, closed, { name: 'Mine' }, as(bob)),
    spaces.setPerson(acme, viewer, closed, viewer, true, as(bob)),
    spaces.createDocument(acme, viewer, { spaceId: closed, title: 'x', body: '' }, as(bob)),
    spaces.changeDocument(acme, viewer, secret, { ownerId: viewer }, as(bob)),
    spaces.share(acme, viewer, secret, viewer, true, as(bob)),
  ]
  const outcomes = await Promise.allSettled(tries)
  const answers = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'seen'))
  expect(new Set(answers)).toEqual(new Set(['ProductRefusal: There is nothing here that this person may see.']))
})

test('PR-06 what somebody may see but not do is refused: guests make no spaces, outsiders manage none, only owners hand documents over', async () => {
  const { product, acme, ann, bob, guest, open, write } = await office()
  const { spaces } = product
  const news = await write(ann, open, 'news')
  const tries = [
    spaces.create(acme, guest.personId, { name: 'G', kind: 'open' }, as(guest)),
    spaces.change(acme, bob.personId, open, { kind: 'invite-only' }, as(bob)),
    spaces.setPerson(acme, bob.personId, open, guest.personId, true, as(bob)),
    spaces.share(acme, bob.personId, news, guest.personId, true, as(bob)),
    spaces.changeDocument(acme, bob.personId, news, { ownerId: bob.personId }, as(bob)),
  ]
  for (const each of tries) await expect(each).rejects.toMatchObject({ code: 'forbidden' })
  const edited = await spaces.changeDocument(acme, bob.personId, news, { body: 'More' }, as(bob))
  expect(edited).toMatchObject({ body: 'More', owner: { personId: ann.personId } })
})

test('A16 E19 leaving touches no space, document or share, and coming back gives them all again without an invitation', async () => {
  const { product, acme, olive, ann, closed, patch, remove, post, titles, names, write, bob } = await office()
  const { spaces } = product
  const own = await spaces.create(acme, ann.personId, { name: 'Attic', kind: 'invite-only' }, as(ann))
  await write(ann, own.id, 'hers')
  const shared = await write(
    bob,
    (await spaces.create(acme, bob.personId, { name: 'Shed', kind: 'invite-only' }, as(bob))).id,
    'his',
  )
  await spaces.share(acme, bob.personId, shared, ann.personId, true, as(bob))
  const before = { names: await names(ann), titles: await titles(ann) }
  expect(before).toEqual({ names: ['Attic', 'Hall', 'Vault'], titles: ['hers', 'his'] })

  await patch(String(ann.scimId), { active: false })
  await expect(spaces.list(acme, ann.personId)).rejects.toMatchObject({ code: 'inactive' })
  await expect(write(ann, closed, 'too late')).rejects.toMatchObject({ code: 'inactive' })
  const [orphan] = await spaces.documents(acme, olive.personId, own.id)
  expect(orphan).toMatchObject({ title: 'hers', owner: { displayName: 'Ann' }, ownerState: 'inactive' })
  expect((await spaces.get(acme, olive.personId, closed)).people).toContainEqual({
    personId: ann.personId,
    displayName: 'Ann',
  })
  await patch(String(ann.scimId), { active: true })
  expect({ names: await names(ann), titles: await titles(ann) }).toEqual(before)

  await remove(String(ann.scimId))
  expect((await post('ann@x.example', { displayName: 'Ann' })).status).toBe(201)
  expect({ names: await names(ann), titles: await titles(ann) }).toEqual(before)
})

test('E25 E26 what was revoked or given away meanwhile stays so; what was saved comes back, also from a space closed meanwhile', async () => {
  const { product, acme, olive, ann, bob, open, closed, patch, titles, names, write } = await office()
  const { spaces } = product
  const given = await write(ann, closed, 'given away')
  await write(ann, closed, 'kept')
  const attic = await spaces.create(acme, olive.personId, { name: 'Attic', kind: 'invite-only' }, as(olive))
  const revoked = await write(olive, attic.id, 'revoked')
  const granted = await write(olive, attic.id, 'granted')
  for (const id of [revoked, granted]) await spaces.share(acme, olive.personId, id, ann.personId, true, as(olive))
  await spaces.setPerson(acme, olive.personId, open, ann.personId, true, as(olive))

  await patch(String(ann.scimId), { active: false })
  await spaces.changeDocument(acme, olive.personId, given, { ownerId: bob.personId }, as(olive))
  await spaces.share(acme, olive.personId, revoked, ann.personId, false, as(olive))
  await spaces.setPerson(acme, olive.personId, closed, ann.personId, false, as(olive))
  await spaces.change(acme, olive.personId, open, { kind: 'invite-only' }, as(olive))
  await patch(String(ann.scimId), { active: true })

  expect(await names(ann)).toEqual(['Hall'])
  expect(await titles(ann)).toEqual(['granted', 'kept'])
  expect(await names(bob)).toEqual([])
  expect(await titles(bob)).toEqual(['given away'])
})

test('E24 rights that came with the role do not come back, explicit ones do', async () => {
  const { product, acme, olive, closed, add, patch, titles, names, write } = await office()
  const manager = await add('max@x.example', { role: 'manager' })
  const shared = await write(olive, closed, 'shared')
  await write(olive, closed, 'secret')
  await product.spaces.share(acme, olive.personId, shared, manager.personId, true, as(olive))
  expect(await titles(manager)).toEqual(['secret', 'shared'])
  await patch(String(manager.scimId), { active: false })
  await patch(String(manager.scimId), { active: true })
  expect(await titles(manager)).toEqual(['shared'])
  expect(await names(manager)).toEqual(['Hall'])
})

test('nobody is let in anywhere, or given anything, who is not an active member', async () => {
  const { product, acme, globex, olive, open, closed, add, write } = await office()
  const gone = await add('gone@x.example', { active: false })
  const foreign = await add('fay@y.example', {}, globex)
  const { member: invited } = await product.members.invite(acme, 'inge@x.example', 'member', OPERATOR)
  const id = await write(olive, open, 'T')
  for (const [{ personId }, code] of [
    [gone, 'inactive'],
    [invited, 'inactive'],
    [foreign, 'notFound'],
  ] as const) {
    const tries = [
      product.spaces.setPerson(acme, olive.personId, closed, personId, true, as(olive)),
      product.spaces.share(acme, olive.personId, id, personId, true, as(olive)),
      product.spaces.changeDocument(acme, olive.personId, id, { ownerId: personId }, as(olive)),
    ]
    for (const each of tries) await expect(each).rejects.toMatchObject({ code })
  }
})

test('whoever gives a document away, or leaves a space, is told what became of it though they see it no more', async () => {
  const { product, acme, olive, ann, bob, closed, write } = await office()
  const { spaces } = product
  const id = await write(ann, closed, 'T')
  await spaces.setPerson(acme, olive.personId, closed, bob.personId, true, as(olive))
  const left = await spaces.setPerson(acme, ann.personId, closed, ann.personId, false, as(ann))
  expect(left.people.map(({ displayName }) => displayName)).toEqual(['Bob', 'Olive'])
  const given = await spaces.changeDocument(acme, ann.personId, id, { ownerId: bob.personId }, as(ann))
  expect(given.owner).toEqual({ personId: bob.personId, displayName: 'Bob' })
  await expect(spaces.document(acme, ann.personId, id)).rejects.toMatchObject({ code: 'notFound' })
})

test('E29 spaces, documents and shares are in the log, what changes nothing is not, and no text of a document is', async () => {
  const { product, acme, ann, bob, open, audit, write } = await office()
  const { spaces } = product
  const start = (await audit()).length
  const id = await write(ann, open, 'T')
  await spaces.changeDocument(acme, ann.personId, id, { body: 'private words' }, as(ann))
  await spaces.changeDocument(acme, ann.personId, id, { body: 'private words', title: 'T' }, as(ann))
  for (const isShared of [true, true, false, false])
    await spaces.share(acme, ann.personId, id, bob.personId, isShared, as(ann))
  const rows = (await audit()).slice(0, -start).reverse()
  expect(rows).toMatchObject([
    {
      action: 'document.created',
      actor: { id: ann.personId, name: 'Ann' },
      subject: { kind: 'document', id, name: 'T' },
    },
    { action: 'document.changed', before: { characters: 0 }, after: { characters: 13 } },
    { action: 'document.shared', after: { personId: bob.personId, isShared: true } },
    { action: 'document.unshared', after: { personId: bob.personId, isShared: false } },
  ])
  expect(rows).toHaveLength(4)
  expect(JSON.stringify(await audit())).not.toContain('private words')
})
