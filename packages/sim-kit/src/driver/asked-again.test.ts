import net from 'node:net'
import type { Exchange, RunEvent } from '@scimulator/admin-api'
import { afterEach, expect, test } from 'vitest'
import { type Behaviour, send } from '../behaviour/behaviour.ts'
import { createMasker } from '../recorder/mask.ts'
import { createRecorder } from '../recorder/recorder.ts'
import { client, closeAll, closers, listen } from '../testing/raw-server.ts'
import { simulatedClock, systemClock } from './clock.ts'
import { type Driven, drive } from './drive.ts'

afterEach(closeAll)

const LIST = '{"totalResults":0,"Resources":[]}'
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Length: ${LIST.length}\r\n\r\n${LIST}`

/** A target that closes each connection with the request that comes on it next after an answer; `deaf` ones give none at all. */
async function closing(isDeaf: (connection: number) => boolean = () => false): Promise<number> {
  let connections = 0
  return await listen(
    net.createServer((socket) => {
      closers.push(() => socket.destroy())
      socket.on('error', () => socket.destroy())
      const deaf = isDeaf(connections++)
      let seen = 0
      socket.on('data', () => {
        if (deaf || ++seen > 1) socket.resetAndDestroy()
        else socket.write(ANSWER)
      })
    }),
  )
}

async function run<T>(
  port: number,
  behaviour: Behaviour<T>,
): Promise<{ driven: Driven<T>; exchanges: Exchange[]; events: RunEvent[]; retries: number[] }> {
  const events: RunEvent[] = []
  const retries: number[] = []
  const options = { people: 0, groups: 0, shapes: ['list'], masker: createMasker([]), now: () => new Date() }
  const recorder = createRecorder({ ...options, sinks: [(event) => events.push(event)] })
  const driven = await drive(behaviour, {
    knobs: {},
    client: client(port),
    connection: { baseUrl: `http://127.0.0.1:${port}`, authorization: 'Bearer t' },
    profile: {
      headers: ({ host }) => [['Host', host]],
      retry(answer, attempt) {
        retries.push(attempt)
        return answer.kind === 'silence' && attempt < 2 ? { retry: true, afterMs: 0, why: 'w' } : { retry: false }
      },
    },
    recorder,
    clock: simulatedClock(systemClock),
  })
  recorder.finish({ status: 'finished', stopReason: null })
  const exchanges = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []))
  return { driven, exchanges, events, retries }
}

function* reads(count: number): Behaviour<readonly string[]> {
  const kinds: string[] = []
  for (let index = 0; index < count; index++) {
    const answer = yield* send({ shape: 'list', method: 'GET', path: '/Users' })
    kinds.push(`${answer.kind} ${answer.exchange}`)
  }
  return kinds
}

test('a GET that a closed connection swallowed is recorded beside the one that was answered', async () => {
  const { driven, exchanges, events, retries } = await run(await closing(), reads(2))
  expect(driven).toEqual({ status: 'finished', value: ['response x1', 'response x3'] })
  expect(exchanges.map(({ attempt, response, error }) => [attempt, response?.status ?? null, error])).toEqual([
    [1, 200, null],
    [1, null, expect.stringMatching(/^127\.0\.0\.1:\d+ closed the connection .*; asked once more$/)],
    [2, 200, null],
  ])
  expect(Date.parse(exchanges[2]?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(exchanges[1]?.startedAt ?? ''))
  expect(events.filter(({ type }) => type === 'finding')).toEqual([])
  // The vendor's policy hears of the answer alone.
  expect(retries).toEqual([1, 1])
  const counters = events.flatMap((event) => (event.type === 'finished' ? [event.counters, event.coverage] : []))
  expect(counters).toMatchObject([{ exchanges: 3 }, { survived: 1, broken: [] }])
})

test('many of them are no silence that would end a run', async () => {
  const { driven, exchanges } = await run(await closing(), reads(8))
  expect(driven.status).toBe('finished')
  expect(exchanges.filter(({ error }) => error !== null)).toHaveLength(7)
})

test('the attempts of the vendor’s own policy count on', async () => {
  const { exchanges, retries } = await run(await closing((connection) => connection === 1), reads(2))
  expect(exchanges.slice(1).map(({ attempt, error }) => [attempt, error === null])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ])
  expect(retries).toEqual([1, 1, 2])
})
