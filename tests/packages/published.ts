import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@scimulator/tests-support'
import { inject } from 'vitest'
import { z } from 'zod'

const versions = z.record(z.string(), z.string())

/** What the tests read of a package.json. */
export const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  engines: versions.optional(),
  dependencies: versions.default({}),
  exports: z.unknown().optional(),
})

/** A package.json. */
export type Manifest = z.infer<typeof manifestSchema>

/** The published packages by the names of their folders. */
export const published: readonly string[] = readdirSync(join(projectRoot, 'packages')).filter((name) =>
  name.startsWith('scim-'),
)

/** Reads the package.json in a folder. */
export function readManifest(folder: string): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
}

/** Path of a package's tarball. */
export function tarballOf(name: string): string {
  return join(inject('tarballs'), `scimulator-${name}-${readManifest(join(projectRoot, 'packages', name)).version}.tgz`)
}
