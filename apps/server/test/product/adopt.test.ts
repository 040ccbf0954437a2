import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GROUP, USER, USER_SCHEMA } from '@scimulator/scim-core'
import { createSqliteStore } from '@scimulator/scim-store/sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { createWorld, FIRST_PAGE } from './world.ts'

/** A file of an earlier release: Users without memberships. */
async function oldFile(people: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'product-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'store.sqlite')
  const store = createSqliteStore({ file, resourceTypes: [USER, GROUP], now: () => Date.UTC(2025, 0, 1) })
  await store.transact('team-acme', async (tx) => {
    for (let index = 0; index < people; index++) {
      const userName = `u${index}@x.example`
      await tx.create('User', { schemas: [USER_SCHEMA], userName, active: index % 2 === 0 })
    }
  })
  await store.close()
  return file
}

test('people of an earlier release become members once, with their state, and doing it again changes nothing', async () => {
  const { product, acme, globex, settle, audit } = await createWorld({ file: await oldFile(450) })
  settle(acme, { seats: 5 })
  const roleOf = (userName: string) => (userName === 'u0@x.example' ? 'owner' : undefined)
  expect(await product.adopt(acme, roleOf)).toBe(450)
  expect(await product.adopt(globex)).toBe(0)
  const log = await audit()
  const list = await product.members.list(acme, FIRST_PAGE)
  expect(list.totalResults).toBe(450)
  expect(await product.members.seatsUsed(acme)).toBe(225)
  expect(list.members[0]).toMatchObject({
    userName: 'u0@x.example',
    role: 'owner',
    state: 'active',
    origin: 'founder',
    joinedAt: '2025-01-01T00:00:00.000Z',
  })
  const second = await product.members.byUserName(acme, 'u1@x.example')
  expect(second).toMatchObject({ role: 'member', state: 'inactive', origin: 'scim' })
  expect(await product.adopt(acme, () => 'admin')).toBe(0)
  expect(await product.members.list(acme, FIRST_PAGE)).toEqual(list)
  expect(await audit()).toEqual(log)
})

test('somebody of an earlier release who is changed before the sweep comes to them is a member from then on', async () => {
  const { product, acme, scim, patch, member } = await createWorld({ file: await oldFile(3) })
  const { body } = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "u0@x.example"')}`)
  const [user] = body.Resources as { id: string }[]
  await patch(String(user?.id), { active: false, displayName: 'Ann' })
  expect(await member(String(user?.id))).toMatchObject({ state: 'inactive', displayName: 'Ann' })
  expect(await product.adopt(acme)).toBe(2)
})
