import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dashboardFileSchema } from '@scimulator/admin-api'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const readySchema = z.object({
  url: z.string(),
  scim: z.object({ url: z.string(), hostUrl: z.string(), token: z.string() }),
  team: z.string(),
})

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

interface Program {
  readonly child: ChildProcess
  output(): { stdout: string; stderr: string }
  readonly ended: Promise<number | null>
  firstLine(): Promise<string>
}

function run(args: readonly string[], env: Record<string, string> = {}): Program {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--conditions=source', MAIN, ...args], { env: { PATH, HOME, ...env } })
  cleanUps.push(() => child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  let wake = (): void => {}
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk)
    wake()
  })
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk)
  })
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    output: () => output,
    ended,
    async firstLine() {
      while (!output.stdout.includes('\n')) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const how = await Promise.race([woken, ended.then(() => 'ended' as const)])
        if (how === 'ended') throw new Error(`The server ended: ${output.stderr}`)
      }
      return output.stdout.slice(0, output.stdout.indexOf('\n'))
    },
  }
}

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'server-'))
  cleanUps.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

describe('the process', () => {
  it('names the port and the variable when the port is taken, exit 2, no stack', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    cleanUps.push(() => taken.close())
    const { port } = taken.address() as AddressInfo
    const program = run(['--data', ':memory:'], { PORT: String(port) })
    expect(await program.ended).toBe(2)
    expect(program.output().stdout).toBe('')
    expect(program.output().stderr).toMatch(new RegExp(`^scimulator: Port ${port} is already in use\\..*PORT=.*\\n$`))
  })
  it('refuses an unknown flag with one clear line, exit 2', async () => {
    const program = run(['--prot', '1'])
    expect(await program.ended).toBe(2)
    expect(program.output()).toEqual({ stdout: '', stderr: 'scimulator: Unknown flag --prot. Did you mean --port?\n' })
  })
  it('prints one JSON line, answers, tells local processes and takes it back when it is stopped: exit 0', async () => {
    const data = directory()
    const program = run(['--port', '0', '--data', data, '--team', 'acme', '--json'], { SCIM_TOKEN: 't0k' })
    const ready = readySchema.parse(JSON.parse(await program.firstLine()))
    const { port } = new URL(ready.url)
    expect(ready).toEqual({
      url: `http://localhost:${port}`,
      scim: {
        url: `http://localhost:${port}/teams/acme/scim/v2`,
        hostUrl: `http://acme.localhost:${port}/scim/v2`,
        token: 't0k',
      },
      team: 'acme',
    })
    const answer = await fetch(`${ready.scim.url}/Users`, { headers: { authorization: 'Bearer t0k' } })
    expect(answer.status).toBe(200)
    const file = dashboardFileSchema.parse(JSON.parse(readFileSync(join(data, 'dashboard.json'), 'utf8')))
    expect(file.url).toBe(ready.url)
    const simulators = await fetch(`${file.url}/api/simulators`, {
      headers: { authorization: `Bearer ${file.ingestToken}` },
    })
    expect(await simulators.json()).toEqual([])

    const second = run(['--port', '0', '--data', data])
    expect(await second.ended).toBe(2)
    expect(second.output().stderr).toContain(data)

    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(readdirSync(data)).not.toContain('dashboard.json')
  })
  it('SC-01 SC-04 keeps data for its owner only, and no secret in logs, run log or databases', async () => {
    const data = directory()
    const demo = [{ team: 'acme', displayName: 'Acme', vendor: 'alpha', people: [{ userName: 'ann@acme.example' }] }]
    const env = { SCIMULATOR_DEMO: JSON.stringify(demo), LOG_LEVEL: 'trace' }
    const program = run(['--port', '0', '--data', data, '--demo', '--json'], env)
    const ready = readySchema.extend({ signIn: z.string() }).parse(JSON.parse(await program.firstLine()))
    const { ingestToken } = dashboardFileSchema.parse(JSON.parse(readFileSync(join(data, 'dashboard.json'), 'utf8')))
    const scim = { authorization: `Bearer ${ready.scim.token}`, 'content-type': 'application/json' }
    const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'zoe', password: 'c4n4ry-pass' }
    await fetch(`${ready.scim.url}/Users`, { method: 'POST', headers: scim, body: JSON.stringify(user) })
    await fetch(`${ready.scim.url}/Users`, { method: 'POST', headers: scim, body: `{"password":"c4n4ry-pass",` })
    const signIn = await fetch(ready.signIn, { redirect: 'manual' })
    const cookie = /=([\w-]+);/.exec(signIn.headers.get('set-cookie') ?? '')?.[1] ?? 'none'
    const ingest = { authorization: `Bearer ${ingestToken}`, 'content-type': 'application/json' }
    const at = '2026-01-01T00:00:00.000Z'
    const run1 = {
      vendor: 'alpha',
      vendorLabel: 'A',
      profile: 'p',
      profileLabel: 'P',
      scenario: 's',
      target: ready.scim.url,
      seed: '1',
      trigger: 'cli',
      startedAt: at,
    }
    const opened = await fetch(`${ready.url}/api/runs`, { method: 'POST', headers: ingest, body: JSON.stringify(run1) })
    const { id } = z.object({ id: z.string() }).parse(await opened.json())
    const request = {
      method: 'POST',
      target: '/Users',
      headers: [['Authorization', `Bearer ${ready.scim.token}`]],
      body: JSON.stringify(user),
    }
    const exchange = {
      id: 'x',
      stepId: 's',
      index: 0,
      attempt: 1,
      startedAt: at,
      ms: 1,
      request,
      response: null,
      error: ready.scim.token,
      shape: 's',
      quirks: [],
      tolerances: null,
    }
    const events = await fetch(`${ready.url}/api/runs/${id}/events`, {
      method: 'POST',
      headers: ingest,
      body: JSON.stringify([{ type: 'exchange', exchange }]),
    })
    expect(events.status).toBe(204)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)

    const secrets = [
      ready.scim.token,
      ingestToken,
      cookie,
      new URL(ready.signIn).searchParams.get('key') ?? 'none',
      'c4n4ry-pass',
    ]
    for (const name of readdirSync(data)) {
      expect([name, (statSync(join(data, name)).mode & 0o077).toString(8)]).toEqual([name, '0'])
      const bytes = readFileSync(join(data, name), 'latin1')
      // The one documented place of plain tokens.
      if (name === 'demo-tokens.json') continue
      for (const secret of secrets) expect([name, bytes.includes(secret)]).toEqual([name, false])
    }
    for (const secret of secrets) expect(program.output().stderr).not.toContain(secret)
  })
  it('keeps teams, people and tokens from start to start', async () => {
    const data = directory()
    const demo = [{ team: 'acme', displayName: 'Acme', vendor: 'alpha', people: [{ userName: 'ann@acme.example' }] }]
    const start = async (): Promise<{ token: string; users: string }> => {
      const program = run(['--port', '0', '--data', data, '--demo', '--json'], {
        SCIMULATOR_DEMO: JSON.stringify(demo),
      })
      const { scim } = readySchema.parse(JSON.parse(await program.firstLine()))
      const answer = await fetch(`${scim.url}/Users?attributes=userName`, {
        headers: { authorization: `Bearer ${scim.token}` },
      })
      const users = await answer.text()
      program.child.kill('SIGINT')
      expect(await program.ended).toBe(0)
      return { token: scim.token, users }
    }
    const first = await start()
    expect(first.users).toContain('ann@acme.example')
    expect(await start()).toEqual(first)
  })
  it.each([
    ['on standard error', {}, 'stderr', /^Next sign-in link: (.*)\n$/],
    ['as a further JSON line when asked', { SCIMULATOR_ANNOUNCE_SIGN_IN: '1' }, 'stdout', /^\{"signIn":"(.*)"\}\n$/m],
  ] as const)('with --json names the next sign-in link %s', async (_how, env, where, pattern) => {
    const program = run(['--port', '0', '--data', ':memory:', '--json'], env)
    const ready = readySchema.extend({ signIn: z.string() }).parse(JSON.parse(await program.firstLine()))
    const visit = async (link: string): Promise<number> => (await fetch(link, { redirect: 'manual' })).status
    expect(await visit(ready.signIn)).toBe(303)
    await expect.poll(() => program.output()[where], { interval: 5 }).toMatch(pattern)
    const next = pattern.exec(program.output()[where])?.[1] ?? ''
    expect(next).not.toBe(ready.signIn)
    expect(await visit(next)).toBe(303)
    const lines = program.output().stdout.split('\n').length - 1
    expect(lines > 1).toBe(where === 'stdout')
  })
  it('RL-13 ends when its parent is gone', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const program = run(['--port', '0', '--data', ':memory:', '--json'], { SCIMULATOR_PARENT_PID: String(parent.pid) })
    await program.firstLine()
    parent.kill('SIGKILL')
    expect(await program.ended).toBe(0)
  })
})
