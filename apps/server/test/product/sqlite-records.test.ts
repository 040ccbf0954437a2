import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GROUP, USER } from '@scimulator/scim-core'
import { createSqliteStore } from '@scimulator/scim-store/sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RecordWriter } from '../../src/product/records/records.ts'
import { createSqliteRecords } from '../../src/product/sqlite/sqlite-records.ts'
import { PRODUCT_TABLES } from '../../src/product/sqlite/tables.ts'
import { ACME, memberOf } from './records-contract/fixture.ts'
import { runRecordsContract } from './records-contract/run-records-contract.ts'

async function open(file: string) {
  const store = createSqliteStore({ file, resourceTypes: [USER, GROUP], applicationTables: PRODUCT_TABLES })
  return { store, records: createSqliteRecords(store) }
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'records-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'store.sqlite')
}

runRecordsContract({ name: 'sqlite in memory', create: () => open(':memory:') })
runRecordsContract({ name: 'sqlite in a file', create: async () => open(newFile()) })

test('every statement of the engine finds its rows by an index, however large teams are', async () => {
  const { store, records } = await open(':memory:')
  onTestFinished(() => store.close())
  const texts = new Set<string>()
  const prepare = await store.readTables((database) => {
    const original = database.prepare.bind(database)
    vi.spyOn(database, 'prepare').mockImplementation((text: string) => {
      texts.add(text)
      return original(text)
    })
    return original
  })
  await store.transact(ACME, (tx) => useEverything(records.within(tx)))
  expect(texts.size).toBeGreaterThan(35)
  for (const text of texts) {
    const names = [...text.matchAll(/@(\w+)/g)].map(([, name]) => [String(name), 'x'])
    if (names.length === 0) continue
    const plan = JSON.stringify(prepare(`explain query plan ${text}`).all(Object.fromEntries(names)))
    expect(plan, text).not.toContain('SCAN')
    // A look-up by the team alone is right only for what lists the team.
    const isList = /order by|count\(\*\)|max\(|product_member_count|role = 'owner'/.test(text) && !/_key = @/.test(text)
    if (/state <> 'active'/.test(text)) expect(plan, text).toContain('(team=? AND state=?)')
    if (!isList) expect(plan, text).not.toMatch(/\(team=\?\)/)
  }
})

async function useEverything(records: RecordWriter): Promise<void> {
  const person = memberOf('ann')
  const space = { teamId: ACME, id: 's', name: 'S', kind: 'open', changedAt: 1 } as const
  const document = { ...space, spaceId: 's', id: 'd', title: '', body: '', ownerId: 'ann', createdAt: 1 }
  const key = Buffer.from('k')
  const link = { teamId: ACME, personId: 'ann', kind: 'sign-in', expiresAt: 1 } as const
  const session = {
    id: '1',
    teamId: ACME,
    personId: 'ann',
    by: 'saml',
    client: '',
    startedAt: 1,
    lastSeenAt: 1,
    endsAt: 1,
  } as const
  await records.addPerson('ann', 1)
  await records.addMembership(person)
  await records.putMembership(person)
  await records.membership(ACME, 'ann')
  await records.membershipOfUser(ACME, 'x')
  await records.membershipsNamed(ACME, 'x')
  await records.invitedTo(ACME, ['x'])
  await records.namesakes('x')
  await records.hasInactive(ACME, ['x'])
  await records.member(ACME, 'ann')
  await records.members(ACME, { startIndex: 1, count: 1 })
  await records.members(ACME, { startIndex: 1, count: 1, state: 'active', role: 'owner', q: 'x' })
  await records.members(ACME, { startIndex: 1, count: 1, state: 'inactive' })
  await records.counts(ACME)
  await records.hasOtherOwner(ACME, 'ann')
  await records.addSpace(space)
  await records.putSpace(space)
  for (const isIn of [true, false]) await records.setInSpace(ACME, 's', 'ann', isIn)
  await records.addDocument(document)
  await records.putDocument(document)
  for (const isShared of [true, false]) await records.setShared(ACME, 'd', 'ann', isShared)
  await records.spaces(ACME, 'ann')
  await records.space(ACME, 'ann', 's')
  for (const id of [undefined, 's']) await records.peopleInSpaces(ACME, id)
  for (const id of [undefined, 's']) await records.documents(ACME, 'ann', id)
  await records.document(ACME, 'ann', 'd')
  for (const id of [undefined, 'd']) await records.shares(ACME, id)
  await records.addSession(key, session)
  await records.touchSession(key, 1)
  await records.session(key)
  await records.renewedSession(key, 1)
  await records.makeSessionsDue(ACME, 'ann')
  await records.renewSession(key, key, 1)
  await records.sessions(ACME, 'ann')
  for (const id of ['1', undefined]) await records.endSessions(ACME, 'ann', id)
  await records.addLink(key, link)
  await records.takeLink(ACME, key)
  await records.endLinks(ACME, 'ann')
  await records.dropExpired(ACME, 1)
  await records.auditBefore(ACME, null, 1)
  await records.auditAfter(ACME, null, 1)
  await records.forgetInAudit(ACME, 'ann')
  await records.removeMembership(ACME, 'ann')
  await records.removePersonIfUnknown('ann')
}
