import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { published } from './published.ts'

const run = promisify(execFile)

it('every name and member that the published packages export has a doc comment, and every type they mention is exported', async () => {
  const typedoc = join(import.meta.dirname, 'node_modules', 'typedoc', 'bin', 'typedoc')
  const { stdout, stderr } = await run(process.execPath, [typedoc, '--options', 'typedoc.json'], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
  })
  const lines = `${stdout}${stderr}`.split('\n')
  expect(lines.filter((line) => line.includes('Converting project'))).toHaveLength(published.length)
  const findings = lines.filter((line) => /^\[(warning|error)\] (?!Found )/.test(line))
  // The tolerances are exported as a list alone; their ids, which make this type, are read off the constants in it.
  expect(findings.filter((line) => !line.includes('is referenced by ToleranceId'))).toEqual([])
})
