import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineAttribute, parseFilter, type ResourceTypeDefinition, resolveFilter, USER } from '@scimulator/scim-core'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import type { BatchReport } from '../commit-queue.ts'
import type { QueryResult, ResourceStore } from '../store.ts'
import { createSqliteStore } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'scim-store-'))
let files = 0
const newFile = (): string => join(folder, `${++files}.db`)

afterAll(() => rmSync(folder, { recursive: true }))

function open(file: string, type: ResourceTypeDefinition = USER): ResourceStore {
  return createSqliteStore({ file, resourceTypes: [type] })
}

function find(store: ResourceStore, text: string, type: ResourceTypeDefinition = USER): Promise<QueryResult> {
  const filter = resolveFilter(parseFilter(text), type)
  return store.read('acme').query({ resourceType: 'User', filter, startIndex: 1, count: 10_000 })
}

const WRITER = `
  import { USER } from '@scimulator/scim-core'
  import { createSqliteStore } from '@scimulator/scim-store/sqlite'
  import { writeSync } from 'node:fs'
  const store = createSqliteStore({ file: process.argv[1], resourceTypes: [USER] })
  let next = 0
  const client = async () => {
    for (;;) {
      const userName = 'user' + next++
      await store.transact('acme', (tx) => tx.create('User', { userName }))
      writeSync(1, userName + '\\n')
    }
  }
  for (let n = 0; n < 16; n++) void client()
`

describe('a database file', () => {
  it('keeps its data, versions and totals when it is opened again', async () => {
    const file = newFile()
    const first = open(file)
    const user = await first.transact('acme', (tx) =>
      tx.create('User', { userName: 'Ada', emails: [{ value: 'a@x' }] }),
    )
    await first.close()
    const second = open(file)
    expect(await second.read('acme').get('User', user.id)).toEqual(user)
    expect((await find(second, 'userName eq "ADA" and emails eq "A@X"')).totalResults).toBe(1)
    const count = await second.read('acme').query({ resourceType: 'User', startIndex: 1, count: 0 })
    expect(count.totalResults).toBe(1)
    await second.close()
  })

  it('holds every write acknowledged before the process was killed, whole', async () => {
    const file = newFile()
    const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '--eval', WRITER, file], {
      cwd: join(import.meta.dirname, '..', '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    for await (const chunk of child.stdout) {
      output += String(chunk)
      if (output.split('\n').length > 300) child.kill('SIGKILL')
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    const acknowledged = output.split('\n').slice(0, -1)
    expect(acknowledged.length).toBeGreaterThanOrEqual(300)
    const store = open(file)
    const all = await store.read('acme').query({ resourceType: 'User', startIndex: 1, count: 100_000 })
    const names = new Set(all.resources.map(({ attributes }) => attributes.userName))
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([])
    const count = await store.read('acme').query({ resourceType: 'User', startIndex: 1, count: 0 })
    expect(count.totalResults).toBe(names.size)
    await store.close()
    const check = new Database(file)
    expect(check.pragma('integrity_check', { simple: true })).toBe('ok')
    check.close()
  }, 30_000)

  it('is written with synchronous FULL in WAL mode, and leaves no WAL behind on close', async () => {
    const file = newFile()
    const store = open(file)
    await store.transact('acme', (tx) => tx.create('User', { userName: 'ada' }))
    await store.close()
    const reader = new Database(file)
    expect(reader.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(reader.prepare('select count(*) as n from resource').get()).toEqual({ n: 1 })
    reader.close()
  })

  it('shares one commit among the works of a turn', async () => {
    const reports: BatchReport[] = []
    const store = createSqliteStore({
      file: newFile(),
      resourceTypes: [USER],
      onBatch: (report) => reports.push(report),
    })
    const names = Array.from({ length: 32 }, (_, n) => `user${n % 31}`)
    await Promise.allSettled(names.map((userName) => store.transact('acme', (tx) => tx.create('User', { userName }))))
    expect(reports).toEqual([{ works: 32, rejected: 1, committed: true }])
    await store.close()
  })

  it('of another application is refused and left as it was', () => {
    const file = newFile()
    const other = new Database(file)
    other.exec('create table theirs (x); pragma user_version = 7')
    other.close()
    const before = readFileSync(file)
    expect(() => open(file)).toThrow('another application')
    expect(readFileSync(file)).toEqual(before)
  })

  it('of a newer release is refused', async () => {
    const file = newFile()
    await open(file).close()
    const newer = new Database(file)
    newer.pragma('user_version = 999')
    newer.close()
    expect(() => open(file)).toThrow('newer')
  })

  it('that is no database is refused and left as it was', () => {
    const file = newFile()
    writeFileSync(file, 'not a database at all, only text that goes on for a while')
    expect(() => open(file)).toThrow('not a database')
    expect(readFileSync(file, 'utf8')).toMatch(/^not a database/)
  })

  it('is indexed anew when the schemas call other attributes unique', async () => {
    const file = newFile()
    const first = open(file)
    for (const [userName, title] of [
      ['ada', 'Countess'],
      ['eve', 'Clerk'],
    ] as const) {
      await first.transact('acme', (tx) => tx.create('User', { userName, title }))
    }
    await first.close()
    const attributes = USER.schema.attributes.map((attribute) =>
      attribute.name === 'title' ? defineAttribute('title', '', { uniqueness: 'server' }) : attribute,
    )
    const changed = { ...USER, schema: { ...USER.schema, attributes } }
    const second = open(file, changed)
    expect((await find(second, 'title eq "CLERK"', changed)).resources).toMatchObject([
      { attributes: { userName: 'eve' } },
    ])
    const taken = second.transact('acme', (tx) => tx.create('User', { userName: 'bob', title: 'clerk' }))
    await expect(taken).rejects.toMatchObject({ kind: 'uniqueness', subject: 'title' })
    await second.close()
  })

  it('is refused and left as it was when a value occurs twice that the schemas now call unique', async () => {
    const file = newFile()
    const first = open(file)
    for (const userName of ['ada', 'eve']) {
      await first.transact('acme', (tx) => tx.create('User', { userName, title: 'Clerk', externalId: 'x' }))
    }
    await first.transact('globex', (tx) => tx.create('User', { userName: 'bob', nickName: 'Bo' }))
    await first.transact('acme', (tx) => tx.create('User', { userName: 'bob', nickName: 'Bo' }))
    await first.close()
    const unique = (...names: string[]): typeof USER => {
      const rest = USER.schema.attributes.filter(({ name }) => !names.includes(name))
      const attributes = [...rest, ...names.map((name) => defineAttribute(name, '', { uniqueness: 'server' }))]
      return { ...USER, schema: { ...USER.schema, attributes } }
    }
    for (const name of ['title', 'externalId']) {
      expect(() => open(file, unique(name))).toThrow(`have the same ${name}`)
    }
    // Two tenants may have the same value, and the refusals above have changed nothing.
    const last = open(file, unique('nickName'))
    expect((await find(last, 'title eq "clerk"', unique('nickName'))).totalResults).toBe(2)
    await last.close()
  })
})
