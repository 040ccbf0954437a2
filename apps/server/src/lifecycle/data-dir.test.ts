import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { takeDataDir } from './data-dir.ts'

async function usedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scimulator-data-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of [
    'resources.db',
    'resources.db-wal',
    'run-log.db',
    'demo-tokens.json',
    'customers.db',
    'thesis.txt',
  ]) {
    await writeFile(join(folder, name), '')
  }
  await mkdir(join(folder, 'simulators'))
  return folder
}

test('fresh forgets what earlier servers kept, and nothing else', async () => {
  const folder = await usedFolder()
  takeDataDir(folder, true).release()
  expect((await readdir(folder)).filter((name) => !name.startsWith('lock.db'))).toEqual(['customers.db', 'thesis.txt'])
})

test('fresh takes nothing from a server that runs', async () => {
  const folder = await usedFolder()
  const running = takeDataDir(folder)
  expect(() => takeDataDir(folder, true)).toThrow(/Another server already uses/)
  expect(await readdir(folder)).toContain('resources.db')
  running.release()
})
