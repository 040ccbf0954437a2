import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actionsDocumentSchema, syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Behaviour, send, step, waitFor } from '../behaviour/behaviour.ts'
import { openStateStore } from '../control/state-store.ts'
import { withPerson } from '../directory/edits.ts'
import type { AdminAction } from '../profile/admin-action.ts'
import type { Profile, Scenario, ScenarioContext } from '../profile/profile.ts'
import type { HttpTarget } from '../testing/http-target.ts'
import { closeFolder, folder, openFolder, type Ran, run, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

const evidence = { mark: 'vendor-docs', source: 'the console', date: '2026' } as const

/** Counts its orders in the state, and says whom and with what. */
const greet: AdminAction = {
  id: 'greet',
  label: 'Say Hello',
  summary: 'Greets a person.',
  evidence,
  needs: ['person', 'changes'],
  options: [
    { id: 'tone', summary: 'how it sounds', values: ['kind', 'cold'], default: 'kind' },
    { id: 'words', summary: 'what is said' },
  ],
  prepare({ person, changes, options }, directory) {
    if (person === undefined) throw new TypeError('no person')
    const edited = { ...person, ...changes }
    return { directory: withPerson(directory, edited), play: (context) => say(context, { ...edited, ...options }) }
  },
}
function* say({ state, settings }: ScenarioContext, body: object): Behaviour<{ users: []; groups: [] }> {
  const count = typeof state.value.count === 'number' ? state.value.count + 1 : 1
  state.value = { count }
  yield* step({ kind: 'user', name: 'x' }, 'update', function* () {
    const path = '/Users?' // A list answers with one.
    yield* send({ shape: 'create', method: 'POST', path, body: { ...body, count, ...(settings ? { settings } : {}) } })
    return { outcome: 'succeeded' }
  })
  return { users: [], groups: [] }
}
/** Tells the target what time it is, and waits. */
function* waitAnHour(context: ScenarioContext): Behaviour<{ users: []; groups: [] }> {
  yield* step({ kind: 'user', name: 'x' }, 'update', function* () {
    yield* send({ shape: 'create', method: 'POST', path: '/Users', body: { now: context.now().toISOString() } })
    yield* waitFor(3_600_000, 'the hour')
    return { outcome: 'succeeded' }
  })
  return { users: [], groups: [] }
}
const profile: Partial<Profile> = {
  adminActions: [greet],
  settings: {
    summary: 'Words.',
    evidence,
    defaults: { rules: ['Greet {name}'], deep: { a: 1 } },
    check: ({ rules }) =>
      Array.isArray(rules)
        ? rules.flatMap((rule, index) => {
            const offset = String(rule).indexOf('!')
            return offset < 0 ? [] : [{ path: ['rules', index], offset, message: 'No need to shout.' }]
          })
        : [{ path: ['rules'], message: 'rules is a list.' }],
  },
}

const call = ({ url }: HttpTarget, ...more: string[]): Promise<Ran> =>
  run(['act', ...more, '--target', `${url}/scim/v2`, '--token', 'canary-token'], { profile })
const someone = ['--person', 'Ann@example.com', '--set', 'title=Chief', '--option', 'words=hi']
const people = async (): Promise<string[]> => {
  await writeFile(join(folder(), 'p.csv'), 'userName,givenName,familyName\nann@example.com,Ann,Lee\n')
  return ['--people', 'p.csv']
}

describe('act', () => {
  test('without an action lists the actions with the console’s labels and the evidence', async () => {
    const { code, out } = await run(['act'], { profile })
    expect(code).toBe(0)
    expect(out).toBe(`What the admin of Fake IdP (Plain app) can order:

  greet                  Say Hello (vendor-docs)
    Greets a person.
    needs --person USERNAME --set ATTRIBUTE=VALUE
    --option tone=kind|cold: how it sounds (default "kind")
    --option words=TEXT: what is said (must be given)
`)
  })

  test('--json without an action is one document with every action of the profile', async () => {
    const { out } = await run(['act', '--json'])
    const { actions } = actionsDocumentSchema.parse(JSON.parse(out))
    expect(actions.map(({ id }) => id)).toEqual(['connect', 'assign', 'unassign', 'edit', 'push'])
  })

  test('says what was sent, step by step', async () => {
    const { out } = await call(await target(), 'greet', ...someone, ...(await people()))
    expect(out).toMatch(
      /^Fake IdP \(Plain app\), greet -> http.*\nPASS in .*\n\n {2}ok {8}update x\n {12}POST \/scim\/v2\/Users\? -> 201\n\nFindings: none\n\nInferred: 1 request: create /,
    )
  })

  test('plays the action with subjects, changes and options, and the next one goes on from it', async () => {
    const made = await target()
    const first = await call(made, 'greet', ...someone, ...(await people()), '--json')
    expect([first.code, first.err]).toEqual([0, ''])
    expect(syncReportSchema.parse(JSON.parse(first.out))).toMatchObject({ scenario: 'greet', verdict: 'pass' })
    await call(made, 'greet', ...someone, '--set', 'department=Moon', '--option', 'tone=cold')
    expect(made.bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { userName: 'ann@example.com', title: 'Chief', tone: 'kind', words: 'hi', count: 1 },
      { userName: 'ann@example.com', title: 'Chief', department: 'Moon', tone: 'cold', count: 2 },
    ])
  })

  test('simulated time goes on where the last run left it; what is reported begins now', async () => {
    const slow: AdminAction = {
      id: 'wait',
      label: 'Wait',
      summary: 'Waits an hour.',
      evidence,
      needs: [],
      prepare: (_order, directory) => ({ directory, play: waitAnHour }),
    }
    const made = await target()
    const hours = async (): Promise<number> => {
      const args = ['act', 'wait', '--target', made.url, '--token', 't', '--json']
      const { out } = await run(args, { profile: { adminActions: [slow] } })
      const { steps, simulatedMs } = syncReportSchema.parse(JSON.parse(out))
      expect(simulatedMs).toBe(3_600_000)
      const { request, startedAt } = steps[0]?.exchanges[0] ?? {}
      const { now } = JSON.parse(request?.body ?? '{}') as { now?: string }
      return (Date.parse(now ?? '') - Date.parse(startedAt ?? '')) / 3_600_000
    }
    expect(await hours()).toBeCloseTo(0, 2)
    expect(await hours()).toBeCloseTo(1, 2)
    expect(await hours()).toBeCloseTo(2, 2)
  })

  test('sync --state goes on from the same app integration; without it sync begins anew', async () => {
    const made = await target()
    const sync = ['sync', '--target', `${made.url}/scim/v2`, '--token', 't']
    await run(['act', 'connect', '--target', `${made.url}/scim/v2`, '--token', 't', ...(await people())])
    await run([...sync, '--state'])
    expect(made.bodies.filter((body) => body.includes('ann@example.com'))).toHaveLength(1)
    await run(sync)
    expect(made.bodies.filter((body) => body.includes('userName'))).toHaveLength(21)
    const store = await openStateStore(join(folder(), 'simulators', 'fake.sqlite'), () => {})
    expect(store.get(`plain ${made.url}/scim/v2`)?.state).toEqual({ runs: 1, mode: 'one' })
    store.close()
  })

  test('the directory a scenario leaves is where the next run begins', async () => {
    const made = await target()
    const leave: Scenario = {
      id: 'leave',
      summary: 'The first one leaves.',
      *play({ directory, keepDirectory }) {
        yield* send({ shape: 'test', method: 'GET', path: `/Users?count=${directory.people.length}` })
        keepDirectory?.({ ...directory, people: directory.people.slice(1) })
        return { users: [], groups: [] }
      },
    }
    for (let count = 0; count < 2; count++) {
      const args = ['sync', '--scenario', 'leave', '--state', '--target', made.url, '--token', 't']
      expect((await run(args, { profile: { scenarios: [leave] } })).code).toBe(0)
    }
    expect(made.requests).toEqual(['GET /Users?count=20', 'GET /Users?count=19'])
  })

  test('what is still going on elsewhere is not disturbed: exit 2', async () => {
    const made = await target()
    const store = await openStateStore(join(folder(), 'simulators', 'fake.sqlite'), () => {})
    const claim = store.claim(`plain ${made.url}/scim/v2`)
    const { code, err } = await call(made, 'greet', ...someone, ...(await people()))
    expect([code, err]).toEqual([2, 'A run against this target is still going on.\n'])
    claim.release()
    store.close()
    expect(made.requests).toEqual([])
  })

  test.each<[string[], RegExp]>([
    [['gret'], /^Action "gret" is unknown\. Did you mean greet\? There are: greet\.\n$/],
    [['greet'], /^The action greet needs a person, by userName and changes\.\n$/],
    [
      ['greet', '--person', 'an@example.com', '--set', 'title=x'],
      /^There is no "an@example\.com" .* Did you mean ann@/,
    ],
    [['greet', ...someone.slice(0, 4)], /^The action greet needs the option words: what is said\n$/],
    [['greet', ...someone, '--option', 'tone=kid'], /^Value of option tone "kid" is unknown\. Did you mean kind\?/],
    [
      ['greet', ...someone, '--option', 'tune=kind'],
      /^Option of the action greet "tune" is unknown\. Did you mean tone\?/,
    ],
    [['greet', ...someone, '--option', 'tone'], /^--option takes NAME=VALUE, not "tone"\.\n$/],
    [['greet', ...someone, '--set', 'titel=x'], /^Attribute "titel" is unknown\. Did you mean title\?/],
    [['greet', ...someone, '--set', 'userName='], /^--set userName: /],
    [['greet', ...someone, '--set', 'manager=nobody'], /^There is no "nobody" in the directory\.\n$/],
  ])('%j is refused in one line, exit 2, nothing sent', async (args, line) => {
    const made = await target()
    const { code, err, out } = await call(made, ...args, ...(await people()))
    expect(err).toMatch(line)
    expect({ code, out, lines: err.split('\n').length, requests: made.requests }).toEqual({
      code: 2,
      out: '',
      lines: 2,
      requests: [],
    })
  })
})

describe('--settings', () => {
  test('the document goes with the run and stays for the next one', async () => {
    const made = await target()
    await writeFile(join(folder(), 's.yaml'), 'rules:\n  - Hello\n')
    await call(made, 'greet', ...someone, ...(await people()), '--settings', 's.yaml')
    await call(made, 'greet', ...someone)
    expect(made.bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { count: 1, settings: { rules: ['Hello'] } },
      { count: 2, settings: { rules: ['Hello'] } },
    ])
  })

  test.each(['act', 'sync'])('every problem has file, line and column, nothing is sent: %s', async (command) => {
    const made = await target()
    await writeFile(join(folder(), 's.json'), '{"rules": [\n  "a\\"b!",\n  "fine", "c!"\n]}')
    const words = command === 'act' ? ['act', 'greet', ...someone] : ['sync']
    const args = [...words, '--target', made.url, '--token', 't', '--settings', 's.json']
    const { code, err, out } = await run(args, { profile })
    expect([code, out, made.requests]).toEqual([2, '', []])
    expect(err).toBe('s.json:2:8: No need to shout.\ns.json:3:13: No need to shout.\nNothing was sent.\n')
  })

  test.each<[string, RegExp]>([
    ['rules: 3', /^s\.yaml:1:8: rules is a list\.\n/],
    ['other: 3', /^s\.yaml:1:1: rules is a list\.\n/],
    ['rules: [a\nb: {', /^s\.yaml:2:\d+: /],
    ['- a', /^s\.yaml:1:1: The settings are a mapping/],
    ['', /^s\.yaml:1:1: The settings are a mapping/],
    ['a: 1\na: 2', /^s\.yaml:2:1: Map keys must be unique/],
    [`a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]`, /alias/],
  ])('%j is refused', async (text, line) => {
    await writeFile(join(folder(), 's.yaml'), text)
    const made = await target()
    const { code, err } = await run(['sync', '--target', made.url, '--token', 't', '--settings', 's.yaml'], { profile })
    expect([code, made.requests]).toEqual([2, []])
    expect(err).toMatch(line)
  })

  test('settings prints the document to start from, which is taken back as it is', async () => {
    const { code, out } = await run(['settings'], { profile })
    expect(code).toBe(0)
    expect(out).toMatch(/^# Fake IdP, Plain app: Words\.\n# Evidence: vendor-docs \(the console, 2026\)\.\n/)
    expect(out).toMatch(/\nrules:\n {2}- Greet \{name\}\ndeep:\n {2}a: 1\n$/)
    await writeFile(join(folder(), 's.yaml'), out)
    const made = await target()
    const ran = await run(['sync', '--target', made.url, '--token', 't', '--settings', 's.yaml'], { profile })
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(JSON.parse((await run(['settings', '--json'], { profile })).out)).toEqual(profile.settings?.defaults)
  })

  test('a profile without settings says so', async () => {
    expect(await run(['settings'])).toMatchObject({
      code: 2,
      err: 'The profile plain takes no document of settings.\n',
    })
    expect((await run(['sync', '--target', 'http://h', '--token', 't', '--settings', 'x'])).code).toBe(2)
  })
})
