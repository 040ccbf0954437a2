import { describe, expect, test } from 'vitest'
import { createRandom } from '../directory/random.ts'
import { UsageError } from '../errors.ts'
import type { WireClient, WireRequest } from '../http/wire-client.ts'
import { fakeWire } from '../testing/fake-wire.ts'
import { faultText, parseFault } from './fault.ts'
import { faultyClient } from './faulty-client.ts'

const request = (method: string, target: string, body?: string): WireRequest => ({ method, target, headers: [], body })
const post = request('POST', '/scim/Users', '{"userName":"ann"}')
const read = request('GET', '/scim/Groups?count=1')

function client(...faults: string[]): { wire: ReturnType<typeof fakeWire>; faulty: WireClient; passed: number[] } {
  const wire = fakeWire(() => ({ status: 200, body: '{}' }))
  const passed: number[] = []
  const way = { basePath: '/scim', random: createRandom('s', 'faults'), timeoutMs: 5000 }
  const faulty = faultyClient(wire, faults.map(parseFault), { ...way, pass: (ms) => void passed.push(ms) })
  return { wire, faulty, passed }
}

describe('faultyClient', () => {
  test('duplicate: the target hears the request twice, as often as it is told', async () => {
    const { wire, faulty } = client('duplicate:method=POST,count=1')
    for (const one of [read, post, post]) await faulty.send(one)
    expect(wire.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST', 'POST'])
  })

  test('what came of a fault says which, and one that was only late is the target’s own answer', async () => {
    const { faulty } = client('slow:ms=1,resource=Users', 'duplicate:resource=Groups')
    const late = await faulty.send(post)
    expect([late.fault, late.faulted]).toEqual(['slow by 1 ms on Users', undefined])
    const twice = await faulty.send(read)
    expect([twice.fault, twice.faulted]).toEqual(['duplicate on Groups', true])
  })

  test('the simulator’s own checks meet none, and use none up', async () => {
    const { wire, faulty } = client('reset:count=1')
    expect(await faulty.send({ ...read, ownCheck: true })).toEqual({
      kind: 'response',
      status: 200,
      reasonPhrase: '',
      headers: [],
      body: '{}',
      ms: 1,
    })
    expect((await faulty.send(read)).fault).toBe('reset on every request, 1 time')
    expect(wire.requests).toHaveLength(1)
  })

  test('loseReply: the target did it, nothing came back; reset: it never heard of it', async () => {
    const { wire, faulty } = client('loseReply:resource=Users,count=1', 'reset:resource=Groups')
    expect(await faulty.send(post)).toMatchObject({ kind: 'silence', reason: 'the answer was lost on purpose' })
    expect(wire.requests).toHaveLength(1)
    expect(await faulty.send(read)).toMatchObject({ kind: 'silence', reason: 'the request was lost on purpose' })
    expect(wire.requests).toHaveLength(1)
    expect(await faulty.send(post)).toMatchObject({ kind: 'response', status: 200 })
  })

  test('loseReply: what was asked once more is told too', async () => {
    const before = { reason: 'closed; asked once more', ms: 2 }
    const wire: WireClient = {
      send: async () => ({ kind: 'response', status: 200, reasonPhrase: '', headers: [], body: '', ms: 1, before }),
      close: () => {},
    }
    const way = { basePath: '/scim', random: createRandom('s', 'faults'), timeoutMs: 5000, pass: () => {} }
    const answer = await faultyClient(wire, [parseFault('loseReply')], way).send(read)
    expect(answer).toMatchObject({ kind: 'silence', reason: 'the answer was lost on purpose', ms: 1, before })
  })

  test('status: an answer on the way that says it is none of the target’s', async () => {
    const { wire, faulty } = client('status:status=503,retryAfter=7,contains=ann')
    expect(await faulty.send(read)).toMatchObject({ status: 200 })
    const answer = await faulty.send(post)
    expect(answer).toMatchObject({ status: 503 })
    expect(answer.kind === 'response' && answer.headers).toEqual([
      ['Content-Type', 'application/scim+json'],
      ['Scimulator-Fault', 'status'],
      ['Retry-After', '7'],
    ])
    expect(wire.requests).toHaveLength(1)
  })

  test('slow: late in simulated time, and it arrives as long as the vendor waits', async () => {
    const { wire, faulty, passed } = client('slow:ms=4000,count=1', 'slow:ms=9000')
    expect(await faulty.send(post)).toMatchObject({ status: 200 })
    expect(await faulty.send(post)).toMatchObject({ kind: 'silence', reason: 'no complete answer within 5000 ms' })
    expect(wire.requests).toHaveLength(1)
    expect(passed).toEqual([4000, 5000])
  })

  test('a share of the requests, the same for the same seed', async () => {
    const draw = async (): Promise<string> => {
      const { faulty } = client('reset:probability=0.5')
      let hits = ''
      for (let time = 0; time < 40; time++) hits += (await faulty.send(read)).kind === 'silence' ? 'x' : '.'
      return hits
    }
    const first = await draw()
    expect(first).toMatch(/x/)
    expect(first).toMatch(/\./)
    expect(await draw()).toBe(first)
  })
})

test.each([
  ['reset', 'reset on every request'],
  ['reset:method=post,resource=/Users,count=1', 'reset on POST Users, 1 time'],
  ['slow:ms=5,contains=ann,probability=0.5', 'slow by 5 ms on "ann", 50 %'],
  ['status:retryAfter=soon,count=2', 'status 429, Retry-After soon on every request, 2 times'],
])('%s is said as a person reads it', (text, said) => {
  expect(faultText(parseFault(text))).toBe(said)
})

test.each([
  ['explode', /^Fault "explode" is unknown/],
  ['resett', /Did you mean reset\?/],
  ['reset:methd=POST', /Did you mean method\?/],
  ['reset:count=0', /^count of fault reset is a whole number from 1/],
  ['reset:count=1.5', /^count of fault reset is a whole number/],
  ['reset:count=', /^count of fault reset has no value/],
  ['reset:count=1,count=2', /^Fault reset has count twice/],
  ['reset:', /^Key of fault reset "" is unknown/],
  ['reset:ms=5', /^Key of fault reset "ms" is unknown/],
  ['reset:method=PSOT', /Did you mean POST\?/],
  ['reset:method=', /^method of fault reset has no value/],
  ['status:retryAfter=a\nb', /^retryAfter of fault status has a character/],
  ['status:status=200', /^status of fault status is a whole number from 400 to 599/],
])('%s is refused', (text, message) => {
  expect(() => parseFault(text)).toThrow(UsageError)
  expect(() => parseFault(text)).toThrow(message)
})
