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
import { type SavedTarget, targetKey } from '../control/saved-state.ts'
import { openStateStore } from '../control/state-store.ts'
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

const stateFile = () => join(folder, 'simulators', 'fake.sqlite')

/** What is saved of the only app integration there is. */
async function savedTarget(): Promise<SavedTarget> {
  const store = await openStateStore(stateFile(), (line) => notes.push(line))
  try {
    const saved = store.latest(places.map((place) => targetKey('plain', place)))
    if (saved === undefined) throw new Error('nothing saved')
    return saved
  } finally {
    store.close()
  }
}

const places = [{ team: 'acme' }, { team: 'north' }]

describe('the control API', () => {
  test('answers nobody without its token, on any path', async () => {
    for (const path of ['/_sim/profile', '/', '/nothing'])
      expect((await call(path, undefined, 'wrong')).status).toBe(401)
    expect((await call('/_sim/run', {}, '')).status).toBe(401)
  })

  test('describes the simulator', async () => {
    const { json } = await call('/_sim/profile')
    const { vendor, profiles } = simulatorSchema.parse(json)
    expect([vendor, profiles[0]?.id, profiles[0]?.shapes]).toEqual(['fake', 'plain', 3])
    expect(profiles[0]?.actions?.map(({ id, needs }) => [id, needs])).toEqual([
      ['connect', []],
      ['assign', ['person']],
      ['unassign', ['person']],
      ['edit', ['person', 'changes']],
      ['push', ['group']],
    ])
    expect(profiles[0]?.actions?.[1]).toMatchObject({ label: 'Assign', options: [], mark: 'inferred', source: 'none' })
  })

  test('plays a run against the demo team, and the next one goes on from its state', async () => {
    await order('/_sim/run', { users: 3, groups: 1, trigger: 'demo' })
    expect(server.requests.filter((line) => line === 'POST /scim/v2/Users')).toHaveLength(3)
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toEqual({ runs: 1, mode: 'one' })
    await order('/_sim/run', {})
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toEqual({ runs: 2, mode: 'one' })
    expect((await savedTarget()).directory.people).toHaveLength(3)
    expect((await stat(stateFile())).mode & 0o777).toBe(0o600)
  })

  test('an order that follows the end of a run at once is taken', async () => {
    for (let runs = 1; runs <= 5; runs++) await order('/_sim/run', { users: 3, groups: 1 })
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toMatchObject({ runs: 5 })
  })

  test('a team keeps its state although its address changes', async () => {
    const size = { users: 3, groups: 1, team: 'north', token: 'demo-token' }
    for (const host of ['127.0.0.1', 'localhost']) {
      const target = `${server.url.replace(/127\.0\.0\.1|localhost/, host)}/scim/v2`
      await order('/_sim/run', { ...size, target })
      const runs = host === 'localhost' ? 2 : 1
      await expect
        .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
        .toEqual({ runs, mode: 'one' })
    }
  })

  test('single actions on the demo team go on from what runs ordered for that team have saved', async () => {
    const size = { users: 3, groups: 1, token: 'demo-token' }
    await order('/_sim/run', { ...size, team: 'acme', target: `${server.url}/scim/v2` })
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toMatchObject({ runs: 1 })
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    await order('/_sim/actions/edit', { person, changes: { title: 'Chief' } })
    const saved = async () => (await savedTarget()).directory.people.find(({ userName }) => userName === person)
    await expect.poll(saved, { interval: 5, timeout: 30_000 }).toMatchObject({ title: 'Chief' })
    expect((await savedTarget()).directory.people).toHaveLength(3)
  })

  test('single actions on a team that is named go on from what runs ordered for that team have saved', async () => {
    const north = { team: 'north', target: `${server.url}/scim/v2`, token: 'north-token' }
    await order('/_sim/run', { ...north, users: 3, groups: 1 })
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toMatchObject({ runs: 1 })
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    await order('/_sim/actions/unassign', { ...north, person })
    const saved = async () => (await savedTarget()).directory.people.find(({ userName }) => userName === person)
    await expect.poll(saved, { interval: 5, timeout: 30_000 }).toMatchObject({ active: false })
    expect((await savedTarget()).directory.people).toHaveLength(3)
  })

  test('act on the command line goes on from what the running simulator has saved, and the other way round', async () => {
    await order('/_sim/run', { users: 3, groups: 1 })
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toMatchObject({ runs: 1 })
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    const act = ['act', 'edit', '--person', person, '--set', 'title=Chief']
    const out: string[] = []
    const code = await runSimulator(fakeVendor(), act, {
      out: (text) => void out.push(text),
      err: { write: (text: string) => notes.push(text) },
      env: { DATA_DIR: folder },
      cwd: folder,
      onInterrupt: () => () => {},
    })
    expect([code, notes]).toEqual([0, []])
    expect(out.join('')).toContain(`create ${person}\n`)
    const saved = await savedTarget()
    expect(saved.state).toMatchObject({ runs: 1 })
    expect(saved.directory.people[0]).toMatchObject({ userName: person, title: 'Chief' })
    await order('/_sim/run', {})
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toMatchObject({ runs: 2 })
    expect((await savedTarget()).directory.people[0]).toMatchObject({ title: 'Chief' })
  })

  test('single actions change the saved directory', async () => {
    await order('/_sim/actions/connect', {})
    await expect
      .poll(async () => (await savedTarget()).directory.people.length, { interval: 5, timeout: 30_000 })
      .toBe(20)
    const person = (await savedTarget()).directory.people[0]?.userName ?? ''
    const saved = async () => (await savedTarget()).directory.people.find(({ userName }) => userName === person)
    await order('/_sim/actions/edit', { person, changes: { title: 'Chief' } })
    await expect.poll(saved, { interval: 5, timeout: 30_000 }).toMatchObject({ title: 'Chief' })
    await order('/_sim/actions/unassign', { person })
    await expect.poll(saved, { interval: 5, timeout: 30_000 }).toMatchObject({ active: false })
  })

  test.each<[string, unknown, number, RegExp]>([
    ['/_sim/run', { profile: 'plane' }, 400, /Did you mean plain/],
    ['/_sim/run', { scenario: 'nope' }, 400, /Scenario .*nope.* is unknown/],
    ['/_sim/run', { target: 'http://h/' }, 400, /needs a token/],
    ['/_sim/run', { target: 'file:///etc', token: 't' }, 400, /complete URL/],
    ['/_sim/run', { users: 1_000_000 }, 400, /users/],
    ['/_sim/run', '{"a":', 400, /no JSON/],
    ['/_sim/actions/assign', {}, 400, /needs a person/],
    ['/_sim/actions/assign', { person: '__proto__' }, 400, /There is no .*__proto__/],
    ['/_sim/actions/edit', { person: 'x', changes: { id: 'y' } }, 400, /changes/],
    ['/_sim/actions/asign', {}, 400, /Action .*asign.* is unknown. Did you mean assign\?/],
    ['/_sim/actions/connect', { options: { a: 'b' } }, 400, /action connect has no options/],
    ['/_sim/actions/assign', { persn: 'x' }, 400, /persn/],
    ['/_sim/actions/push', { group: 'nobody knows' }, 400, /Group .* is unknown/],
    ['/_sim/run', { settings: { a: 1 } }, 400, /takes no document of settings/],
    ['/_sim/run', { knobs: { mod: 'two' } }, 400, /Knob .*mod.* is unknown. Did you mean mode\?/],
    ['/_sim/run', { knobs: { mode: 'three' } }, 400, /Value of knob mode .*three.* is unknown/],
    ['/_sim/run', { knobs: { __proto__x: 'y' } }, 400, /is unknown/],
    ['/_sim/actions/connect', { knobs: { mode: 2 } }, 400, /knobs.mode/],
    ['/_sim/run', { options: { cycles: '3' } }, 400, /cycles|no options/],
    ['/_sim/run', { faults: ['resett'] }, 400, /Did you mean reset\?/],
    ['/_sim/run', { oauth: { tokenUrl: 'http://h/' } }, 400, /oauth/],
    ['/_sim/nothing', {}, 404, /nothing here/],
  ])('refuses %s %j with %i', async (path, body, status, message) => {
    const answer = await call(path, body)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.json)).toMatch(message)
  })

  test('plays with the knobs and the failures on the way that it is told', async () => {
    await order('/_sim/run', { users: 2, groups: 0, knobs: { mode: 'two' }, faults: ['duplicate:method=POST,count=1'] })
    expect(server.requests.filter((line) => line === 'POST /scim/v2/Users')).toHaveLength(3)
    await expect
      .poll(async () => (await savedTarget()).state, { interval: 5, timeout: 30_000 })
      .toMatchObject({ mode: 'two' })
    await order('/_sim/actions/connect', { knobs: { mode: 'one' } })
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
    await expect.poll(() => notes.join(''), { interval: 5, timeout: 30_000 }).toContain('gave the token back')
    for (const suffix of ['', '-wal']) expect(await readFile(stateFile() + suffix, 'latin1')).not.toContain('canary')
  })

  test('takes itself off the server when it ends', async () => {
    stop()
    await served
    expect(server.requests).toContain('DELETE /api/simulators/fake')
  })
})
