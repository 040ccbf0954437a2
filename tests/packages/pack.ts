import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

const run = promisify(execFile)
const projectRoot = join(import.meta.dirname, '..', '..')

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the packed packages. */
    readonly tarballs: string
  }
}

/** Packs every published package once for all test files; each is built anew on the way. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const tarballs = await mkdtemp(join(await realpath(tmpdir()), 'scimulator-packed-'))
  await run('pnpm', ['--filter', './packages/scim-*', 'pack', '--pack-destination', tarballs], { cwd: projectRoot })
  project.provide('tarballs', tarballs)
  return () => rm(tarballs, { recursive: true, force: true })
}
