import type { RunEvent } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import {
  type Behaviour,
  type FindingDraft,
  report,
  type ScimRequest,
  type StepResult,
  send,
  step,
  together,
  waitFor,
} from '../behaviour/behaviour.ts'
import { createRandom } from '../directory/random.ts'
import { parseFault } from '../faults/fault.ts'
import { faultyClient } from '../faults/faulty-client.ts'
import type { RetryDecision } from '../profile/profile.ts'
import { createMasker } from '../recorder/mask.ts'
import { createRecorder, type Recorder } from '../recorder/recorder.ts'
import { fakeWire, type WireAnswer } from '../testing/fake-wire.ts'
import { type SimulatedClock, simulatedClock } from './clock.ts'
import { type Driven, drive } from './drive.ts'
import type { DriveDeps } from './sender.ts'

const list: ScimRequest = { shape: 'list', method: 'GET', path: '/Users?' }
const json: WireAnswer = { status: 200, body: '{"totalResults":0,"Resources":[]}' }

interface Result<T> {
  readonly driven: Driven<T>
  readonly events: RunEvent[]
  readonly slept: number[]
  readonly notes: string[]
  readonly wire: ReturnType<typeof fakeWire>
}

async function run<T>(
  behaviour: Behaviour<T>,
  respond: (index: number) => WireAnswer = () => json,
  options: Partial<DriveDeps> & { retry?: DriveDeps['profile']['retry'] } = {},
): Promise<Result<T>> {
  const events: RunEvent[] = []
  const slept: number[] = []
  const notes: string[] = []
  const wire = fakeWire((_request, index) => respond(index))
  const { retry = (): RetryDecision => ({ retry: false }), ...rest } = options
  const now = () => new Date(0)
  const driven = await drive(behaviour, {
    knobs: {},
    client: wire,
    connection: { baseUrl: 'http://h:1/scim', authorization: 'Bearer token' },
    profile: {
      headers: ({ host, authorization }) => [
        ['Host', host],
        ['Authorization', authorization],
      ],
      retry,
    },
    recorder: createRecorder({
      people: 0,
      groups: 0,
      shapes: ['list'],
      masker: createMasker([]),
      now,
      sinks: [(event) => events.push(event)],
    }),
    clock: simulatedClock({
      now,
      async sleep(ms) {
        slept.push(ms)
      },
    }),
    note: (line) => notes.push(line),
    ...rest,
  })
  return { driven, events, slept, notes, wire }
}

const exchanges = (events: RunEvent[]) => events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []))
const findings = (events: RunEvent[]) => events.flatMap((event) => (event.type === 'finding' ? [event.finding] : []))

const ended = (events: RunEvent[]) =>
  events.flatMap((event) => (event.type === 'step' && event.step.outcome !== null ? [event.step] : []))

/** A recorder that goes by a simulated clock, as that of a run does. */
function recorded(): { recorder: Recorder; clock: SimulatedClock; events: RunEvent[] } {
  const events: RunEvent[] = []
  const clock = simulatedClock({ now: () => new Date(0), async sleep() {} })
  const recorder = createRecorder({
    people: 0,
    groups: 0,
    shapes: [],
    masker: createMasker([]),
    now: clock.now,
    passedMs: () => clock.passedMs,
    sinks: [(event) => events.push(event)],
  })
  return { recorder, clock, events }
}

function* once(): Behaviour<number> {
  const answer = yield* send(list)
  return answer.kind === 'response' ? answer.status : 0
}

test('a request whose answer the vendor judges does not end the run as the first', async () => {
  const refused = (): WireAnswer => ({ status: 401 })
  expect((await run(send(list), refused)).driven.status).toBe('stopped')
  const { driven, events } = await run(send({ ...list, ownVerdict: true }), refused)
  expect(driven.status).toBe('finished')
  expect(findings(events)).toEqual([])
  const silent = await run(send({ ...list, ownVerdict: true }), () => ({ silence: 'reset' }))
  expect(silent.driven.status).toBe('stopped')
})

test('a request may ask for a fresh token, which the ones after it use too', async () => {
  const asked: (boolean | undefined)[] = []
  const tokens = {
    async authorization(fresh?: boolean) {
      asked.push(fresh)
      return 'Bearer t'
    },
  }
  function* two(): Behaviour<void> {
    yield* send({ ...list, freshToken: true })
    yield* send(list)
  }
  const { wire } = await run(two(), () => json, { tokens })
  expect(asked).toEqual([true, undefined])
  expect(wire.requests.map(({ headers }) => headers[1])).toEqual([
    ['Authorization', 'Bearer t'],
    ['Authorization', 'Bearer t'],
  ])
})

describe('drive', () => {
  test('sends what is yielded below the base path, with the headers of the profile, and resumes with the answer', async () => {
    const { driven, wire } = await run(once())
    expect(driven).toEqual({ status: 'finished', value: 200 })
    expect(wire.requests).toEqual([
      {
        method: 'GET',
        target: '/scim/Users?',
        headers: [
          ['Host', 'h:1'],
          ['Authorization', 'Bearer token'],
        ],
        body: undefined,
      },
    ])
  })

  test('a body goes out as compact JSON in the order given, its length counted in bytes', async () => {
    const lengths: (number | undefined)[] = []
    function* post(): Behaviour<void> {
      yield* send({ shape: 's', method: 'POST', path: '/Users', body: { b: 'é', a: 1 } })
    }
    const retry = (): RetryDecision => ({ retry: false })
    const profile = {
      retry,
      headers(context: { contentLength: number | undefined }) {
        lengths.push(context.contentLength)
        return []
      },
    }
    const { wire } = await run(post(), undefined, { profile })
    expect(wire.requests[0]?.body).toBe('{"b":"é","a":1}')
    expect(lengths).toEqual([16])
  })

  test('the header lines of a profile see the app’s settings', async () => {
    const headers = ({ settings }: { settings?: JsonObject }): [string, string][] => [['X-App', String(settings?.name)]]
    const retry = (): RetryDecision => ({ retry: false })
    const { wire } = await run(once(), undefined, { profile: { retry, headers }, settings: { name: 'mine' } })
    expect(wire.requests[0]?.headers).toEqual([['X-App', 'mine']])
  })

  test('exchanges belong to the step that is open; requests outside a step get one of their own', async () => {
    function* story(): Behaviour<void> {
      yield* send(list)
      yield* step(
        { kind: 'user', name: 'ann' },
        'create',
        function* () {
          yield* send(list)
          return { outcome: 'skipped', reason: 'because' }
        },
        'assignment',
      )
    }
    const { events } = await run(story())
    expect(exchanges(events).map(({ id, stepId }) => [id, stepId])).toEqual([
      ['x1', 's1'],
      ['x2', 's2'],
    ])
    const ended = events.flatMap((event) => (event.type === 'step' && event.step.outcome ? [event.step] : []))
    expect(ended).toMatchObject([
      { id: 's1', action: 'verify', outcome: 'succeeded' },
      { id: 's2', subject: { kind: 'user', name: 'ann' }, outcome: 'skipped', reason: 'because', cause: 'assignment' },
    ])
  })

  test('lanes run side by side up to the limit, results in the order given, each with its own step', async () => {
    let open = 0
    let most = 0
    const lane = (name: string) =>
      step({ kind: 'user', name }, 'create', function* () {
        yield* send(list)
        return { outcome: 'succeeded', reason: name }
      })
    const client = {
      async send() {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setImmediate(resolve))
        open--
        return {
          kind: 'response' as const,
          status: 200,
          reasonPhrase: '',
          headers: [],
          body: '{"Resources":[]}',
          ms: 0,
        }
      },
      close: () => {},
    }
    function* story(): Behaviour<(string | undefined)[]> {
      const results = yield* together(['a', 'b', 'c', 'd', 'e'].map(lane), 2)
      return results.map(({ reason }) => reason)
    }
    const { driven, events } = await run(story(), undefined, { client })
    expect(driven).toEqual({ status: 'finished', value: ['a', 'b', 'c', 'd', 'e'] })
    expect(most).toBe(2)
    expect(new Set(exchanges(events).map(({ stepId }) => stepId)).size).toBe(5)
  })

  test('lanes without a step of their own write into the step around them', async () => {
    const { events } = await run(
      step({ kind: 'directory', name: 'd' }, 'import', function* () {
        yield* together([once(), once()], 2)
        return { outcome: 'succeeded' }
      }),
    )
    expect(exchanges(events).map(({ stepId }) => stepId)).toEqual(['s1', 's1'])
  })

  test('a schedule of the vendor passes at once', async () => {
    const { slept, driven } = await run(waitFor(40 * 60_000, 'the next cycle'))
    expect(driven.status).toBe('finished')
    expect(slept).toEqual([])
  })

  test('what passes is told of the step and of the run, with the reason', async () => {
    const { recorder, clock, events } = recorded()
    function* story(): Behaviour<void> {
      yield* waitFor(1000, 'before')
      yield* step({ kind: 'user', name: 'ann' }, 'create', function* () {
        yield* waitFor(40 * 60_000, 'the next cycle')
        yield* waitFor(0, 'nothing')
        return { outcome: 'succeeded' }
      })
      yield* waitFor(500, 'after')
    }
    await run(story(), undefined, { recorder, clock })
    const { waits, counters } = recorder.finish({ status: 'finished', stopReason: null })
    expect(waits).toEqual([
      { why: 'before', ms: 1000, atStep: null },
      { why: 'the next cycle', ms: 2_400_000, atStep: 0 },
      { why: 'after', ms: 500, atStep: null },
    ])
    expect(counters.simulatedMs).toBe(2_401_500)
    expect(ended(events)).toMatchObject([
      {
        startedAt: new Date(1000).toISOString(),
        finishedAt: new Date(2_401_000).toISOString(),
        simulatedMs: 2_400_000,
        waits: [{ why: 'the next cycle', ms: 2_400_000 }],
      },
    ])
  })

  test('lanes side by side wait side by side, each in its own time, and the rest goes on at the latest', async () => {
    const { recorder, clock, events } = recorded()
    const seen: [string, number][] = []
    const tell = (name: string): void => void seen.push([name, clock.now().getTime()])
    const lane = (name: string, ms: number): Behaviour<StepResult> =>
      step({ kind: 'user', name }, 'create', function* () {
        tell(name)
        yield* send(list)
        tell(name)
        yield* waitFor(ms, `wait of ${name}`)
        yield* send(list)
        tell(name)
        return { outcome: 'succeeded' }
      })
    function* story(): Behaviour<void> {
      yield* waitFor(10, 'first')
      yield* together([lane('a', 1000), lane('b', 5000)], 2)
      tell('together')
      yield* together([lane('c', 100), lane('d', 100)], 1)
      tell('in turn')
    }
    await run(story(), undefined, { recorder, clock })
    const times = (name: string): number[] => seen.filter(([who]) => who === name).map(([, at]) => at)
    expect(times('a')).toEqual([10, 10, 1010])
    expect(times('b')).toEqual([10, 10, 5010])
    expect(times('together')).toEqual([5010])
    expect([...times('c'), ...times('d')]).toEqual([5010, 5010, 5110, 5110, 5110, 5210])
    expect(times('in turn')).toEqual([5210])
    expect(recorder.finish({ status: 'finished', stopReason: null }).counters.simulatedMs).toBe(5210)
    expect(ended(events).map(({ subject, simulatedMs }) => [subject.name, simulatedMs])).toEqual([
      ['a', 1000],
      ['b', 5000],
      ['c', 100],
      ['d', 100],
    ])
  })

  test('a lane that stops the run leaves the clock at the latest of all', async () => {
    const { recorder, clock } = recorded()
    function* waits(): Behaviour<void> {
      yield* waitFor(7000, 'long')
      for (let count = 0; count < 5; count++) yield* send(list)
    }
    const respond = (index: number): WireAnswer => (index === 0 ? json : { silence: 'gone' })
    const { driven } = await run(together([waits(), waits()], 2), respond, { recorder, clock })
    expect([driven.status, clock.passedMs]).toEqual(['stopped', 7000])
  })

  test('a finding that rests on a failure injected on the way is not the target’s', async () => {
    const finding: FindingDraft = {
      id: 'refused',
      whose: 'server',
      title: 'Refused',
      consequence: 'c',
      change: 'ch',
      rfc: null,
      mark: 'inferred',
      exchanges: [],
    }
    const wire = fakeWire(() => ({ status: 503 }))
    const client = faultyClient(wire, [parseFault('status:status=503,count=1')], {
      basePath: '/scim',
      random: createRandom('s', 'faults'),
      timeoutMs: 1000,
      pass: () => {},
    })
    const { events } = await run(
      (function* () {
        for (const request of [{ ...list, ownVerdict: true as const }, list]) {
          const { exchange } = yield* send(request)
          yield* report({ ...finding, exchanges: [exchange] })
        }
      })(),
      undefined,
      { client },
    )
    expect(findings(events)).toMatchObject([
      { whose: 'configuration', title: 'Refused (injected on the way)', exchanges: ['x1'] },
      { whose: 'server', title: 'Refused', exchanges: ['x2'] },
    ])
  })

  test('findings of a behaviour are recorded', async () => {
    const finding: FindingDraft = {
      id: 'x',
      whose: 'server',
      title: 't',
      consequence: 'c',
      change: 'd',
      rfc: null,
      mark: 'inferred',
      exchanges: [],
    }
    const { events } = await run(report(finding))
    expect(findings(events)).toEqual([{ ...finding, level: 'error' }])
  })
})

describe('retries', () => {
  const twice = (
    answer: { kind: string; status?: number },
    attempt: number,
    previousMs: number | undefined,
  ): RetryDecision =>
    answer.status === 429 && attempt < 3
      ? { retry: true, afterMs: (previousMs ?? 1000) * 2, why: '429' }
      : { retry: false }

  test('every attempt is recorded under its number, and a backoff of the vendor takes no time', async () => {
    const { driven, events, slept } = await run(once(), () => ({ status: 429 }), { retry: twice })
    expect(driven).toEqual({ status: 'finished', value: 429 })
    expect(exchanges(events).map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(slept).toEqual([])
    expect(ended(events)[0]?.waits).toEqual([
      { why: '429', ms: 2000 },
      { why: '429', ms: 4000 },
    ])
  })

  test('a wait the target demands is real', async () => {
    const respond = (index: number): WireAnswer =>
      index === 0 ? { status: 429, headers: [['Retry-After', '2']] } : json
    const { driven, slept } = await run(once(), respond, { retry: twice })
    expect(driven).toEqual({ status: 'finished', value: 200 })
    expect(slept).toEqual([2000])
  })

  test('what a vendor waits beyond the demand is its own schedule, and so is all of a form it does not read', async () => {
    const first = (retryAfter: string) => (index: number) =>
      index === 0 ? { status: 429, headers: [['Retry-After', retryAfter]] as [string, string][] } : json
    const retry = (answer: { kind: string; status?: number }): RetryDecision =>
      answer.status === 429 ? { retry: true, afterMs: 300_000, why: '429' } : { retry: false }
    expect((await run(once(), first('2'), { retry })).slept).toEqual([2000])
    expect((await run(once(), first('soon'), { retry })).slept).toEqual([])
    expect((await run(once(), first(new Date(60_000).toUTCString()), { retry })).slept).toEqual([60_000])
  })

  test('a cap cuts a demanded wait and says so', async () => {
    const respond = (index: number): WireAnswer =>
      index === 0 ? { status: 429, headers: [['Retry-After', '2']] } : json
    const { slept, notes } = await run(once(), respond, { retry: twice, maxWaitMs: 500 })
    expect(slept).toEqual([500])
    expect(notes).toEqual(['The target demands a wait of 2 s; cut to 0.5 s.'])
  })

  test('a demanded wait of years stops the run', async () => {
    const retry = (): RetryDecision => ({ retry: true, afterMs: 1e15, why: 'Retry-After' })
    const { driven } = await run(once(), () => ({ status: 429, headers: [['Retry-After', '1e12']] }), { retry })
    expect(driven).toEqual({ status: 'stopped', reason: 'The target demands a wait of 1000000000000 seconds.' })
  })
})

describe('what stops a run', () => {
  test.each<[string, WireAnswer, string, string]>([
    ['silence', { silence: 'nothing listens' }, 'targetUnreachable', 'The target cannot be reached: nothing listens.'],
    ['401', { status: 401, body: '{}' }, 'tokenRefused', 'The target refuses the token (status 401).'],
    ['403', { status: 403 }, 'accessRefused', 'The target refuses access (status 403).'],
    [
      '403 with a reason',
      { status: 403, body: '{"detail":"SCIM is switched off."}' },
      'accessRefused',
      'The target refuses access (status 403): "SCIM is switched off."',
    ],
    [
      'HTML',
      { status: 404, body: '<!doctype html>' },
      'targetNotScim',
      'The target does not speak SCIM: it answers 404 with HTML.',
    ],
    ['nothing', { status: 200 }, 'targetNotScim', 'The target does not speak SCIM: it answers 200 with an empty body.'],
    [
      'text',
      { status: 200, body: 'hi' },
      'targetNotScim',
      'The target does not speak SCIM: it answers 200 with something that is no JSON.',
    ],
    [
      'a redirect',
      { status: 302, headers: [['Location', 'https://x/']] },
      'targetRedirects',
      'The target redirects (status 302) to https://x/.',
    ],
  ])('%s as the first answer, with one finding that names the exchange', async (_what, answer, id, reason) => {
    const { driven, events, wire } = await run(once(), () => answer, {
      retry: () => ({ retry: true, afterMs: 0, why: 'again' }),
    })
    expect(driven).toEqual({ status: 'stopped', reason })
    expect(findings(events)).toMatchObject([{ id, level: 'error', exchanges: ['x1'] }])
    expect(wire.requests).toHaveLength(1)
  })

  test('not an empty answer to a write: there is nothing to read', async () => {
    function* write(): Behaviour<number> {
      const answer = yield* send({ shape: 'list', method: 'PATCH', path: '/Groups/1', body: {} })
      return answer.kind === 'response' ? answer.status : 0
    }
    expect((await run(write(), () => ({ status: 204 }))).driven).toEqual({ status: 'finished', value: 204 })
  })

  test.each([{ status: 503, body: '<p>' }, { status: 429 }, { status: 404, body: '{}' }])(
    'not %j: that is for the vendor to judge',
    async (answer) => {
      expect((await run(once(), () => answer)).driven).toEqual({ status: 'finished', value: answer.status })
    },
  )

  function* many(): Behaviour<void> {
    for (let count = 0; count < 10; count++) yield* send(list)
  }

  test('three silences in a row, retries counted', async () => {
    const { driven, wire, events } = await run(many(), (index) => (index === 0 ? json : { silence: 'reset' }))
    expect(driven).toEqual({ status: 'stopped', reason: 'The target stopped answering: reset.' })
    expect(wire.requests).toHaveLength(4)
    expect(findings(events)[0]?.exchanges).toEqual(['x2', 'x3', 'x4'])
  })

  test('three silences of one method, though another is answered between them', async () => {
    const write: ScimRequest = { shape: 'write', method: 'POST', path: '/Users', body: {} }
    function* readAndWrite(): Behaviour<void> {
      for (let count = 0; count < 10; count++) {
        yield* send(list)
        yield* send(write)
      }
    }
    const { driven, wire } = await run(readAndWrite(), (index) => (index % 2 === 0 ? json : { silence: 'timed out' }))
    expect(driven.status).toBe('stopped')
    expect(wire.requests).toHaveLength(6)
  })

  test('three silences of three methods', async () => {
    function* mixed(): Behaviour<void> {
      yield* send(list)
      for (const method of ['POST', 'PATCH', 'DELETE', 'GET'] as const) {
        yield* send({ shape: 'write', method, path: '/Users/1' })
      }
    }
    const { driven, wire } = await run(mixed(), (index) => (index === 0 ? json : { silence: 'timed out' }))
    expect(driven.status).toBe('stopped')
    expect(wire.requests).toHaveLength(4)
  })

  test.each(['{"hello":1}', '[]', 'null'])('JSON that is no list to the first query: %s', async (body) => {
    const { driven } = await run(many(), () => ({ status: 200, body }))
    expect(driven).toEqual({
      status: 'stopped',
      reason: 'The target does not speak SCIM: it answers 200 with JSON that is no ListResponse.',
    })
  })

  test('silences with answers between them do not', async () => {
    const { driven } = await run(many(), (index) => (index % 3 === 0 ? json : { silence: 'reset' }))
    expect(driven.status).toBe('finished')
  })

  test('an interrupt, in every lane', async () => {
    const abort = new AbortController()
    const { driven, wire } = await run(
      together([many(), many()], 2),
      (index) => {
        if (index === 3) abort.abort()
        return json
      },
      { signal: abort.signal },
    )
    expect(driven).toEqual({ status: 'stopped', reason: 'interrupted' })
    expect(wire.requests.length).toBeLessThan(6)
  })

  test('an error inside a behaviour is no stop: it is thrown', async () => {
    function* broken(): Behaviour<void> {
      yield* send(list)
      throw new Error('bug')
    }
    await expect(run(together([many(), broken()], 2))).rejects.toThrow('bug')
  })
})
