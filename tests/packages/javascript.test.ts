import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InstalledProject, installInto } from './install.ts'

const run = promisify(execFile)

describe('a program in JavaScript', () => {
  let project: InstalledProject

  beforeAll(async () => {
    project = await installInto(join(import.meta.dirname, 'consumer'), ['express'])
  })

  afterAll(() => project?.remove())

  it.each([
    ['imports', 'plain.js'],
    ['requires', 'plain.cjs'],
  ])('%s the packages and uses each of them', async (_how, program) => {
    const { stdout, stderr } = await run(process.execPath, [program], {
      cwd: project.folder,
      env: { PATH: process.env.PATH },
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      matches: [true, false],
      found: Array(2).fill({ total: 1, refused: 'uniqueness' }),
      answer: { status: 200, total: 1 },
      checks: ['M-006'],
    })
  })
})
