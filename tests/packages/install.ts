import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '@scimulator/tests-support'
import { published, readManifest, tarballOf } from './published.ts'

const run = promisify(execFile)
const scope = '@scimulator/'

/** A project of somebody else's, outside the workspace. */
export interface InstalledProject {
  readonly folder: string
  remove(): Promise<void>
}

/**
 * Copies `template` out of the workspace and installs the tarballs into it, in the layout of pnpm and without the
 * network: each package sees the dependencies that its packed manifest declares and nothing else. Third-party ones come
 * from the workspace: those of `own` are the project's.
 */
export async function installInto(template: string, own: readonly string[]): Promise<InstalledProject> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'scimulator-app-'))
  const folder = join(root, 'project')
  await cp(template, folder, { recursive: true })
  await Promise.all(published.map((name) => unpack(name, root)))
  await Promise.all(published.map((name) => linkDependencies(name, root)))
  for (const name of published) await link(homeOf(name, root), folder, scope + name)
  for (const name of own) await link(join(projectRoot, 'tests', 'packages', 'node_modules', name), folder, name)
  return { folder, remove: () => rm(root, { recursive: true, force: true }) }
}

/** Where a package lies, with its dependencies beside it. */
function homeOf(name: string, root: string): string {
  return join(root, 'store', name, 'node_modules', scope, name)
}

async function unpack(name: string, root: string): Promise<void> {
  const home = homeOf(name, root)
  await mkdir(home, { recursive: true })
  await run('tar', ['-xzf', tarballOf(name), '-C', home, '--strip-components=1'])
}

async function linkDependencies(name: string, root: string): Promise<void> {
  const { dependencies } = readManifest(homeOf(name, root))
  for (const [dependency, wanted] of Object.entries(dependencies)) {
    const isOurs = dependency.startsWith(scope)
    const from = isOurs
      ? homeOf(dependency.slice(scope.length), root)
      : join(projectRoot, 'packages', name, 'node_modules', dependency)
    const { version } = readManifest(from)
    if (version !== wanted) throw new Error(`${name} wants ${dependency} ${wanted}; there is ${version}.`)
    await link(from, join(root, 'store', name), dependency)
  }
}

async function link(from: string, folder: string, name: string): Promise<void> {
  const to = join(folder, 'node_modules', name)
  await mkdir(dirname(to), { recursive: true })
  await symlink(await realpath(from), to, 'dir')
}
