import type { Member } from '@scimulator/admin-api'
import { expect, test } from 'vitest'
import { as, createWorld, OPERATOR, type World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WAY = { by: 'saml', client: 'Firefox' } as const

async function withAnn(): Promise<World & { ann: Member; start(endsAt?: string): Promise<string> }> {
  const world = await createWorld()
  const ann = await world.add('ann@x.example', { displayName: 'Ann' })
  return {
    ...world,
    ann,
    start: (endsAt) => world.product.sessions.start(world.acme, ann.personId, { ...WAY, endsAt }, as(ann)),
  }
}

test('a session is found by its secret, which is kept as a digest only, and signing in is noted', async () => {
  const { product, acme, store, ann, start, audit } = await withAnn()
  const secret = await start()
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const live = await product.sessions.find(secret)
  expect(live).toMatchObject({
    teamId: acme.id,
    personId: ann.personId,
    by: 'saml',
    startedAt: '2026-01-01T00:00:00.000Z',
  })
  expect(await product.sessions.find(`${secret}x`)).toBeUndefined()
  expect(await product.sessions.find('')).toBeUndefined()
  expect(await product.members.get(acme, ann.personId)).toMatchObject({ lastSignInAt: '2026-01-01T00:00:00.000Z' })
  const kept = await store.readTables((database) => database.prepare('select * from product_session').get())
  expect(JSON.stringify(kept)).not.toContain(secret)
  expect((await audit())[0]).toMatchObject({
    action: 'session.started',
    subject: { id: ann.personId },
    after: { by: 'saml' },
  })
})

test('WB-04 a session ends after 12 hours however it is used, and after 8 hours unused', async () => {
  const { product, pass, start } = await withAnn()
  const used = await start()
  const unused = await start()
  pass(8 * HOUR - 1)
  expect(await product.sessions.find(used)).toBeDefined()
  pass(1)
  expect(await product.sessions.find(unused)).toBeUndefined()
  pass(4 * HOUR - 1)
  expect(await product.sessions.find(used)).toBeDefined()
  pass(1)
  expect(await product.sessions.find(used)).toBeUndefined()
})

test('a session ends when the identity provider says so, if that is earlier', async () => {
  const { product, pass, start } = await withAnn()
  const secret = await start('2026-01-01T01:00:00Z')
  const long = await start('2027-01-01T00:00:00Z')
  pass(HOUR)
  expect(await product.sessions.find(secret)).toBeUndefined()
  pass(7 * HOUR - 1)
  expect(await product.sessions.find(long)).toBeDefined()
  pass(4 * HOUR + 1)
  expect(await product.sessions.find(long)).toBeUndefined()
  for (const endsAt of ['2026-01-01T00:00:00Z', 'soon'])
    await expect(start(endsAt)).rejects.toMatchObject({ code: 'invalid' })
})

test('the use of a session is written down once a minute at most', async () => {
  const { product, acme, ann, pass, start } = await withAnn()
  const secret = await start()
  const lastSeen = async () => (await product.sessions.list(acme, ann.personId))[0]?.lastSeenAt
  pass(MINUTE - 1)
  await product.sessions.find(secret)
  expect(await lastSeen()).toBe('2026-01-01T00:00:00.000Z')
  pass(1)
  await product.sessions.find(secret)
  expect(await lastSeen()).toBe('2026-01-01T00:01:00.000Z')
})

test('sessions are listed and ended one by one or all, by the person or whoever may touch them', async () => {
  const { product, acme, add, ann, start, audit } = await withAnn()
  const { sessions } = product
  const secrets = [await start(), await start(), await start()]
  const [first] = await sessions.list(acme, ann.personId)
  expect(first).toMatchObject({
    by: 'saml',
    client: 'Firefox',
    startedAt: '2026-01-01T00:00:00.000Z',
    lastSeenAt: '2026-01-01T00:00:00.000Z',
  })
  const bob = await add('bob@x.example')
  await expect(sessions.endAll(acme, ann.personId, as(bob))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(sessions.end(acme, bob.personId, String(first?.id), as(bob))).rejects.toMatchObject({ code: 'notFound' })
  await sessions.end(acme, ann.personId, String(first?.id), as(ann))
  await expect(sessions.end(acme, ann.personId, String(first?.id), as(ann))).rejects.toMatchObject({ code: 'notFound' })
  expect(await sessions.list(acme, ann.personId)).toHaveLength(2)
  expect((await audit())[0]).toMatchObject({ action: 'session.ended', before: { sessions: 1 } })
  const admin = await add('adam@x.example', { role: 'admin' })
  await sessions.endAll(acme, ann.personId, as(admin))
  for (const secret of secrets) expect(await sessions.find(secret)).toBeUndefined()
  const log = await audit()
  await sessions.endAll(acme, ann.personId, as(admin))
  expect(await audit()).toEqual(log)
})

test('a sign-in link works once, within ten minutes, in its own team', async () => {
  const { product, acme, globex, ann, pass } = await withAnn()
  const { signInLinks } = product
  const link = await signInLinks.create(acme, ann.personId, OPERATOR)
  expect(link.expiresAt).toBe('2026-01-01T00:10:00.000Z')
  await expect(signInLinks.spend(globex, link.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  pass(10 * MINUTE - 1)
  expect(await signInLinks.spend(acme, link.key, OPERATOR)).toMatchObject({ personId: ann.personId })
  await expect(signInLinks.spend(acme, link.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  const late = await signInLinks.create(acme, ann.personId, OPERATOR)
  pass(10 * MINUTE)
  await expect(signInLinks.spend(acme, late.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
})

test('of fifty that spend a link at once, one gets in', async () => {
  const { product, acme, ann } = await withAnn()
  const { key } = await product.signInLinks.create(acme, ann.personId, OPERATOR)
  const tries = Array.from({ length: 50 }, () => product.signInLinks.spend(acme, key, OPERATOR))
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('no person makes sign-in links, whatever their role', async () => {
  const { product, acme, add, ann } = await withAnn()
  const owner = await add('olive@x.example', { role: 'owner' })
  const link = product.signInLinks.create(acme, ann.personId, as(owner))
  await expect(link).rejects.toMatchObject({ code: 'forbidden' })
  await expect(product.signInLinks.create(acme, 'nobody', OPERATOR)).rejects.toMatchObject({ code: 'notFound' })
})

test('E29 A12 a link that is refused to somebody who has left is a refused sign-in in the log, once', async () => {
  const { product, acme, post, patch, member, audit } = await createWorld()
  const { id } = await post('ann@x.example')
  const { personId } = await member(id)
  await patch(id, { active: false })
  await expect(product.signInLinks.create(acme, personId, OPERATOR)).rejects.toMatchObject({ code: 'inactive' })
  const refused = (await audit()).filter(({ action }) => action === 'signIn.refused')
  expect(refused).toMatchObject([
    { subject: { id: personId }, actor: { kind: 'operator' }, after: { reason: 'inactive' } },
  ])
})

test.each(['deactivated', 'deleted'] as const)(
  'E29 A12 a link made before somebody was %s leaves one refused sign-in in the log when it is tried',
  async (how) => {
    const { product, acme, post, patch, remove, member, audit } = await createWorld()
    const { id } = await post('ann@x.example')
    const { personId } = await member(id)
    const { key } = await product.signInLinks.create(acme, personId, OPERATOR)
    await (how === 'deactivated' ? patch(id, { active: false }) : remove(id))
    await expect(product.signInLinks.spend(acme, key, OPERATOR)).rejects.toMatchObject({ code: 'inactive' })
    await expect(product.signInLinks.spend(acme, key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
    const refused = (await audit()).filter(({ action }) => action === 'signIn.refused')
    expect(refused).toMatchObject([{ subject: { kind: 'person', id: personId }, after: { reason: 'inactive' } }])
  },
)

test('E18 A15 a link made before somebody left opens nothing once they are back, and the log says so', async () => {
  const { product, acme, post, patch, member, audit } = await createWorld()
  const { id } = await post('ann@x.example')
  const { personId } = await member(id)
  const { key } = await product.signInLinks.create(acme, personId, OPERATOR)
  await patch(id, { active: false })
  await patch(id, { active: true })
  await expect(product.signInLinks.spend(acme, key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  expect((await audit())[0]).toMatchObject({
    action: 'signIn.refused',
    subject: { id: personId },
    after: { reason: 'linkEnded' },
  })
})

test('an invitation that was replaced opens nothing, and the new one does', async () => {
  const { product, acme, audit } = await createWorld()
  const first = await product.members.invite(acme, 'inge@x.example', 'member', OPERATOR)
  const second = await product.members.invite(acme, 'inge@x.example', 'guest', OPERATOR)
  await expect(product.signInLinks.spend(acme, first.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
  expect(await product.signInLinks.spend(acme, second.key, OPERATOR)).toMatchObject({ state: 'active', role: 'guest' })
  expect((await audit()).filter(({ action }) => action === 'signIn.refused')).toEqual([])
})

test('PR-11 signing in against being deactivated never leaves a session of somebody inactive', async () => {
  const { product, acme, store, ann, patch, start } = await withAnn()
  const id = String(ann.scimId)
  for (let round = 0; round < 20; round++) {
    const { key } = await product.signInLinks.create(acme, ann.personId, OPERATOR)
    const results = await Promise.allSettled([
      start(),
      patch(id, { active: false }),
      start(),
      product.signInLinks.spend(acme, key, OPERATOR).then(() => start()),
    ])
    expect(results[1]).toMatchObject({ value: { status: 200 } })
    expect(await product.sessions.list(acme, ann.personId)).toEqual([])
    const rows = await store.readTables((database) => database.prepare('select * from product_session').all())
    expect(rows).toEqual([])
    await patch(id, { active: true })
  }
})

test('PR-11 accepting an invitation against SCIM adding and deleting the same person ends in one membership', async () => {
  const { product, acme, post, remove, scim } = await withAnn()
  for (let round = 0; round < 10; round++) {
    const email = `inge${round}@x.example`
    const { key, member } = await product.members.invite(acme, email, 'manager', OPERATOR)
    const [accepted] = await Promise.allSettled([
      product.signInLinks.spend(acme, key, OPERATOR),
      post(email).then(({ status, id }) => (status === 201 ? remove(id) : undefined)),
    ])
    const { members } = await product.members.list(acme, { q: email, startIndex: 1, count: 10 })
    expect(members).toMatchObject([{ personId: member.personId }])
    const isIn = accepted.status === 'fulfilled'
    expect(members[0]?.state).toBe(isIn ? 'active' : 'inactive')
    const found = await scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}`)
    expect(found.body.totalResults).toBe(isIn ? 1 : 0)
  }
})

test('E18 sessions and links whose time is over are dropped when the next ones are made', async () => {
  const { product, acme, store, ann, pass, start } = await withAnn()
  await start()
  await product.signInLinks.create(acme, ann.personId, OPERATOR)
  pass(12 * HOUR)
  await start()
  const rows = await store.readTables((database) => [
    database.prepare('select count(*) from product_session').pluck().get(),
    database.prepare('select count(*) from product_link').pluck().get(),
  ])
  expect(rows).toEqual([1, 0])
})

test.each([
  ['the address of somebody inactive', { userName: 'ann', email: 'Ann@x.example' }, 'ann@x.example', undefined],
  ['an address that somebody inactive has as userName', { userName: 'ann@x.example' }, 'ann', 'ANN@x.example'],
  ['an address that somebody inactive has too', { userName: 'old', email: 'ann@x.example' }, 'new', 'ann@x.example'],
] as const)(
  'PR-09 signing in as %s makes nobody a member, and SCIM still may',
  async (_title, left, userName, email) => {
    const { product, acme, add, post, member } = await createWorld()
    const { personId } = await add(left.userName, { ...left, active: false })
    const joining = product.members.add(acme, { userName, email, role: 'guest', origin: 'sign-on' }, OPERATOR)
    await expect(joining).rejects.toMatchObject({ code: 'inactive' })
    expect((await product.members.list(acme, { startIndex: 1, count: 0 })).totalResults).toBe(1)
    expect(await product.members.get(acme, personId)).toMatchObject({ state: 'inactive' })
    expect((await member((await post(userName)).id)).personId).not.toBe(personId)
  },
)

test('PR-09 an address that comes along opens nobody else’s invitation: its role stays where it is', async () => {
  const { product, acme } = await createWorld()
  const invited = await product.members.invite(acme, 'ann@x.example', 'admin', OPERATOR)
  const person = { userName: 'mallory', email: 'ann@x.example', role: 'guest', origin: 'sign-on' } as const
  expect(await product.members.add(acme, person, OPERATOR)).toMatchObject({ userName: 'mallory', role: 'guest' })
  const ann = await product.members.get(acme, invited.member.personId)
  expect(ann).toMatchObject({ state: 'invited', role: 'admin' })
})

test('WB-01 another role asks for another secret: the one before ends soon, however many requests renew at once', async () => {
  const { product, acme, ann, pass, start } = await withAnn()
  const secret = await start()
  expect(await product.sessions.find(secret)).toMatchObject({ isDue: false })
  await product.members.change(acme, ann.personId, { role: 'admin' }, OPERATOR)
  const due = await product.sessions.find(secret)
  expect(due).toMatchObject({ isDue: true })
  if (due === undefined) throw new Error('The session is over.')
  const renewed = await Promise.all([1, 2, 3].map(() => product.sessions.renew(due, secret)))
  const [next = '', ...more] = renewed.filter((each) => each !== undefined)
  expect(more).toEqual([])
  expect(await product.sessions.find(next)).toEqual({ ...due, isDue: false })
  expect(await product.sessions.find(secret)).toEqual({ ...due, isDue: false })
  pass(10_000)
  expect(await product.sessions.find(secret)).toBeUndefined()
  expect(await product.sessions.list(acme, ann.personId)).toMatchObject([{ id: due.id }])
  pass(8 * HOUR - 10_001)
  expect(await product.sessions.find(next)).toBeDefined()
})

test('WB-01 the role that somebody has already asks for nothing', async () => {
  const { product, acme, ann, start } = await withAnn()
  const secret = await start()
  await product.members.change(acme, ann.personId, { role: 'member', state: 'active' }, OPERATOR)
  expect(await product.sessions.find(secret)).toMatchObject({ isDue: false })
})
