import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { endProcess, firstLine, projectRoot, readHoldings, runSync, sorted } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const run = promisify(execFile)
const token = 'somebody-elses-token'
const published = ['scim-core', 'scim-store', 'scim-express']

describe('examples/express-app with the packed packages, outside the workspace', () => {
  let folder: string
  let app: ChildProcess
  let url: string

  beforeAll(async () => {
    folder = await mkdtemp(join(await realpath(tmpdir()), 'scimulator-app-'))
    await cp(join(projectRoot, 'examples', 'express-app'), folder, { recursive: true })
    for (const name of published) await unpack(name, folder)
    // The registry's part of an install, without the network: third-party packages as the workspace has them.
    await link('express', join(projectRoot, 'packages', 'scim-express'), folder)
    await link('better-sqlite3', join(projectRoot, 'packages', 'scim-store'), folder)
    app = spawn(process.execPath, ['server.js'], {
      cwd: folder,
      env: { PATH: process.env.PATH, PORT: '0', SCIM_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    url = z.object({ url: z.string() }).parse(JSON.parse(await firstLine(app))).url
  })

  afterAll(async () => {
    if (app) await endProcess(app)
    await rm(folder, { recursive: true, force: true })
  })

  it('refuses a request without its own token', async () => {
    expect((await fetch(`${url}/Users`)).status).toBe(401)
  })

  it.each(['okta', 'onelogin', 'azure'])('%s passes against it', async (vendor) => {
    const mine = ['--users', '12', '--groups', '3', '--domain', `${vendor}.example`, '--group-prefix', `${vendor} `]
    const { code, report } = await runSync(vendor, ['--target', url, '--token', token, ...mine])
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
    const { users, groups } = sorted(report.expected)
    const held = await readHoldings(url, token)
    expect(held.users).toEqual(expect.arrayContaining(users))
    expect(held.groups).toEqual(expect.arrayContaining(groups))
  })
})

async function unpack(name: string, folder: string): Promise<void> {
  const tarballs = join(folder, 'tarballs', name)
  const target = join(folder, 'node_modules', '@scimulator', name)
  await mkdir(tarballs, { recursive: true })
  await mkdir(target, { recursive: true })
  await run('pnpm', ['pack', '--pack-destination', tarballs], { cwd: join(projectRoot, 'packages', name) })
  const [tarball] = await readdir(tarballs)
  await run('tar', ['-xzf', join(tarballs, tarball ?? ''), '-C', target, '--strip-components=1'])
}

async function link(name: string, from: string, folder: string): Promise<void> {
  await symlink(await realpath(join(from, 'node_modules', name)), join(folder, 'node_modules', name), 'dir')
}
