import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InstalledProject, installInto } from './install.ts'

const run = promisify(execFile)
const compilers = { 'TypeScript 5.9': 'typescript', 'TypeScript 7': 'typescript-7' }
const modules = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
}
const cases = Object.entries(compilers).flatMap(([name, compiler]) =>
  Object.entries(modules).map(([resolution, options]) => ({ name, compiler, resolution, options })),
)

describe('a program in strict TypeScript that checks the declarations of its libraries too', () => {
  let project: InstalledProject

  beforeAll(async () => {
    project = await installInto(join(import.meta.dirname, 'consumer'), ['express', '@types/express', '@types/node'])
  })

  afterAll(() => project?.remove())

  it.concurrent.each(cases)('compiles with $name [$resolution]', async ({ compiler, resolution, options }) => {
    const config = join(project.folder, `tsconfig.${compiler}.${resolution}.json`)
    const compilerOptions = {
      ...options,
      target: 'es2024',
      lib: ['es2024'],
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    }
    await writeFile(config, JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
    expect(await compile(compiler, config)).toBe('')
  })
})

/** What the compiler complains of. */
async function compile(compiler: string, config: string): Promise<string> {
  const tsc = join(import.meta.dirname, 'node_modules', compiler, 'bin', 'tsc')
  const ended = run(process.execPath, [tsc, '-p', config, '--pretty', 'false'])
  return ended.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
}
