import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generateDirectory } from '../directory/generate.ts'
import { BusyError } from '../errors.ts'
import type { SavedTarget, StateStore } from './saved-state.ts'
import { openStateStore } from './state-store.ts'

let folder: string
const opened: StateStore[] = []
const notes: string[] = []
beforeEach(async () => {
  notes.length = 0
  folder = await mkdtemp(join(tmpdir(), 'sim-kit-'))
})
afterEach(async () => {
  for (const store of opened.splice(0)) store.close()
  await rm(folder, { recursive: true, force: true })
})

const size = { users: 12, groups: 2, seed: 's' }
const saved = (runs: number): SavedTarget => ({
  size,
  directory: generateDirectory(size),
  state: { runs },
  passedMs: 0,
  met: true,
})
const file = (name = 'state.sqlite') => join(folder, 'a', name)
async function open(): Promise<StateStore> {
  const store = await openStateStore(file(), (line) => notes.push(line))
  opened.push(store)
  return store
}

function set(store: StateStore, key: string, value: SavedTarget): void {
  const claim = store.claim(key)
  claim.save(value)
  claim.release()
}

test('what is saved is there after reopening: directory, state, settings and how far the clock was', async () => {
  const store = await open()
  expect(store.get('k')).toBeUndefined()
  const full: SavedTarget = { ...saved(3), settings: { rules: [1] }, passedMs: 2_400_000.5 }
  for (const value of [saved(1), saved(2), full]) set(store, 'k', value)
  set(store, '__proto__', saved(9))
  const again = await open()
  expect(again.get('k')).toEqual(full)
  expect(again.get('__proto__')).toEqual(saved(9))
})

test('the file and its journal are readable by their owner only', async () => {
  set(await open(), 'k', saved(1))
  const names = await readdir(join(folder, 'a'))
  expect(names).toContain('state.sqlite-wal')
  for (const name of names) expect([name, (await stat(file(name))).mode & 0o777]).toEqual([name, 0o600])
})

test('of several keys the one written last is found, also after reopening', async () => {
  const store = await open()
  set(store, 'a', saved(1))
  set(store, 'b', saved(2))
  set(store, 'a', saved(3))
  for (const one of [store, await open()]) {
    expect(one.latest(['a', 'b', 'c'])).toEqual(saved(3))
    expect(one.latest(['b'])).toEqual(saved(2))
    expect(one.latest(['c'])).toBeUndefined()
  }
})

test.each([
  ['no database', 'this is no database, whatever its name says'],
  ['the half of one', undefined],
])('a file that is %s is put aside and said', async (_what, text) => {
  set(await open(), 'k', saved(1))
  for (const store of opened.splice(0)) store.close()
  const broken = text ?? (await readFile(file())).fill(7, 0, 2000)
  await writeFile(file(), broken)
  const store = await open()
  expect(store.get('k')).toBeUndefined()
  set(store, 'k', saved(2))
  expect(notes).toEqual([expect.stringMatching(/cannot be read; it was renamed/)])
  expect(await readFile(file('state.sqlite.unreadable'))).toEqual(Buffer.from(broken))
})

test('a file of a later version is put aside, not changed', async () => {
  ;(await open()).close()
  opened.length = 0
  const later = new DatabaseSync(file())
  later.exec('pragma user_version = 3')
  later.close()
  await open()
  expect(notes).toHaveLength(1)
  const aside = new DatabaseSync(file('state.sqlite.unreadable'))
  expect(aside.prepare('pragma user_version').get()).toEqual({ user_version: 3 })
  aside.close()
})

test('what version 1 saved is kept, and counts as having met its target', async () => {
  ;(await open()).close()
  opened.length = 0
  const before = new DatabaseSync(file())
  before.exec('alter table app_integrations drop column met; pragma user_version = 1')
  const { size, directory, state } = saved(4)
  before
    .prepare('insert into app_integrations (key, size, directory, state, passed_ms, written) values (?, ?, ?, ?, 0, 1)')
    .run('k', JSON.stringify(size), JSON.stringify(directory), JSON.stringify(state))
  before.close()
  const store = await open()
  expect(store.get('k')).toMatchObject({ state, met: true })
  set(store, 'k', { ...saved(4), met: false })
  expect(store.get('k')?.met).toBe(false)
})

test('what an older version left as JSON is taken over once', async () => {
  ;(await open()).close()
  opened.length = 0
  const { passedMs: _none, met: _unknown, ...old } = saved(5)
  await writeFile(file('state.json'), JSON.stringify({ version: 1, targets: { k: old } }))
  expect((await open()).get('k')).toEqual(saved(5))
  expect(await readdir(join(folder, 'a'))).not.toContain('state.json')
})

test('an old file that does not read is put aside and said', async () => {
  ;(await open()).close()
  opened.length = 0
  await writeFile(file('state.json'), '{"version":1,')
  expect((await open()).get('k')).toBeUndefined()
  expect(notes.at(-1)).toMatch(/cannot be read; it was renamed/)
  expect(await readFile(file('state.json.unreadable'), 'utf8')).toBe('{"version":1,')
})

test('one run at a time has an app integration, others may run beside it', async () => {
  const [store, other] = [await open(), await open()]
  const claim = store.claim('k')
  for (const again of [store, other]) expect(() => again.claim('k')).toThrow(BusyError)
  other.claim('another').release()
  claim.release()
  expect(other.claim('k').saved).toBeUndefined()
})

test('a claim that was taken over saves nothing', async () => {
  const store = await open()
  const claim = store.claim('k')
  const db = new DatabaseSync(file())
  db.exec("update claims set until = 0 where key = 'k'")
  db.close()
  const next = store.claim('k')
  expect(() => claim.save(saved(1))).toThrow(/another process has taken/)
  claim.release()
  next.save(saved(2))
  expect(store.get('k')).toEqual(saved(2))
  expect(() => store.claim('k')).toThrow(BusyError)
})

test('what an earlier process with the same number had is free', async () => {
  const store = await open()
  const claim = store.claim('k')
  const db = new DatabaseSync(file())
  db.exec("update claims set owner = 'somebody before' where key = 'k'")
  db.close()
  store.claim('k').release()
  claim.release()
})

test('another process is told to wait; what one that is gone had is free', async () => {
  const child = claimInAnotherProcess('k')
  try {
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    const store = await open()
    expect(() => store.claim('k')).toThrow(
      new BusyError(`A run against this target is still going on (process ${child.pid}).`),
    )
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    set(store, 'k', saved(1))
    expect(store.get('k')).toEqual(saved(1))
  } finally {
    child.kill('SIGKILL')
  }
})

function claimInAnotherProcess(key: string): ChildProcess {
  const code = `
    const { openStateStore } = await import(${JSON.stringify(new URL('./state-store.ts', import.meta.url).href)})
    const store = await openStateStore(${JSON.stringify(file())}, console.error)
    store.claim(${JSON.stringify(key)})
    process.stdout.write('claimed')
    process.stdin.resume()`
  return spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}
