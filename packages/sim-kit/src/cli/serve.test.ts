import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  openedRunSchema,
  type SimulatorRegistration,
  simulatorRegistrationSchema,
  simulatorSchema,
} from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { contentServer, type HttpTarget, httpTarget, sendJson } from '../testing/http-target.ts'
import { runSimulator } from './run-simulator.ts'

let folder: string
/** Plays the product's server (registration, run log) and the SCIM target at once. */
let server: HttpTarget
let stop: () => void
let served: Promise<number>
let registration: SimulatorRegistration
const notes: string[] = []
const printed: string[] = []

beforeEach(async () => {
  notes.length = 0
  folder = await mkdtemp(join(tmpdir(), 'sim-kit-'))
  const registered = Promise.withResolvers<SimulatorRegistration>()
  let runs = 0
  let finished = (): void => {}
  server = await httpTarget((request, response, body) => {
    if (request.url === '/api/simulators') {
      registered.resolve(simulatorRegistrationSchema.parse(JSON.parse(body)))
      response.writeHead(204).end()
    } else if (request.url === '/api/runs') sendJson(response, 201, { id: `run-${++runs}`, url: 'http://d/runs' })
    else if (request.url?.startsWith('/api/')) {
      response.writeHead(204).end()
      if (body.includes('"type":"finished"')) finished()
    } else {
      if (request.url?.startsWith('/leaky')) response.setHeader('X-Note', request.headers.authorization ?? '')
      contentServer(request, response)
    }
  })
  runEnded = () =>
    new Promise((resolve) => {
      finished = resolve
    })
  const file = {
    url: server.url,
    ingestToken: 'i'.repeat(16),
    demoTeams: { fake: { team: 'acme', scimUrl: `${server.url}/scim/v2`, token: 'demo-token' } },
  }
  await writeFile(join(folder, 'dashboard.json'), JSON.stringify(file))
  served = runSimulator(fakeVendor(), ['serve'], {
    out: (text) => void printed.push(text),
    err: { write: (text: string) => notes.push(text) },
    env: { DATA_DIR: folder },
    cwd: folder,
    onInterrupt(callback) {
      stop = callback
      return () => {}
    },
  })
  registration = await registered.promise
})
afterEach(async () => {
  stop()
  expect(await served).toBe(0)
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

let runEnded: () => Promise<void>

async function call(
  path: string,
  body?: unknown,
  token = registration.controlToken,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(new URL(path, registration.controlUrl), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, json: await response.json() }
}

/** Orders something and waits until its state is saved. */
async function order(path: string, body: unknown): Promise<void> {
  const ended = runEnded()
  const { status, json } = await call(path, body)
  expect({ status, json: openedRunSchema.safeParse(json).success }).toEqual({ status: 202, json: true })
  await ended
}

const stateFile = () => join(folder, 'simulators', 'fake.json')
interface SavedFile {
  targets: Record<
    string,
    { directory: { people: { userName: string; active: boolean; title?: string }[] }; state: unknown }
  >
}
async function savedTarget(): Promise<SavedFile['targets'][string]> {
  await expect.poll(() => readFile(stateFile(), 'utf8').catch(() => ''), { interval: 5 }).not.toBe('')
  const file = JSON.parse(await readFile(stateFile(), 'utf8')) as SavedFile
  const [target] = Object.values(file.targets)
  if (target === undefined) throw new Error('nothing saved')
  return target
}

describe('the control API', () => {
  test('answers nobody without its token, on any path', async () => {
    for (const path of ['/_sim/profile', '/', '/nothing'])
      expect((await call(path, undefined, 'wrong')).status).toBe(401)
    expect((await call('/_sim/run', {}, '')).status).toBe(401)
  })

  test('describes the simulator', async () => {
    const { json } = await call('/_sim/profile')
    expect(simulatorSchema.parse(json)).toMatchObject({ vendor: 'fake', profiles: [{ id: 'plain', shapes: 3 }] })
  })

  test('plays a run against the demo team, and the next one goes on from its state', async () => {
    await order('/_sim/run', { users: 3, groups: 1, trigger: 'demo' })
    expect(server.requests.filter((line) => line === 'POST /scim/v2/Users')).toHaveLength(3)
    await expect.poll(async () => (await savedTarget()).state, { interval: 5 }).toEqual({ runs: 1, mode: 'one' })
    await order('/_sim/run', {})
    await expect.poll(async () => (await savedTarget()).state, { interval: 5 }).toEqual({ runs: 2, mode: 'one' })
    expect((await savedTarget()).directory.people).toHaveLength(3)
    expect((await stat(stateFile())).mode & 0o777).toBe(0o600)
  })

  test('a team keeps its state although its address changes', async () => {
    const size = { users: 3, groups: 1, team: 'north', token: 'demo-token' }
    for (const host of ['127.0.0.1', 'localhost']) {
      const target = `${server.url.replace(/127\.0\.0\.1|localhost/, host)}/scim/v2`
      await order('/_sim/run', { ...size, target })
      const runs = host === 'localhost' ? 2 : 1
      await expect.poll(async () => (await savedTarget()).state, { interval: 5 }).toEqual({ runs, mode: 'one' })
    }
  })

  test('single actions on the demo team go on from what runs ordered for that team have saved', async () => {
    const size = { users: 3, groups: 1, token: 'demo-token' }
    await order('/_sim/run', { ...size, team: 'acme', target: `${server.url}/scim/v2` })
    await expect.poll(async () => (await savedTarget()).state, { interval: 5 }).toMatchObject({ runs: 1 })
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    await order('/_sim/edit', { person, changes: { title: 'Chief' } })
    const saved = async () => (await savedTarget()).directory.people.find(({ userName }) => userName === person)
    await expect.poll(saved, { interval: 5 }).toMatchObject({ title: 'Chief' })
    expect((await savedTarget()).directory.people).toHaveLength(3)
  })

  test('single actions on a team that is named go on from what runs ordered for that team have saved', async () => {
    const north = { team: 'north', target: `${server.url}/scim/v2`, token: 'north-token' }
    await order('/_sim/run', { ...north, users: 3, groups: 1 })
    await expect.poll(async () => (await savedTarget()).state, { interval: 5 }).toMatchObject({ runs: 1 })
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    await order('/_sim/unassign', { ...north, person })
    const saved = async () => (await savedTarget()).directory.people.find(({ userName }) => userName === person)
    await expect.poll(saved, { interval: 5 }).toMatchObject({ active: false })
    expect((await savedTarget()).directory.people).toHaveLength(3)
  })

  test('single actions change the saved directory', async () => {
    await order('/_sim/connect', {})
    await expect.poll(async () => (await savedTarget()).directory.people.length, { interval: 5 }).toBe(20)
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    const saved = async () => (await savedTarget()).directory.people.find(({ userName }) => userName === person)
    await order('/_sim/edit', { person, changes: { title: 'Chief' } })
    await expect.poll(saved, { interval: 5 }).toMatchObject({ title: 'Chief' })
    await order('/_sim/unassign', { person })
    await expect.poll(saved, { interval: 5 }).toMatchObject({ active: false })
  })

  test.each<[string, unknown, number, RegExp]>([
    ['/_sim/run', { profile: 'plane' }, 400, /Did you mean plain/],
    ['/_sim/run', { scenario: 'nope' }, 400, /Scenario .*nope.* is unknown/],
    ['/_sim/run', { target: 'http://h/' }, 400, /needs a token/],
    ['/_sim/run', { target: 'file:///etc', token: 't' }, 400, /complete URL/],
    ['/_sim/run', { users: 1_000_000 }, 400, /users/],
    ['/_sim/run', '{"a":', 400, /no JSON/],
    ['/_sim/assign', {}, 400, /needs a person/],
    ['/_sim/assign', { person: '__proto__' }, 400, /There is no .*__proto__/],
    ['/_sim/edit', { person: 'x', changes: { id: 'y' } }, 400, /changes/],
    ['/_sim/nothing', {}, 404, /nothing here/],
  ])('refuses %s %j with %i', async (path, body, status, message) => {
    const answer = await call(path, body)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.json)).toMatch(message)
  })

  test('calls no metadata address, whatever it is told', async () => {
    const ended = runEnded()
    const { status } = await call('/_sim/run', { target: 'http://169.254.169.254/latest', token: 'tttttt' })
    expect(status).toBe(202)
    await ended
    expect(server.bodies.join('\n')).toContain('an address simulators do not call')
  })

  test('says on standard output where it listens, and nothing on standard error', () => {
    expect(printed.at(-1)).toBe(`fake-sim: control API at ${registration.controlUrl}/_sim\n`)
    expect(notes).toEqual([])
  })

  test('tells the server what the target should hold', async () => {
    await order('/_sim/run', { users: 2, groups: 0 })
    const events: unknown = JSON.parse(server.bodies.filter((body) => body.startsWith('[')).at(-1) ?? '')
    expect(Array.isArray(events) ? events.at(-1) : events).toMatchObject({
      type: 'finished',
      expected: { users: [{}, {}], groups: [] },
    })
  })

  test('SC-01 a state that holds the token is not saved', async () => {
    await order('/_sim/run', { target: `${server.url}/leaky`, token: 'canary-token-canary' })
    await expect.poll(() => notes.join(''), { interval: 5 }).toContain('gave the token back')
    expect(await readFile(stateFile(), 'utf8').catch(() => '')).toBe('')
  })

  test('takes itself off the server when it ends', async () => {
    stop()
    await served
    expect(server.requests).toContain('DELETE /api/simulators/fake')
  })
})
