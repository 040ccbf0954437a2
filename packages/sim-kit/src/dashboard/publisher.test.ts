import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRunSchema, type RunEvent, runEventSchema } from '@scimulator/admin-api'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { startCounters } from '../recorder/counters.ts'
import { type HttpTarget, httpTarget, sendJson } from '../testing/http-target.ts'
import { locateDashboard } from './locate.ts'
import { openPublisher, type Publisher } from './publisher.ts'

const open: HttpTarget[] = []
const folders: string[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((target) => target.close()))
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

const run = {
  vendor: 'fake',
  vendorLabel: 'Fake',
  profile: 'p',
  profileLabel: 'P',
  scenario: 's',
  target: 'http://h/',
  seed: 'x',
  startedAt: new Date(0).toISOString(),
  trigger: 'cli',
} as const
const event = (steps: number): RunEvent => ({ type: 'counters', counters: { ...startCounters(0, 0), steps } })

async function publisher(
  answer: (path: string, index: number) => number | undefined,
  closeMs = 2000,
): Promise<{ publisher: Publisher; target: HttpTarget; notes: string[] }> {
  const notes: string[] = []
  let index = 0
  const target = await httpTarget((request, response) => {
    const status = answer(request.url ?? '', index++)
    if (status === undefined) return
    if (request.url === '/api/runs') sendJson(response, status, { id: 'r 1', url: 'http://d/runs/1' })
    else response.writeHead(status).end()
  })
  open.push(target)
  const dashboard = { url: target.url, ingestToken: 'i'.repeat(16), demoTeams: {} }
  const made = await openPublisher(dashboard, run, { note: (line) => notes.push(line), closeMs })
  return { publisher: made, target, notes }
}

test('the run is opened, and its events arrive once and in order', async () => {
  const { publisher: made, target, notes } = await publisher((path) => (path === '/api/runs' ? 201 : 204))
  expect(made.opened).toEqual({ id: 'r 1', url: 'http://d/runs/1' })
  expect(openRunSchema.parse(JSON.parse(target.bodies[0] ?? ''))).toEqual(run)
  for (let index = 0; index < 500; index++) {
    made.sink(event(index))
    if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await made.close()
  const events = target.bodies.slice(1).flatMap((body) => z.array(runEventSchema).max(1000).parse(JSON.parse(body)))
  expect(events).toEqual(Array.from({ length: 500 }, (_, index) => event(index)))
  expect(target.requests[1]).toBe('POST /api/runs/r%201/events')
  expect(notes).toEqual([])
})

test('a dashboard that refuses the run is noted once and left alone', async () => {
  const { publisher: made, target, notes } = await publisher(() => 500)
  made.sink(event(1))
  await made.close()
  expect(made.opened).toBeUndefined()
  expect(target.requests).toHaveLength(1)
  expect(notes).toEqual([`The dashboard at ${target.url} does not take this run (status 500); going on without it.`])
})

test('a dashboard that goes away in the middle is noted once', async () => {
  const { publisher: made, notes } = await publisher((path) => (path === '/api/runs' ? 201 : 500))
  for (let index = 0; index < 10; index++) {
    made.sink(event(index))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await made.close()
  made.sink(event(11))
  expect(notes).toEqual(['The dashboard stopped taking this run (status 500); going on without it.'])
})

test('a dashboard that does not take the end of the run in time is noted, and the run ends', async () => {
  const { publisher: made, notes } = await publisher((path) => (path === '/api/runs' ? 201 : undefined), 20)
  made.sink(event(1))
  await made.close()
  expect(notes).toEqual(['The dashboard is too slow: the end of this run is missing there.'])
})

test('a dashboard is found through the data folder, and a file that is none is no dashboard', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sim-kit-'))
  folders.push(dataDir)
  expect(await locateDashboard({ dataDir })).toBeUndefined()
  await writeFile(join(dataDir, 'dashboard.json'), '{"url":1}')
  expect(await locateDashboard({ dataDir })).toBeUndefined()
  const file = { url: 'http://localhost:4000', ingestToken: 'i'.repeat(16), demoTeams: {} }
  await writeFile(join(dataDir, 'dashboard.json'), JSON.stringify(file))
  expect(await locateDashboard({ dataDir })).toEqual(file)
  expect(await locateDashboard({ dataDir, url: 'http://localhost:4000/' })).toMatchObject({
    ingestToken: file.ingestToken,
  })
  await expect(locateDashboard({ dataDir, url: 'http://other:1' })).rejects.toThrow('needs its token')
  expect(await locateDashboard({ dataDir, url: 'http://other:1', ingestToken: 'own' })).toMatchObject({
    ingestToken: 'own',
  })
})
