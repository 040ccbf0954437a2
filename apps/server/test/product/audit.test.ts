import { expect, test } from 'vitest'
import { createWorld, OPERATOR } from './world.ts'

test('E29 the log is read page by page from the newest, and as a whole from the oldest, each row once', async () => {
  const { product, acme, post } = await createWorld()
  for (let index = 0; index < 7; index++) await post(`u${index}@x.example`)
  const first = await product.audit.page(acme, { count: 3 })
  const second = await product.audit.page(acme, { count: 3, before: String(first.next) })
  const third = await product.audit.page(acme, { count: 3, before: String(second.next) })
  expect(third.next).toBeNull()
  const names = [first, second, third].flatMap(({ rows }) => rows.map(({ subject }) => subject.name))
  expect(names).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `u${index}@x.example`))
  expect((await product.audit.page(acme, { count: 7 })).next).toBeNull()
  expect((await product.audit.page(acme, { count: 3, before: 'x' })).rows).toEqual([])
  const all = []
  for await (const row of product.audit.all(acme)) all.push(row.subject.name)
  expect(all).toEqual(names.toReversed())
})

test('the whole log is read in portions, whatever its length', async () => {
  const { product, acme } = await createWorld()
  const subject = { kind: 'team', id: acme.id, name: 'Acme' } as const
  const notes = Array.from({ length: 1201 }, () =>
    product.audit.note(acme, { actor: OPERATOR, action: 'signOn.changed', subject }),
  )
  await Promise.all(notes)
  const ids = []
  for await (const { id } of product.audit.all(acme)) ids.push(Number(id))
  expect(ids).toEqual(Array.from({ length: 1201 }, (_, index) => index + 1))
})

test('rows beside no other write, such as refused sign-ins and settings, are noted as they are given', async () => {
  const { product, acme, globex, audit } = await createWorld()
  const actor = { kind: 'sign-on', id: null, name: 'SAML', requestId: 'r-9' } as const
  await product.audit.note(acme, {
    actor,
    action: 'signIn.refused',
    subject: { kind: 'person', id: null, name: 'eve@x.example' },
    after: { reason: 'unknown' },
  })
  await product.audit.note(acme, {
    actor: OPERATOR,
    action: 'scim.settingsChanged',
    subject: { kind: 'team', id: acme.id, name: 'Acme' },
    before: { profilePolicy: 'apply' },
    after: { profilePolicy: 'keep' },
  })
  expect(await audit()).toEqual([
    {
      id: '2',
      at: '2026-01-01T00:00:00.000Z',
      actor: { kind: 'operator', id: null, name: 'Operator' },
      action: 'scim.settingsChanged',
      subject: { kind: 'team', id: acme.id, name: 'Acme' },
      before: { profilePolicy: 'apply' },
      after: { profilePolicy: 'keep' },
      requestId: null,
    },
    {
      id: '1',
      at: '2026-01-01T00:00:00.000Z',
      actor: { kind: 'sign-on', id: null, name: 'SAML' },
      action: 'signIn.refused',
      subject: { kind: 'person', id: null, name: 'eve@x.example' },
      before: null,
      after: { reason: 'unknown' },
      requestId: 'r-9',
    },
  ])
  expect(await audit(globex)).toEqual([])
})

test.each([
  "update product_audit set action = 'x'",
  'delete from product_audit',
  "update product_audit_person set name = 'x'",
])('the log is append-only for SQL as well: %s', async (sql) => {
  const { store, acme, post, audit } = await createWorld()
  await post('ann@x.example')
  const change = store.transact(acme.id, async (tx) => void store.connectionOf(tx).prepare(sql).run())
  await expect(change).rejects.toThrow(/append-only/)
  expect(await audit()).toHaveLength(1)
})

test('E29 a profile change is in the log attribute by attribute, a huge value shortened, beside a change of state', async () => {
  const { post, patch, audit } = await createWorld()
  const { id } = await post('ann@x.example', { title: 'Lead' })
  await patch(id, { title: 'Head', nickName: 'A'.repeat(5000), active: false })
  const [changed, deactivated] = await audit()
  expect(deactivated).toMatchObject({ action: 'member.deactivated' })
  expect(changed).toMatchObject({
    action: 'member.changed',
    before: { title: 'Lead', nickName: null },
    after: { title: 'Head' },
  })
  expect(String(changed?.after?.nickName)).toHaveLength(501)
})

test('E29 what is undone leaves no row: a refused write, and a failed one', async () => {
  const { post, patch, audit } = await createWorld()
  const { id } = await post('ann@x.example')
  await post('bob@x.example')
  const log = await audit()
  expect((await patch(id, { userName: 'bob@x.example', active: false })).status).toBe(409)
  expect(await audit()).toEqual(log)
})
