import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { endProcess, firstLine, projectRoot, readHoldings, runSync, sorted } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type InstalledProject, installInto } from './install.ts'

const token = 'somebody-elses-token'

describe('examples/express-app with the packed packages, outside the workspace', () => {
  let project: InstalledProject
  let app: ChildProcess
  let url: string

  beforeAll(async () => {
    project = await installInto(join(projectRoot, 'examples', 'express-app'), ['express'])
    app = spawn(process.execPath, ['server.js'], {
      cwd: project.folder,
      env: { PATH: process.env.PATH, PORT: '0', SCIM_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    url = z.object({ url: z.string() }).parse(JSON.parse(await firstLine(app))).url
  })

  afterAll(async () => {
    if (app) await endProcess(app)
    await project?.remove()
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
