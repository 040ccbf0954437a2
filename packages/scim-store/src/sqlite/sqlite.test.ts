import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { runStoreContract } from '../contract.ts'
import { createSqliteStore } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'scim-store-'))
let files = 0

afterAll(() => rmSync(folder, { recursive: true }))

runStoreContract({
  name: 'sqlite in a file',
  create: async (options) => createSqliteStore({ ...options, file: join(folder, `${++files}.db`) }),
})

runStoreContract({
  name: 'sqlite in memory',
  create: async (options) => createSqliteStore({ ...options, file: ':memory:' }),
})
