import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generateDirectory } from '../directory/generate.ts'
import { openStateStore, type SavedTarget } from './saved-state.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sim-kit-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const size = { users: 12, groups: 2, seed: 's' }
const saved = (runs: number): SavedTarget => ({ size, directory: generateDirectory(size), state: { runs } })
const notes: string[] = []
const open = () => openStateStore(join(folder, 'a', 'state.json'), (line) => notes.push(line))

test('what is set is there after reopening, the last state of many at once', async () => {
  const store = await open()
  expect(store.get('k')).toBeUndefined()
  await Promise.all([1, 2, 3].map((runs) => store.set('k', saved(runs))))
  await store.set('__proto__', saved(9))
  const again = await open()
  expect(again.get('k')).toEqual(saved(3))
  expect(await readdir(join(folder, 'a'))).toEqual(['state.json'])
})

test('of several keys the one written last is found, also after reopening', async () => {
  const store = await open()
  await store.set('a', saved(1))
  await store.set('b', saved(2))
  await store.set('a', saved(3))
  for (const opened of [store, await open()]) {
    expect(opened.latest(['a', 'b', 'c'])).toEqual(saved(3))
    expect(opened.latest(['b'])).toEqual(saved(2))
    expect(opened.latest(['c'])).toBeUndefined()
  }
})

test('a file that cannot be read is put aside and said', async () => {
  await (await open()).set('k', saved(1))
  await writeFile(join(folder, 'a', 'state.json'), '{"version":1,')
  expect((await open()).get('k')).toBeUndefined()
  expect(notes.at(-1)).toMatch(/cannot be read; it was renamed/)
  expect(await readFile(join(folder, 'a', 'state.json.unreadable'), 'utf8')).toBe('{"version":1,')
})
