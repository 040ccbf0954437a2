import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { USER, USER_SCHEMA } from '@scimulator/scim-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ResourceTransaction } from '../store.ts'
import { createSqliteStore, type SqliteResourceStore } from './index.ts'

const NOTES = 'create table app_note(text text not null) strict'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scim-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(applicationTables: readonly string[], file = join(folder, 'store.sqlite')): SqliteResourceStore {
  return createSqliteStore({ file, resourceTypes: [USER], applicationTables })
}

function notes(store: SqliteResourceStore): Promise<unknown[]> {
  return store.readTables((database) => database.prepare('select text from app_note order by rowid').pluck().all())
}

async function write(store: SqliteResourceStore, text: string, fail = false): Promise<void> {
  await store.transact('t', async (tx) => {
    await tx.create('User', { schemas: [USER_SCHEMA], userName: text })
    store.connectionOf(tx).prepare('insert into app_note(text) values (?)').run(text)
    if (fail) throw new Error('no')
  })
}

test.each(['file', ':memory:'])(
  'what the application writes is kept or lost with its transaction alone (%s)',
  async (kind) => {
    const store = open([NOTES], kind === 'file' ? undefined : kind)
    const results = await Promise.allSettled([write(store, 'ann'), write(store, 'bob', true), write(store, 'cy')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await notes(store)).toEqual(['ann', 'cy'])
    const { totalResults } = await store.read('t').query({ resourceType: 'User', startIndex: 1, count: 0 })
    expect(totalResults).toBe(2)
    await store.close()
  },
)

test('each migration is run once in the life of a file, and a newer file is left alone', async () => {
  const first = open([NOTES])
  await write(first, 'ann')
  await first.close()
  const second = open([NOTES, "insert into app_note(text) values ('second')"])
  expect(await notes(second)).toEqual(['ann', 'second'])
  await second.close()
  expect(() => open([NOTES])).toThrow(/version 2, newer than 1/)
})

test('a transaction that is over, or of another store, has no connection', async () => {
  const [store, other] = [open([NOTES]), open([NOTES], ':memory:')]
  const kept: ResourceTransaction[] = []
  await store.transact('t', async (tx) => {
    kept.push(tx)
    expect(() => other.connectionOf(tx)).toThrow(/another store/)
  })
  for (const tx of kept) expect(() => store.connectionOf(tx)).toThrow(/over/)
  await Promise.all([store.close(), other.close()])
})
