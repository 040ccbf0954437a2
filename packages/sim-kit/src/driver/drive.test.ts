import type { JsonObject } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import { type Behaviour, type FindingDraft, report, send, step, together } from '../behaviour/behaviour.ts'
import { createRandom } from '../directory/random.ts'
import { parseFault } from '../faults/fault.ts'
import { faultyClient } from '../faults/faulty-client.ts'
import type { RetryDecision } from '../profile/profile.ts'
import { exchanges, findings, json, list, once, run } from '../testing/drive-run.ts'
import { fakeWire } from '../testing/fake-wire.ts'

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
