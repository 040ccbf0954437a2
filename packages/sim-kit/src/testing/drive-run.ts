import type { Exchange, Finding, RunEvent, Step } from '@scimulator/admin-api'
import { type Behaviour, type ScimRequest, send } from '../behaviour/behaviour.ts'
import { type SimulatedClock, simulatedClock } from '../driver/clock.ts'
import { type Driven, drive } from '../driver/drive.ts'
import type { DriveDeps } from '../driver/sender.ts'
import type { RetryDecision } from '../profile/profile.ts'
import { createMasker } from '../recorder/mask.ts'
import { createRecorder, type Recorder } from '../recorder/recorder.ts'
import { fakeWire, type WireAnswer } from './fake-wire.ts'

/** A request of the catalogue. */
export const list: ScimRequest = { shape: 'list', method: 'GET', path: '/Users?' }
/** An empty list. */
export const json: WireAnswer = { status: 200, body: '{"totalResults":0,"Resources":[]}' }

/** A driven behaviour, and what was seen of it. */
export interface Result<T> {
  readonly driven: Driven<T>
  readonly events: RunEvent[]
  readonly slept: number[]
  readonly notes: string[]
  readonly wire: ReturnType<typeof fakeWire>
}

/** Drives a behaviour against answers by the index of their request. */
export async function run<T>(
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

/** Exchanges as recorded. */
export const exchanges = (events: readonly RunEvent[]): Exchange[] =>
  events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []))
/** Findings as recorded. */
export const findings = (events: readonly RunEvent[]): Finding[] =>
  events.flatMap((event) => (event.type === 'finding' ? [event.finding] : []))

/** Steps that have ended. */
export const ended = (events: readonly RunEvent[]): Step[] =>
  events.flatMap((event) => (event.type === 'step' && event.step.outcome !== null ? [event.step] : []))

/** A recorder that goes by a simulated clock, as that of a run does. */
export function recorded(): { recorder: Recorder; clock: SimulatedClock; events: RunEvent[] } {
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

/** Sends one request. */
export function* once(): Behaviour<number> {
  const answer = yield* send(list)
  return answer.kind === 'response' ? answer.status : 0
}
