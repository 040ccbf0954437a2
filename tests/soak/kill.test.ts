import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveDocumentSchema } from '@scimulator/admin-api'
import { firstLine, projectRoot, readHoldings } from '@scimulator/tests-support'
import { expect, it, onTestFinished } from 'vitest'

const rounds = 10
const writers = 16

it('an acknowledged write survives kill -9, ten times in a row', async () => {
  const data = await mkdtemp(join(tmpdir(), 'scimulator-kill-'))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const acknowledged = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const server = await startHere(data)
    const lanes = Array.from({ length: writers }, (_, lane) =>
      writeUntilGone(server.url, `${round}-${lane}`, acknowledged),
    )
    const wanted = acknowledged.size + 100
    while (acknowledged.size < wanted) await new Promise((resolve) => setImmediate(resolve))
    server.process.kill('SIGKILL')
    await Promise.all(lanes)
  }
  const server = await startHere(data)
  onTestFinished(() => void server.process.kill())
  const held = new Set((await readHoldings(server.url, 'soak')).users.map(({ userName }) => userName))
  expect(acknowledged.size).toBeGreaterThanOrEqual(rounds * 100)
  expect([...acknowledged].filter((userName) => !held.has(userName))).toEqual([])
})

/** The server as a process of its own, so that the signal reaches it and nobody else. */
async function startHere(data: string): Promise<{ process: ReturnType<typeof spawn>; url: string }> {
  const entry = join(projectRoot, 'apps', 'server', 'src', 'main.ts')
  const child = spawn(process.execPath, ['--conditions=source', entry, '--port', '0', '--data', data, '--json'], {
    env: { PATH: process.env.PATH, SCIM_TOKEN: 'soak' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { scim } = serveDocumentSchema.parse(JSON.parse(await firstLine(child)))
  return { process: child, url: scim.url }
}

/** Creates people one after another until the server is gone; only what it acknowledged counts. */
async function writeUntilGone(url: string, lane: string, acknowledged: Set<string>): Promise<void> {
  for (let count = 0; ; count += 1) {
    const userName = `soak-${lane}-${count}`
    const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName })
    const headers = { Authorization: 'Bearer soak', 'Content-Type': 'application/scim+json' }
    const response = await fetch(`${url}/Users`, { method: 'POST', headers, body }).catch(() => undefined)
    if (response === undefined) return
    if (response.status === 201) acknowledged.add(userName)
  }
}
