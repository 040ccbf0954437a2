import type { SyncReport } from '@scimulator/admin-api'
import { expect, test } from 'vitest'
import { type Behaviour, notSent, send, step, together, waitFor } from '../behaviour/behaviour.ts'
import { createMasker } from '../recorder/mask.ts'
import { createRecorder } from '../recorder/recorder.ts'
import { createCollector } from '../report/collect.ts'
import { list, run } from '../testing/drive-run.ts'
import { inOrder } from './place.ts'

const names = ['a', 'b', 'c', 'd', 'e']

function* lane(name: string): Behaviour<void> {
  const subject = { kind: 'user', name } as const
  yield* step(subject, 'import', function* () {
    yield* send({ ...list, path: `/Users/${name}` })
    yield* waitFor(1000, `after ${name}`)
    return { outcome: 'succeeded' }
  })
  yield* notSent(subject, 'update', 'nothing differs')
}

function* story(): Behaviour<void> {
  yield* notSent({ kind: 'connection', name: 'first' }, 'testConnection', 'not needed')
  yield* together(names.map(lane), 3)
  yield* together(
    names.map(function* (name) {
      yield* together([lane(`${name}1`), lane(`${name}2`)], 2)
    }),
    2,
  )
  yield* notSent({ kind: 'connection', name: 'last' }, 'verify', 'not needed')
}

/** The report of a run whose target takes its time with some. */
async function reportOf(turns: (path: string) => number): Promise<SyncReport> {
  const collector = createCollector('all')
  const recorder = createRecorder({
    people: 0,
    groups: 0,
    shapes: [],
    masker: createMasker([]),
    now: () => new Date(0),
    sinks: [collector.sink],
  })
  const client = {
    async send({ target }: { target: string }) {
      for (let turn = turns(target); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve))
      const body = '{"Resources":[]}'
      return { kind: 'response' as const, status: 200, reasonPhrase: '', headers: [], body, ms: 0 }
    },
    close: () => {},
  }
  await run(story(), undefined, { client, recorder })
  const figures = recorder.finish({ status: 'finished', stopReason: null })
  const head = { vendor: 'v', vendorLabel: 'V', profile: 'p', profileLabel: 'P', scenario: 's', target: 't', seed: 's' }
  const startedAt = new Date(0).toISOString()
  const tail = { figures, stopped: null, expected: { users: [], groups: [] }, runUrl: null, notes: [], inferred: [] }
  return collector.collect({ ...head, startedAt }, tail).report
}

const told = ({ steps, waits }: SyncReport): unknown => ({
  steps: steps.map(({ subject, action, exchanges }) => [
    subject.name,
    action,
    exchanges.map(({ request }) => request.target),
  ]),
  waits: waits?.map(({ why, atStep }) => [why, steps[atStep ?? -1]?.subject.name]).sort(),
})

test('a report tells the steps of lanes side by side as they were planned, however fast the target answers whom', async () => {
  const even = await reportOf((path) => (/[ace]/.test(path.slice(-2)) ? 9 : 1))
  const odd = await reportOf((path) => (/[bd]/.test(path.slice(-2)) ? 9 : 1))
  expect(told(even)).toEqual(told(odd))
  const order = ['first', ...names, ...names.flatMap((name) => [`${name}1`, `${name}2`]), 'last']
  expect([...new Set(even.steps.map(({ subject }) => subject.name))]).toEqual(order)
  expect(even.waits).toHaveLength(15)
  for (const { why, atStep } of even.waits ?? []) expect(why).toBe(`after ${even.steps[atStep ?? -1]?.subject.name}`)
})

test('a place inside another comes after it', () => {
  expect(inOrder([[2], [1, 1, 0], [0], [1, 0, 1], [1, 0, 0], [1]])).toEqual([2, 5, 4, 3, 1, 0])
})
