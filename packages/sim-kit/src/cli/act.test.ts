import { join } from 'node:path'
import { actionsDocumentSchema, syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Behaviour, send, step, waitFor } from '../behaviour/behaviour.ts'
import { openStateStore } from '../control/state-store.ts'
import type { AdminAction } from '../profile/admin-action.ts'
import type { Scenario, ScenarioContext } from '../profile/profile.ts'
import { call, evidence, people, profile, someone } from '../testing/greeting.ts'
import { contentServer, sendJson } from '../testing/http-target.ts'
import { closeFolder, folder, openFolder, type Ran, run, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

/** Tells the target what time it is, and waits. */
function* waitAnHour(context: ScenarioContext): Behaviour<{ users: []; groups: [] }> {
  yield* step({ kind: 'user', name: 'x' }, 'update', function* () {
    yield* send({ shape: 'create', method: 'POST', path: '/Users', body: { now: context.now().toISOString() } })
    yield* waitFor(3_600_000, 'the hour')
    return { outcome: 'succeeded' }
  })
  return { users: [], groups: [] }
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
      /^Fake IdP \(Plain app\), greet -> http.*\nPASS in .*\n\n {2}ok {8}update x\n {12}POST \/scim\/v2\/Users\? -> 201\n\nFindings: none\n\nInferred: 1 profile: plain; 1 request: create /,
    )
  })

  test('names the action among what is inferred, in every report', async () => {
    const made = await target()
    const args = ['act', 'push', '--group', 'Engineering', '--target', made.url, '--token', 't']
    const claim = { kind: 'action', id: 'push', summary: 'Push group: Push group.' }
    for (const [format, said] of [
      ['terminal', 'Inferred: 1 admin action: push (see'],
      ['html', '<li>action <b>push</b> <span class="meta">Push group: Push group.</span></li>'],
      ['junit', '<property name="inferred" value="1 admin action: push"/>'],
      ['har', '"comment": "inferred: 1 admin action: push"'],
    ] as const) {
      expect((await run([...args, '--report', format])).out).toContain(said)
    }
    expect(syncReportSchema.parse(JSON.parse((await run([...args, '--json'])).out)).inferred).toEqual([claim])
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

  test('a failure is the vendor’s to judge once an earlier run has met the target, and until then stops the run', async () => {
    let working = false
    const made = await target((request, response) => {
      if (working) contentServer(request, response)
      else sendJson(response, 401, {})
    })
    const order = (...more: string[]): Promise<Ran> => call(made, 'greet', ...someone, ...more)
    const stopped = [2, 'The target refuses the token (status 401).\n']
    for (const more of [await people(), []]) {
      const { code, err } = await order(...more)
      expect([code, err]).toEqual(stopped)
    }
    working = true
    await order()
    working = false
    const { code, err, out } = await order()
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('ok        update x\n            POST /scim/v2/Users? -> 401\n')
    // Runs that did not meet the target taught nothing.
    expect(made.bodies.map((body) => (JSON.parse(body) as { count: number }).count)).toEqual([1, 1, 1, 2])
    const fresh = await run(['sync', '--target', `${made.url}/scim/v2`, '--token', 't'])
    expect([fresh.code, fresh.err]).toEqual(stopped)
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
