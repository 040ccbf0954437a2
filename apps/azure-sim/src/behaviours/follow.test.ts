import { type Directory, withGroup, withoutGroup, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { openJob, saveJob } from '../job/job.ts'
import { restart } from '../job/restart.ts'
import { aTestApp, type TestApp } from '../testing/clock.ts'
import { held, sorted } from '../testing/held.ts'
import { PROBES, trace } from '../testing/trace.ts'
import { aliceAndBob, aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const start = aliceAndBob()
const [alice, bob] = start.people
if (!alice || !bob) throw new TypeError('no Alice or Bob')

function started(options: Parameters<typeof aTestApp>[0] = {}): TestApp {
  const app = aTestApp(options)
  app.follow({ before: undefined, after: start })
  return app
}

const writes = (lines: readonly string[]): string[] => lines.filter((line) => !line.startsWith('GET'))
const record = (app: TestApp) => openJob(DEFAULT_SETUP, app.context).record

describe.each([
  ['default', DEFAULT_SETUP],
  ['flag', FLAG_SETUP],
])('following the directory in the %s profile', (_name, setup) => {
  const after: Record<string, Directory> = {
    'a new person in a group': withGroup(withPerson(start, aPerson('carol')), {
      id: 'sales',
      displayName: 'Sales',
      members: ['alice', 'bob', 'carol'],
    }),
    'a renamed person': withPerson(start, { ...alice, userName: 'alice.x@contoso.com', familyName: 'X' }),
    'an unassigned person': withPerson(start, { ...alice, active: false }),
    'a deleted person': withoutPerson(start, 'alice'),
    'a group gone': withoutGroup(start, 'sales'),
    'nobody left': { people: [], groups: [] },
  }
  test.each(Object.entries(after))(
    '%s: the target holds what is expected, and again after a year',
    (_what, directory) => {
      const app = aTestApp({ setup, knobs: { readBack: 'on' } })
      app.follow({ before: undefined, after: start })
      const played = app.follow({ before: start, after: directory })
      expect(played.findings).toEqual([])
      expect(held(app.responder)).toEqual(sorted(played.result))
      app.pass(365 * DAY)
      const later = app.follow({ before: directory, after: directory })
      expect(later.findings).toEqual([])
      expect(held(app.responder)).toEqual(sorted(later.result))
      const back = app.follow({ before: directory, after: start })
      expect(back.findings).toEqual([])
      expect(held(app.responder)).toEqual(sorted(back.result))
    },
  )
})

describe('the first time', () => {
  test('the connection is tested, then the initial cycle is played with its own probes', () => {
    const app = aTestApp()
    const { requests, waits } = app.follow({ before: undefined, after: start })
    expect(trace(requests).slice(0, 4)).toEqual([...PROBES, ...PROBES])
    expect(waits).toEqual([])
    expect(record(app)).toMatchObject({ status: 'Active', watermark: '2026-01-01T00:00:00.000Z' })
  })

  test('a connection test that fails leaves the job unconfigured, and nothing is sent', () => {
    const app = aTestApp({ fault: () => ({ status: 401 }) })
    const { requests, result } = app.follow({ before: undefined, after: start })
    expect(requests).toHaveLength(1)
    expect(result).toEqual({ users: [], groups: [] })
    expect(record(app).status).toBe('NotConfigured')
    expect(app.follow({ before: start, after: withPerson(start, aPerson('carol')) }).requests).toEqual([])
  })
})

describe('the schedule', () => {
  test('a change waits for the next cycle, 40 minutes after the last one', () => {
    const app = started()
    app.pass(10 * MINUTE)
    const { waits } = app.follow({ before: start, after: withPerson(start, { ...alice, title: 'X' }) })
    expect(waits).toEqual([30 * MINUTE])
  })

  test('before a cycle is due nothing is sent; then one with nothing to do sends its probes', () => {
    const app = started()
    app.pass(39 * MINUTE)
    expect(app.follow({ before: start, after: start }).requests).toEqual([])
    app.pass(MINUTE)
    expect(trace(app.follow({ before: start, after: start }).requests)).toEqual(PROBES)
  })

  test('many cycles that were due are one, whose cause says so', () => {
    const app = started()
    app.pass(DAY)
    const { steps } = app.follow({ before: start, after: start })
    expect(steps[0]?.cause).toBe('Incremental cycle (35 before it had nothing to do)')
  })

  test('a soft-deleted person is disabled, keeps the memberships, and is deleted after 30 days', () => {
    const app = started()
    const gone = withoutPerson(start, 'alice')
    const soft = app.follow({ before: start, after: gone })
    expect(writes(trace(soft.requests))).toEqual([
      'PATCH /Users/Users-1 [{"op":"Replace","path":"active","value":"False"}]',
    ])
    expect(soft.result.users).toContainEqual({ userName: 'alice@contoso.com', active: false })
    expect(soft.result.groups[0]?.members).toContain('alice@contoso.com')
    app.pass(30 * DAY - 41 * MINUTE)
    expect(writes(trace(app.follow({ before: gone, after: gone }).requests))).toEqual([])
    app.pass(41 * MINUTE)
    const hard = app.follow({ before: gone, after: gone })
    expect(writes(trace(hard.requests))).toEqual(['DELETE /Users/Users-1'])
    expect(hard.result.users).toEqual([{ userName: 'bob@contoso.com', active: true }])
  })

  test('a person restored within 30 days has the account back, without memberships being sent again', () => {
    const app = started()
    const gone = withoutPerson(start, 'alice')
    app.follow({ before: start, after: gone })
    app.pass(10 * DAY)
    const restored = app.follow({ before: gone, after: start })
    expect(writes(trace(restored.requests))).toEqual([
      'PATCH /Users/Users-1 [{"op":"Replace","path":"active","value":"True"}]',
    ])
    app.pass(60 * DAY)
    expect(writes(trace(app.follow({ before: start, after: start }).requests))).toEqual([])
  })

  test('after an unassignment a later deletion in the directory sends nothing', () => {
    const app = started()
    const away = withPerson(start, { ...alice, active: false })
    app.follow({ before: start, after: away })
    const gone = withoutPerson(away, 'alice')
    app.follow({ before: away, after: gone })
    app.pass(31 * DAY)
    const { requests, result, steps } = app.follow({ before: gone, after: gone })
    expect(writes(trace(requests)).filter((line) => line.startsWith('DELETE'))).toEqual([])
    expect(steps.find(({ action }) => action === 'remove')?.result?.outcome).toBe('notSent')
    expect(sorted(result)).toEqual(held(app.responder))
  })
})

test('what a full restart unlinked stays in the target when it is deleted in the directory', () => {
  const app = started()
  const gone = withoutGroup(withoutPerson(start, 'alice'), 'sales')
  app.follow({ before: start, after: withoutPerson(start, 'alice') })
  app.play(start, function* (context) {
    const job = openJob(DEFAULT_SETUP, context)
    restart(job, ['Full'])
    saveJob(job)
    yield* []
  })
  app.follow({ before: withoutPerson(start, 'alice'), after: gone })
  app.pass(31 * DAY)
  const { requests, result } = app.follow({ before: gone, after: gone })
  expect(writes(trace(requests))).toEqual([])
  expect(sorted(result)).toEqual(held(app.responder))
  expect(result.groups).toHaveLength(1)
})

describe('a target that fails', () => {
  test('an object is tried again in the next cycle, after 6, 12 and 24 hours, then daily, and dropped after 28 days', () => {
    const app = started({ fault: ({ body }) => (body?.userName === 'carol@contoso.com' ? { status: 503 } : undefined) })
    const after = withPerson(start, aPerson('carol'))
    const first = app.follow({ before: start, after })
    const creates = (played: { requests: readonly { shape: string }[] }): number =>
      played.requests.filter(({ shape }) => shape === 'create-user').length
    expect(creates(first)).toBe(2)
    const began = Date.parse(record(app).lastExecution?.ended ?? '')
    const times: number[] = []
    for (let hour = 1; hour <= 28 * 24; hour++) {
      app.pass(60 * MINUTE)
      if (creates(app.follow({ before: after, after })) > 0) times.push(hour)
    }
    expect(began).toBeGreaterThan(0)
    expect(times.slice(0, 5)).toEqual([6, 12, 24, 48, 72])
    expect(times.at(-1)).toBeLessThanOrEqual(28 * 24)
    app.pass(5 * DAY)
    expect(creates(app.follow({ before: after, after }))).toBeLessThanOrEqual(1)
    app.pass(5 * DAY)
    expect(creates(app.follow({ before: after, after }))).toBe(0)
  })

  test('a refused token puts the job into quarantine: attempts after 6, 12 and 24 hours, disabled after four weeks', () => {
    let refused = false
    const settings = { notificationEmail: 'admin@contoso.com' }
    const app = started({ settings, fault: () => (refused ? { status: 401 } : undefined) })
    refused = true
    const after = withPerson(start, { ...alice, title: 'X' })
    const { requests, result } = app.follow({ before: start, after })
    expect(requests).toHaveLength(1)
    expect(sorted(result)).toEqual(held(app.responder))
    expect(record(app)).toMatchObject({
      status: 'Quarantine',
      quarantine: {
        reason: 'EncounteredQuarantineException',
        seriesCount: 1,
        error: expect.stringMatching(/^SystemForCrossDomainIdentityManagementCredentialValidationFailure: /) as string,
      },
      notifications: [expect.stringContaining('to admin@contoso.com: EncounteredQuarantineException')],
    })
    const hours: number[] = []
    for (let hour = 1; hour <= 72; hour++) {
      app.pass(60 * MINUTE)
      if (app.follow({ before: after, after }).requests.length > 0) hours.push(hour)
    }
    expect(hours).toEqual([6, 12, 24, 48, 72])
    for (let day = 0; day < 30; day++) {
      app.pass(DAY)
      app.follow({ before: after, after })
    }
    expect(record(app)).toMatchObject({ status: 'Disabled', nextCycle: undefined })
    expect(record(app).notifications).toHaveLength(1)
    expect(app.follow({ before: after, after: start }).requests).toEqual([])
  })

  test('nobody is told where no notification e-mail is set', () => {
    let refused = false
    const app = started({ fault: () => (refused ? { status: 401 } : undefined) })
    refused = true
    app.follow({ before: start, after: withPerson(start, { ...alice, title: 'X' }) })
    expect(record(app)).toMatchObject({ status: 'Quarantine', notifications: [] })
  })

  test('the probe of a running job is its own to judge, that of a new one ends a run', () => {
    const app = aTestApp()
    const first = app.follow({ before: undefined, after: start })
    const later = app.follow({ before: start, after: withPerson(start, { ...alice, title: 'X' }) })
    const verdicts = (requests: typeof first.requests): boolean[] =>
      requests.filter(({ shape }) => shape.startsWith('probe-')).map(({ ownVerdict }) => ownVerdict === true)
    expect(verdicts(first.requests).slice(0, 2)).toEqual([false, false])
    expect(verdicts(later.requests)).toEqual([true, true])
    expect(first.requests[0]?.freshToken).toBe(true)
    expect(later.requests.map(({ freshToken }) => freshToken === true)).toEqual([true, false, false, false])
  })

  test('a job leaves quarantine with the first cycle that goes well, and exports what had to wait', () => {
    let refused = false
    const app = started({ fault: () => (refused ? { status: 403 } : undefined) })
    refused = true
    const after = withPerson(start, { ...alice, title: 'X' })
    app.follow({ before: start, after })
    refused = false
    app.pass(6 * 60 * MINUTE)
    const { requests } = app.follow({ before: after, after })
    expect(writes(trace(requests))).toEqual(['PATCH /Users/Users-1 [{"op":"Replace","path":"title","value":"X"}]'])
    expect(record(app)).toMatchObject({ status: 'Active', quarantine: undefined })
  })

  test('trouble at the target gives a cycle up without a quarantine', () => {
    let broken = false
    const app = started({ fault: () => (broken ? { status: 503 } : undefined) })
    broken = true
    app.follow({ before: start, after: withPerson(start, { ...alice, title: 'X' }) })
    expect(record(app)).toMatchObject({ status: 'Active', countSuccessiveCompleteFailures: 1 })
  })

  test('too many failures put the job into quarantine, in an initial cycle they are cleared', () => {
    const people = Array.from({ length: 12 }, (_, n) => aPerson(`p${n}`))
    const failing = aTestApp({
      knobs: { quarantineStart: '5' },
      fault: ({ shape }) => (shape === 'create-user' ? { status: 500 } : undefined),
    })
    failing.follow({ before: undefined, after: { people, groups: [] } })
    expect(record(failing)).toMatchObject({ status: 'Active', escrowsPruned: true })
    const more = { people: [...people, ...Array.from({ length: 6 }, (_, n) => aPerson(`q${n}`))], groups: [] }
    failing.follow({ before: { people, groups: [] }, after: more })
    expect(record(failing)).toMatchObject({
      status: 'Quarantine',
      quarantine: { reason: 'EncounteredEscrowProportionThreshold' },
    })
  })
})

test('too many deletions in one cycle are held back, and the job goes into quarantine', () => {
  const app = started({ knobs: { deletionThreshold: '2' } })
  const after: Directory = {
    people: start.people.map((person) => ({ ...person, active: false })),
    groups: start.groups,
  }
  const { requests, steps, result } = app.follow({ before: start, after })
  expect(writes(trace(requests))).toEqual([])
  expect(steps.filter(({ result: ended }) => ended?.reason?.startsWith('StagedDelete'))).toHaveLength(2)
  expect(record(app).quarantine?.reason).toBe('TooManyDeletes')
  expect(sorted(result)).toEqual(held(app.responder))
})
