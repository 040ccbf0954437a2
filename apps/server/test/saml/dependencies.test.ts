import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const lockfile = readFileSync(fileURLToPath(new URL('../../../../pnpm-lock.yaml', import.meta.url)), 'utf8')
const library = createRequire(createRequire(import.meta.url).resolve('@node-saml/node-saml'))

function locked(name: string): number[][] {
  const start = `  '${name}@`
  const lines = lockfile.split('\n').filter((line) => line.startsWith(start) || line.startsWith(`  ${name}@`))
  const versions = lines.map(
    (line) =>
      /(\d+)\.(\d+)\.(\d+)/
        .exec(line.slice(line.lastIndexOf(`${name}@`)))
        ?.slice(1)
        .map(Number) ?? [],
  )
  return [...new Set(versions.map((version) => version.join('.')))].map((text) => text.split('.').map(Number))
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  for (const [index, part] of least.entries()) {
    const own = version[index] ?? 0
    if (own !== part) return own > part
  }
  return true
}

it.each([
  ['xml-crypto', [6, 3, 0]],
  ['@xmldom/xmldom', [0, 8, 15]],
  ['@node-saml/node-saml', [5, 1, 0]],
] as const)('SM-01 every %s in the lockfile is past its known holes', (name, least) => {
  const versions = locked(name)
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.filter((version) => !isAtLeast(version, least))).toEqual([])
})

it.each(['passport-saml', '@node-saml/passport-saml', 'saml2-js', 'samlp', 'xmldom'])(
  'SM-01 %s is not in the lockfile',
  (name) => {
    expect(locked(name)).toEqual([])
  },
)

it('SM-01 the library verifies with the xml-crypto and the parser that the lockfile names', () => {
  for (const name of ['xml-crypto', '@xmldom/xmldom']) {
    const manifest: unknown = library(`${name}/package.json`)
    const { version } = manifest as { version: string } // as every manifest has
    expect(locked(name).map((parts) => parts.join('.'))).toContain(version)
  }
})
