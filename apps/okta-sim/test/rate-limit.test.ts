import type { RunEvent } from '@scimulator/admin-api'
import {
  createMasker,
  createRecorder,
  drive,
  type ScenarioContext,
  simulatedClock,
  type WireClient,
  type WireResult,
} from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { template } from '../src/profiles/template.ts'
import { act } from './act.ts'
import { aContext } from './context.ts'
import { aDirectory } from './directory.ts'

const MINUTE = 60_000

/** Assigns one person against a server that answers every request with 429; waits the driver slept, and time passed. */
async function assign(
  headers: [string, string][],
): Promise<{ slept: number[]; passed: number; requests: number; reason: string }> {
  const slept: number[] = []
  const reasons: string[] = []
  let requests = 0
  const now = (): Date => new Date(0)
  const result: WireResult = {
    kind: 'response',
    status: 429,
    reasonPhrase: 'Too Many Requests',
    headers,
    body: '{"detail":"slow"}',
    ms: 1,
  }
  const client: WireClient = {
    send: async () => {
      requests++
      return result
    },
    close: () => {},
  }
  const clock = simulatedClock({ now, sleep: async (ms) => void slept.push(ms) })
  const context: ScenarioContext = { ...aContext(aDirectory(1, 0)), now: () => clock.now() }
  const [person] = context.directory.people
  if (person === undefined) throw new Error('nobody')
  const sinks = [(event: RunEvent) => void (event.type === 'step' && reasons.push(JSON.stringify(event)))]
  await drive(act(template, 'assign', context, { person }), {
    client,
    connection: { baseUrl: 'http://h:1/scim', authorization: 'Bearer t' },
    profile: template,
    knobs: {},
    recorder: createRecorder({ people: 1, groups: 0, shapes: [], masker: createMasker([]), now, sinks }),
    clock,
  })
  return { slept, passed: clock.passedMs, requests, reason: reasons.join() }
}

describe('rate limits of a whole task', () => {
  it('gives up after ten tries, 5 minutes doubled each time, all in simulated time', async () => {
    const { slept, passed, requests, reason } = await assign([])
    expect(requests).toBe(10)
    expect(slept).toEqual([])
    expect(passed).toBe(5 * MINUTE * (2 ** 9 - 1))
    expect(reason).toContain('Error while verifying if user person.0@Example.com exists: Too Many Requests')
  })

  it('really waits what the server demands; the doubling beyond it is simulated', async () => {
    const { slept, passed, requests } = await assign([['Retry-After', '1']])
    expect(requests).toBe(10)
    expect(slept).toEqual(Array.from({ length: 9 }, () => 1000))
    expect(passed).toBe((2 ** 9 - 1 - 9) * 1000)
  })
})
