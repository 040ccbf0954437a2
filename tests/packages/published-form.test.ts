import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { projectRoot } from '@scimulator/tests-support'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, manifestSchema, published, tarballOf } from './published.ts'

type Package = ReturnType<typeof createPackageFromTarballData>

/**
 * CHOICE: ES modules only. CommonJS gets them by `require` of an ES module, which Node 24 has; resolution as Node 10 had
 * it knows no `exports`.
 */
const notOffered = ['node10', 'node16-cjs']

describe.each(published)('the tarball of %s', (name) => {
  let tarball: Uint8Array<ArrayBuffer>
  let packed: Package
  let manifest: Manifest

  beforeAll(() => {
    tarball = new Uint8Array(readFileSync(tarballOf(name)))
    packed = createPackageFromTarballData(tarball)
    manifest = manifestSchema.parse(JSON.parse(packed.readFile(`/node_modules/@scimulator/${name}/package.json`)))
  })

  it('has nothing that publint objects to', async () => {
    const { messages, pkg = {} } = await publint({ pack: { tarball: tarball.buffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  it('has types for every entry, however an ES module is resolved', async () => {
    const result = await checkPackage(packed)
    expect(result.types).toMatchObject({ kind: 'included' })
    const problems = result.types === false ? [] : result.problems
    expect(
      problems.filter((problem) => !('resolutionKind' in problem && notOffered.includes(problem.resolutionKind))),
    ).toEqual([])
  })

  it('holds its licence, its README and what its sources are built to, and nothing else', () => {
    const root = `/node_modules/@scimulator/${name}`
    expect(
      packed
        .listFiles()
        .map((file) => relative(root, file))
        .sort(),
    ).toEqual(builtFilesOf(name).sort())
  })

  it('has no way to sources, and depends on exact versions', () => {
    expect(JSON.stringify(manifest.exports)).not.toContain('src/')
    const inexact = Object.entries(manifest.dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    expect(inexact).toEqual([])
    expect(manifest.engines).toEqual({ node: '>=24' })
  })
})

function builtFilesOf(name: string): string[] {
  const sources = globSync('**/*.ts', { cwd: join(projectRoot, 'packages', name, 'src') })
  const built = sources.filter((file) => !file.endsWith('.test.ts')).map((file) => `dist/${file.slice(0, -3)}`)
  return ['LICENSE', 'README.md', 'package.json', ...built.flatMap((file) => [`${file}.js`, `${file}.d.ts`])]
}
