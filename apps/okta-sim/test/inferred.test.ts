import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { isJsonObject } from '@scimulator/scim-core'
import { type Directory, type Profile, type RunPlan, type ScimRequest, startRun } from '@scimulator/sim-kit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { vendor } from '../src/vendor.ts'
import { act } from './act.ts'
import { profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder } from './responder.ts'

describe.each(vendor.profiles.map((profile) => [profile.id, profile] as const))('%s', (_id, profile) => {
  const directory = aDirectory(3, 1)
  const [person] = directory.people
  const [group] = directory.groups
  if (person === undefined || group === undefined) throw new Error('empty directory')

  it('a run that pushes no group rests on no knob about groups', async () => {
    const demo = profile.scenarios.find(({ id }) => id === 'demo')
    if (demo === undefined) throw new Error('no demo')
    const used = await knobsUsed(profile, { ...directory, groups: [] }, (context) => demo.play(context))
    expect(used).toContain('parallelUsers')
    expect(used).not.toContain('renameGroups')
  })

  it('a run that only assigns a new person rests on no knob', async () => {
    expect(await knobsUsed(profile, directory, (context) => act(profile, 'assign', context, { person }))).toEqual([])
  })

  it('a link to a group rests on the setting about its name alone', async () => {
    const used = await knobsUsed(profile, directory, (context) => act(profile, 'push', context, { group }))
    expect(used).toEqual(['renameGroups'])
  })
})

it('an edit rests on how an emptied attribute travels where it empties one', async () => {
  const directory = aDirectory(1, 0)
  const [person] = directory.people
  if (person === undefined) throw new Error('nobody')
  const edited = (title: string) =>
    knobsUsed(profiles.aiw, { ...directory, people: [{ ...person, title: 'Engineer' }] }, function* (context) {
      yield* act(profiles.aiw, 'assign', context, { person: { ...person, title: 'Engineer' } })
      return yield* act(profiles.aiw, 'edit', context, { person, changes: { title } })
    })
  expect([await edited('Chief'), await edited('')]).toEqual([[], ['emptyMode']])
})

/** The inferred knobs that a run over HTTP used, on a target that has an account and a group. */
async function knobsUsed(profile: Profile, directory: Directory, play: RunPlan['play']): Promise<string[]> {
  const run = await startRun({
    vendor,
    profile,
    scenario: 'test',
    play,
    connection: profile.connect({ target: await listen(), token: 'a-token' }),
    token: 'a-token',
    directory,
    state: { value: { connection: 'saved' } },
    knobs: Object.fromEntries(profile.knobs.map(({ id, default: value }) => [id, value])),
    seed: 'seed',
    trigger: 'cli',
    wire: { timeoutMs: 5000 },
    keep: 'failed',
    dashboard: undefined,
    sinks: [],
    note: () => {},
  })
  const { report } = await run.finished
  expect([report.stopped, report.findings]).toEqual([null, []])
  return (report.inferred ?? []).filter(({ kind }) => kind === 'knob').map(({ id }) => id)
}

/** A service provider that has a group `Team "0"` and an account. */
async function listen(): Promise<string> {
  const responder = new Responder()
  const seed = { shape: 'seed', method: 'POST' } as const
  responder.respond({ ...seed, path: '/Groups', body: { displayName: 'Team "0"' } })
  responder.respond({ ...seed, path: '/Users', body: { userName: 'somebody', emails: [{ value: 's@example.com' }] } })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: unknown = JSON.parse((await text(request)) || 'null')
    const { method = 'GET', url = '' } = request
    const canned = responder.respond({
      shape: 'any',
      // Okta sends no other.
      method: method as ScimRequest['method'],
      path: url,
      ...(isJsonObject(body) ? { body } : {}),
    })
    const known = 'status' in canned ? canned : { status: 500 }
    response.writeHead(known.status, { 'Content-Type': 'application/scim+json' })
    response.end(known.body === undefined ? '' : JSON.stringify(known.body))
  }
  const server = createServer((request, response) => void answer(request, response))
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}
